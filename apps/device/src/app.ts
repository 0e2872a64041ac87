import { mkdir } from 'node:fs/promises';
import { createLogger, SettingsError, type Logger } from '@netloom/server-kit';
import { authModule } from './modules/auth/index.ts';
import { bluetoothModule } from './modules/bluetooth/index.ts';
import { docsModule } from './modules/docs/index.ts';
import { networkConfigModule } from './modules/network-config/index.ts';
import { fleetModule } from './modules/fleet/index.ts';
import { networkModule } from './modules/network/index.ts';
import { pageModule } from './modules/page/index.ts';
import { profilerModule } from './modules/profiler/index.ts';
import { streamingModule } from './modules/streaming/index.ts';
import { systemModule } from './modules/system/index.ts';
import { utilsModule } from './modules/utils/index.ts';
import { createSystemBus } from './platform/bus/system-bus.ts';
import { runCommand, type RunCommand } from './platform/commands/run-command.ts';
import type { Clock, DeviceContext } from './platform/device-context.ts';
import { createAccessControl } from './platform/http/access-control.ts';
import { createDeviceServer } from './platform/http/create-device-server.ts';
import { listen } from './platform/http/listen.ts';
import type { AnyOperation } from './platform/http/operation.ts';
import { createLock } from './platform/lock.ts';
import type { DeviceModule, RunningModule } from './platform/module.ts';
import { version } from './version.ts';
import { pathsOf } from './platform/paths.ts';
import { createPrivileged } from './platform/privileged/privileged.ts';
import type { DeviceSettings } from './platform/settings.ts';

/** The capabilities of the service: its table of contents. `auth` is first, for it says who may call the others. */
export const deviceModules: readonly DeviceModule[] = [
  authModule,
  bluetoothModule,
  networkModule,
  networkConfigModule,
  systemModule,
  utilsModule,
  profilerModule,
  fleetModule,
  streamingModule,
  docsModule,
  pageModule,
];

/** A running device service. */
export interface DeviceService {
  /** Where it listens, for example `http://127.0.0.1:31415`; undefined when only on a Unix socket. */
  url: string | undefined;
  context: DeviceContext;
  stop(): Promise<void>;
}

/** Starts the service. A failure on the way undoes what was done before it. @throws SettingsError */
export const startDeviceService = async (
  settings: DeviceSettings,
  options: { log?: Logger; clock?: Clock; run?: RunCommand; modules?: readonly DeviceModule[] } = {},
): Promise<DeviceService> => {
  const log = options.log ?? createLogger({ level: settings.logLevel });
  const clock = options.clock ?? (() => new Date());
  const paths = pathsOf(settings);
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) {
      await Promise.resolve(step()).catch((error: unknown) =>
        log.error({ err: error }, 'a step of stopping failed'),
      );
    }
  };

  try {
    await makeDataFolder(paths.data);
    const run: RunCommand = (argv, given) =>
      (options.run ?? runCommand)(argv, { timeoutMs: settings.commandTimeoutSeconds * 1000, ...given });
    const bus = createSystemBus({ address: settings.systemBusAddress, log });
    undo.push(() => bus.close());
    const operations: AnyOperation[] = [];
    // The time of day may jump back by years where it comes from the network, and windows of limits would be as long.
    const now = options.clock ? () => clock().getTime() : () => performance.now();
    const http = await createDeviceServer({ settings, log, operations, now });
    undo.push(() => http.close());
    const context: DeviceContext = {
      version,
      settings,
      paths,
      log,
      clock,
      http,
      operations,
      access: createAccessControl(),
      run,
      privileged: createPrivileged({ settings, paths }, run),
      bus,
      networkLock: createLock(),
    };

    const running: RunningModule[] = [];
    for (const module of options.modules ?? deviceModules) {
      const result = await module.register({ ...context, log: log.child({ module: module.name }) });
      if (result) running.push(result);
    }
    for (const module of running) {
      await module.start?.();
      undo.push(async () => module.stop?.());
    }
    const listening = await listen(http, settings);
    undo.push(() => listening.close());
    return { url: listening.url, context, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const makeDataFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw new SettingsError(
      `NETLOOM_DATA_DIR: "${folder}" cannot be made (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
    );
  }
};
