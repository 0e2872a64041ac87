import { join, resolve } from 'node:path';
import type { DeviceSettings } from './settings.ts';

/** The service's own folders, as absolute paths. */
export interface DevicePaths {
  data: string;
  secrets: string;
  /** Network configurations: `configs/`, `current.txt`, `apps.json`, `pids/`. */
  networkConfig: string;
  log: string;
  /** A path of the system (`/etc/…`) below NETLOOM_ROOT. */
  system(path: string): string;
}

/** The paths that the settings stand for. */
export const pathsOf = (settings: DeviceSettings): DevicePaths => {
  const data = resolve(settings.dataDir);
  return {
    data,
    secrets: resolve(settings.secretsDir ?? join(data, 'secrets')),
    networkConfig: resolve(settings.networkConfigDir ?? join(data, 'netcfg')),
    log: resolve(settings.logDir ?? join(data, 'log')),
    system: (path) => join(resolve(settings.root), path),
  };
};
