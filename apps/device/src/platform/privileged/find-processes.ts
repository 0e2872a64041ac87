import { readdir, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';

/** Which processes are meant. */
export interface ProcessMatch {
  /** File of the network namespace in which they run, like /run/netns/lab; undefined: that of this process. */
  namespaceFile: string | undefined;
  /** Only this one. */
  pid?: number | undefined;
  /**
   * When `pid` started, as `FoundProcess.startedAt`. Both name one process for good, so that its words do not matter
   * any more: a start script may have become another program.
   */
  startedAt?: string | undefined;
  /** The program, by its name or path; the name alone counts. A script's interpreter is looked past. */
  program: string;
  /** Words one after the other among the arguments; one of these sequences must be there. */
  anyWords?: readonly (readonly string[])[] | undefined;
}

/** A running process. */
export interface FoundProcess {
  pid: number;
  /** Clock ticks between the boot and its start: with `pid` it names one process for good. */
  startedAt: string;
  leadsGroup: boolean;
}

/**
 * Processes that match. Namespaces are compared by their identity in the kernel, as `ip netns identify` does, so that
 * nothing outside of the namespace is ever found, whatever its name is.
 */
export const findProcesses = async (match: ProcessMatch): Promise<FoundProcess[]> => {
  const namespace = await identityOf(match.namespaceFile ?? '/proc/self/ns/net');
  if (namespace === undefined) return [];
  const pids =
    match.pid === undefined
      ? (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
      : [match.pid];
  const found = await Promise.all(pids.map((pid) => examine(pid, namespace, match)));
  return found.filter((one) => one !== undefined);
};

const examine = async (
  pid: number,
  namespace: string,
  match: ProcessMatch,
): Promise<FoundProcess | undefined> => {
  if ((await identityOf(`/proc/${pid}/ns/net`)) !== namespace) return undefined;
  const [words, found] = await Promise.all([wordsOf(pid), readProcess(pid)]);
  if (found === undefined) return undefined;
  const fits =
    match.startedAt === undefined ? fitsCommand(words, match) : match.startedAt === found.startedAt;
  return fits ? found : undefined;
};

/** A process by its number; undefined when it has ended, also when nobody has asked for its status yet. */
export const readProcess = async (pid: number): Promise<FoundProcess | undefined> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The program's name, in brackets, may hold anything; numbers follow: proc_pid_stat(5), from field 3 on.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, , group] = fields;
  const startedAt = fields[19];
  if (startedAt === undefined || state === 'Z' || state === 'X') return undefined;
  return { pid, startedAt, leadsGroup: Number(group) === pid };
};

const wordsOf = async (pid: number): Promise<string[]> => {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return text.split('\0').slice(0, -1);
};

/** Whether a command line is that of the program with the words; of a script, the interpreter comes first. */
export const fitsCommand = (
  words: readonly string[],
  { program, anyWords }: Pick<ProcessMatch, 'program' | 'anyWords'>,
): boolean => {
  const at = words.slice(0, 3).findIndex((word) => basename(word) === basename(program));
  if (at === -1) return false;
  const args = words.slice(at + 1);
  if (anyWords === undefined) return true;
  return anyWords.some((sequence) =>
    args.some((_word, from) => sequence.every((word, position) => args[from + position] === word)),
  );
};

const identityOf = async (file: string): Promise<string | undefined> => {
  try {
    const { dev, ino } = await stat(file);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
};
