import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ProgramRun {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Where the sources of the programs are. */
export const sourceOf = (program: string): string =>
  fileURLToPath(new URL(`../../src/${program}`, import.meta.url));

/** Programs are started often here: types need not be stripped each time. */
const compileCache = fileURLToPath(
  new URL('../../../../node_modules/.cache/netloom-device', import.meta.url),
);

/** Runs one of the device's programs in a process of its own, with these lines on its standard input. */
export const runProgram = async (
  program: string,
  args: readonly string[],
  options: { input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<ProgramRun> => {
  const child = spawn(process.execPath, [sourceOf(program), ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...options.env },
    stdio: 'pipe',
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  // A program that refuses early does not read to the end.
  child.stdin.on('error', () => {}).end(options.input ?? '');
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, ...said };
};
