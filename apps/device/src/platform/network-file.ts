import { join } from 'node:path';
import type { DevicePaths } from './paths.ts';
import type { DeviceSettings } from './settings.ts';

/** Files of the system that belong to one wireless interface. */
export const networkFileKinds = ['supplicant', 'supplicant-log', 'supplicant-socket', 'dhcp'] as const;

export type NetworkFileKind = (typeof networkFileKinds)[number];

/** The path of such a file; `name` is that of the interface, already checked. */
export const networkFile = (
  kind: NetworkFileKind,
  name: string,
  { settings, paths }: { settings: DeviceSettings; paths: DevicePaths },
): string => {
  switch (kind) {
    case 'supplicant':
      return join(paths.system(settings.wpaSupplicantDir), `${name}.conf`);
    case 'supplicant-log':
      return join(paths.system(settings.appLogDir), `wpa-${name}.log`);
    case 'supplicant-socket':
      return join(paths.system(settings.wpaControlDir), name);
    case 'dhcp':
      return join(paths.system(settings.interfacesDir), `${name}.cfg`);
  }
};
