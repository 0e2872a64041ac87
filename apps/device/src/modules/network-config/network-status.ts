import type { DeviceContext } from '../../platform/device-context.ts';
import { listNamespaces } from './network-setup.ts';

/** Facts of each wireless interface as `iw` words them. */
export type InterfaceFacts = Record<string, Record<string, string>>;

/**
 * Wireless interfaces by namespace (device service, section 3.8). A namespace that cannot be looked into is an
 * `error`, and the others are told all the same.
 *
 * @throws CommandError when the root namespace cannot be read.
 */
export const readNetworkStatus = async (
  context: DeviceContext,
): Promise<Record<string, InterfaceFacts | { error: string }>> => {
  const root = parseIwFacts((await context.run([context.settings.iw, 'dev'])).stdout);
  const names = (await listNamespaces(context)).filter((name) => name !== 'root');
  const inside = await Promise.all(names.map((name) => readNamespace(context, name)));
  return Object.fromEntries([
    ['root', root] as const,
    ...names.map((name, position) => [name, inside[position] ?? {}] as const),
  ]);
};

const readNamespace = async (
  { privileged }: DeviceContext,
  namespace: string,
): Promise<InterfaceFacts | { error: string }> => {
  try {
    return parseIwFacts((await privileged.perform('wireless-list', { namespace })).stdout);
  } catch (error) {
    return { error: (error as Error).message };
  }
};

/**
 * The lines of `iw dev` below each interface, as keys and values. The table of transmit queues is left out, and so is
 * what belongs to a radio or to a device without an interface.
 */
export const parseIwFacts = (text: string): InterfaceFacts => {
  const found = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  let inTable = false;
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    const [, name] = /^Interface (\S+)/.exec(line) ?? [];
    if (name !== undefined) {
      current = new Map();
      found.set(name, current);
      inTable = false;
    } else if (/^phy#\d+/.test(line) || line.startsWith('Unnamed/non-netdev interface')) {
      current = undefined;
      inTable = false;
    } else if (line === '') inTable = false;
    else if (line.endsWith('TXQ:') || line.startsWith('qsz-byt')) inTable = true;
    else if (!inTable) {
      const [, key = '', value = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
      current?.set(key, value.replace(/^:\s*/, ''));
    }
  }
  return Object.fromEntries([...found].map(([name, facts]) => [name, Object.fromEntries(facts)]));
};
