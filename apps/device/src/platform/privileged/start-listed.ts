import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { CommandError, type Argv } from '../commands/run-command.ts';
import { readProcess } from './find-processes.ts';

/** A program that was started in the background. */
export interface StartedProgram {
  pid: number;
  startedAt: string;
  /** Its command line in the list. */
  command: string;
}

/** What such a program finds in its environment. The service's own holds secrets. */
const environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LANG: 'C.UTF-8',
};

/**
 * Starts a program of a list, which is a JSON object of names and command lines. Its words are split at blanks; no
 * shell reads them. It outlives the service; its output goes to the end of a log file.
 *
 * @param prefix words in front, like `ip netns exec lab`.
 * @throws CommandError when the list does not have it, or it cannot be started.
 */
export const startListed = async (of: {
  listFile: string;
  name: string;
  prefix: readonly string[];
  logFile: string;
}): Promise<StartedProgram> => {
  const command = await commandOf(of.listFile, of.name);
  const argv = command.split(/\s+/).filter((word) => word !== '') as unknown as Argv;
  const fail = (why: string): never => {
    throw new CommandError(argv, 'not-found', why, { stdout: '', stderr: '', exitCode: -1 });
  };
  if (!(await isProgram(argv[0]))) fail(`${of.name}: ${argv[0]} is no program`);
  await mkdir(dirname(of.logFile), { recursive: true });
  // A link that somebody has laid in a folder for everybody must not lead the log elsewhere.
  const log = await open(
    of.logFile,
    constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW,
    0o644,
  );
  try {
    const [program = argv[0], ...args] = [...of.prefix, ...argv];
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: environment,
      cwd: '/',
    });
    await once(child, 'spawn');
    child.unref();
    const started = await readProcess(child.pid ?? 0);
    if (!started) return fail(`${of.name} ended at once`);
    return { pid: started.pid, startedAt: started.startedAt, command };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    return fail(`${of.name} cannot be started: ${(error as Error).message}`);
  } finally {
    await log.close();
  }
};

const commandOf = async (listFile: string, name: string): Promise<string> => {
  const list = await readProgramList(listFile);
  const command = list.get(name);
  if (command === undefined)
    throw new CommandError([name], 'not-allowed', `${name} is not in ${listFile}`, {
      stdout: '',
      stderr: '',
      exitCode: -1,
    });
  return command;
};

/** The programs of a list, by name. A missing list is an empty one; so is what cannot be read as a list. */
export const readProgramList = async (file: string): Promise<ReadonlyMap<string, string>> => {
  try {
    const list = JSON.parse(await readFile(file, 'utf8')) as unknown;
    if (typeof list !== 'object' || list === null || Array.isArray(list)) return new Map();
    return new Map(
      Object.entries(list).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '',
      ),
    );
  } catch {
    return new Map();
  }
};

const isProgram = async (program: string): Promise<boolean> => {
  const candidates = program.includes('/')
    ? [program]
    : environment.PATH.split(delimiter).map((folder) => join(folder, program));
  return (await Promise.all(candidates.map(isExecutable))).includes(true);
};

const isExecutable = async (file: string): Promise<boolean> => {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
};
