import { createLogger, loadSettings, SettingsError, unknownVariables } from '@netloom/server-kit';
import { startController } from './app.ts';
import { controllerSettings } from './platform/settings.ts';
import { printWelcome } from './platform/print-welcome.ts';

const configFile = (): string | undefined => {
  const position = process.argv.indexOf('--config');
  if (position >= 0) {
    const path = process.argv[position + 1];
    if (path === undefined) throw new SettingsError('--config: name a YAML file after it');
    return path;
  }
  return process.argv.find((argument) => argument.startsWith('--config='))?.slice('--config='.length);
};

const fail = (error: unknown): never => {
  const known =
    error instanceof Error &&
    /^(SettingsError|DataDirInUseError|NewerDatabaseError|SecretKeyError)$/.test(error.name);
  process.stderr.write(
    known
      ? `netloom: ${error.message}\n`
      : `netloom: the controller could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(known ? 2 : 1);
};

/** Reads the settings, starts the controller, says where it listens, and stops it on SIGINT and SIGTERM. */
export const runController = async (): Promise<void> => {
  try {
    const settings = loadSettings(controllerSettings, { env: process.env, configFile: configFile() });
    const log = createLogger({ level: settings.logLevel });
    for (const name of unknownVariables(controllerSettings, process.env))
      log.warn(`${name} is not a setting of the controller: it is ignored`);
    const controller = await startController(settings, { log });
    printWelcome(controller.url, controller.firstStart);

    let stopping = false;
    const stop = (signal: string): void => {
      // A second signal means it: do not wait for what is running.
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, 'stopping');
      controller.stop().then(
        () => log.flush(() => process.exit(0)),
        () => process.exit(1),
      );
    };
    process.once('SIGINT', stop).on('SIGTERM', stop);
  } catch (error) {
    fail(error);
  }
};
