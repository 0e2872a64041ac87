import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bootId } from '../../platform/boot-id.ts';
import { readProgramList, type StartedProgram } from '../../platform/privileged/start-listed.ts';
import { programName } from '../../platform/program-name.ts';
import { writeWhole } from '../../platform/write-whole.ts';
import type { NetworkSetup } from './network-setup.ts';

/** What a file in `pids/` tells of a running app (device service, section 2.3); older files have the number alone. */
interface PidFile {
  pid: number;
  app_id?: string;
  app_command?: string;
  started_at?: string;
  boot_id?: string;
}

const pidFolder = ({ context }: NetworkSetup): string => join(context.paths.networkConfig, 'pids');

/**
 * Starts an app of `apps.json` in a namespace; `undefined` is the root namespace. One that runs there already is
 * stopped before. An app that is not in the list is only told to the log.
 *
 * @throws CommandError when it cannot be started.
 */
export const startApp = async (setup: NetworkSetup, app: string, namespace?: string): Promise<void> => {
  const { context } = setup;
  const apps = await readProgramList(join(context.paths.networkConfig, 'apps.json'));
  if (!programName.test(app) || !apps.has(app)) {
    context.log.warn({ app }, 'apps.json does not have the app that should be started');
    return;
  }
  await stopApp(setup, namespace, app);
  const { stdout } = await context.privileged.perform('app-start', { app, namespace });
  const { pid, startedAt, command } = JSON.parse(stdout) as StartedProgram;
  const running: PidFile = {
    pid,
    app_id: app,
    app_command: command,
    started_at: startedAt,
    boot_id: await bootId(),
  };
  try {
    await writeWhole(await freePidFile(setup, app, namespace), JSON.stringify(running), 0o600);
  } catch (error) {
    await context.privileged.perform('app-stop', { pid, startedAt, command, namespace });
    throw error;
  }
  context.log.info({ app, namespace, pid }, 'app started');
};

/**
 * Stops an app, or all apps, that this service has started in a namespace: the very process of the pid file, and only
 * when it is inside the namespace. Others of the same name, there or elsewhere, go on.
 *
 * @returns whether one was running.
 */
export const stopApp = async (setup: NetworkSetup, namespace?: string, app?: string): Promise<boolean> => {
  let wasRunning = false;
  for (const file of await pidFiles(setup, namespace)) {
    const noted = await readPidFile(file);
    if (app !== undefined && noted?.app_id !== undefined && noted.app_id !== app) continue;
    if (noted && (await stopNoted(setup, noted, namespace, app))) wasRunning = true;
    await rm(file, { force: true });
  }
  return wasRunning;
};

const stopNoted = async (
  { context }: NetworkSetup,
  noted: PidFile,
  namespace: string | undefined,
  app: string | undefined,
): Promise<boolean> => {
  const apps = await readProgramList(join(context.paths.networkConfig, 'apps.json'));
  const command = noted.app_command ?? apps.get(noted.app_id ?? app ?? '');
  if (command === undefined || noted.pid < 2) return false;
  if (noted.boot_id !== undefined && noted.boot_id !== (await bootId())) return false;
  const { stdout } = await context.privileged.perform('app-stop', {
    pid: noted.pid,
    startedAt: noted.started_at,
    command,
    namespace,
  });
  const stopped = JSON.parse(stdout) as number[];
  context.log.info({ app: noted.app_id, namespace, stopped }, 'app stopped');
  return stopped.length > 0;
};

/** `<namespace>.pid`; a second app of a namespace gets `<namespace>@<app>.pid`. */
const freePidFile = async (setup: NetworkSetup, app: string, namespace?: string): Promise<string> => {
  const name = namespace ?? 'root';
  const taken = (await pidFiles(setup, namespace)).length > 0;
  return join(pidFolder(setup), taken ? `${name}@${app}.pid` : `${name}.pid`);
};

const pidFiles = async (setup: NetworkSetup, namespace?: string): Promise<string[]> => {
  const name = namespace ?? 'root';
  const files = await readdir(pidFolder(setup)).catch(() => []);
  return files
    .filter((file) => file === `${name}.pid` || (file.startsWith(`${name}@`) && file.endsWith('.pid')))
    .map((file) => join(pidFolder(setup), file));
};

const readPidFile = async (file: string): Promise<PidFile | undefined> => {
  try {
    const value = JSON.parse(await readFile(file, 'utf8')) as PidFile | number | null;
    const noted = typeof value === 'number' ? { pid: value } : value;
    return typeof noted === 'object' && Number.isSafeInteger(noted?.pid) ? (noted ?? undefined) : undefined;
  } catch {
    return undefined;
  }
};
