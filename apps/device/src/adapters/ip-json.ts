import { CommandError, type RunCommand } from '../platform/commands/run-command.ts';

/** Bytes: a box may have all 4094 VLANs. */
const maximumOutput = 32 * 1024 * 1024;

/**
 * Asks `ip -json` (iproute2) for objects, like `['neigh', 'show']` for the neighbours.
 *
 * @param namespace a named network namespace to ask in; otherwise the one of this process.
 * @throws CommandError
 */
export const askIp = async (
  run: RunCommand,
  ip: string,
  words: readonly string[],
  namespace?: string,
): Promise<Readonly<Record<string, unknown>>[]> => {
  const argv = [ip, ...(namespace === undefined ? [] : ['-n', namespace]), '-d', '-j', ...words] as const;
  const result = await run(argv, { maximumOutput });
  const objects = parseIpJson(result.stdout);
  if (objects === undefined)
    throw new CommandError(argv, 'exit', `${ip} answered with something else than JSON`, result);
  return objects;
};

/**
 * The objects of `ip -json`. With a filter iproute2 prints `{}` in place of each object that does not fit, and nothing
 * at all instead of an empty list: neither is an object. Undefined for what is no list of objects.
 */
export const parseIpJson = (text: string): Readonly<Record<string, unknown>>[] | undefined => {
  if (text.trim() === '') return [];
  try {
    const parsed = JSON.parse(text) as unknown;
    return Array.isArray(parsed) ? parsed.filter(isFilledObject) : undefined;
  } catch {
    return undefined;
  }
};

const isFilledObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;
