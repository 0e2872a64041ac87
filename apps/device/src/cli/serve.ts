import { SettingsError, unknownVariables } from '@netloom/server-kit';
import { createDeviceLogger } from '../platform/logging/create-device-logger.ts';
import { pathsOf } from '../platform/paths.ts';
import { deviceSettings } from '../platform/settings.ts';
import { configVariable, loadDeviceSettings } from './load-device-settings.ts';

export interface ServeOptions {
  debug?: boolean;
  config?: string;
  host?: string;
  port?: string;
  socket?: string;
}

const fail = (error: unknown): never => {
  const known = error instanceof SettingsError;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    known ? `netloom-device: ${error.message}\n` : `netloom-device: the service could not start: ${text}\n`,
  );
  process.exit(known ? 2 : 1);
};

/** Runs the service until SIGINT or SIGTERM. Options of the command line win over the environment. */
export const serve = async (options: ServeOptions): Promise<void> => {
  try {
    const settings = loadDeviceSettings({
      config: options.config,
      overrides: {
        NETLOOM_HOST: options.host,
        NETLOOM_PORT: options.port,
        NETLOOM_SOCKET: options.socket,
      },
    });
    // Programs that are started from here on need not know it.
    delete process.env[deviceSettings.secretKey.env];
    const { log } = createDeviceLogger({
      folder: pathsOf(settings).log,
      level: options.debug || process.env['WLANPI_CORE_DEBUG'] === 'true' ? 'debug' : settings.logLevel,
      maximumBytes: settings.logMaximumBytes,
    });
    for (const name of unknownVariables(deviceSettings, process.env))
      if (name !== configVariable) log.warn(`${name} is not a setting of the device service: it is ignored`);
    // Loaded now: the other commands need none of it.
    const { startDeviceService } = await import('../app.ts');
    const service = await startDeviceService(settings, { log });
    let stopping = false;
    const stop = (signal: string): void => {
      // A second signal means it: do not wait for what is running.
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, 'stopping');
      service.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGINT', () => stop('SIGINT')).on('SIGTERM', () => stop('SIGTERM'));
    // Last of all: whoever reads this may end the service at once.
    log.info(`ready${service.url === undefined ? '' : `: ${service.url}`}`);
  } catch (error) {
    fail(error);
  }
};
