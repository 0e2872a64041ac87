import type { LinuxFile } from './linux-file.ts';
import type { LinuxFilePurpose, LinuxService } from './linux-manifest.ts';
import type { SystemPlan } from './system-files.ts';

/** Daemons of one interface, named after it. */
const INTERFACE_UNITS: readonly (readonly [LinuxFilePurpose, string])[] = [
  ['hostapd', 'hostapd'],
  ['wpa_supplicant', 'wpa_supplicant'],
];

/** The daemons that an archive has files for, in the order in which they should be restarted. */
export function linuxServices(native: readonly LinuxFile[], { ntp }: SystemPlan): LinuxService[] {
  const services: LinuxService[] = [];
  if (native.some(({ purpose }) => purpose === 'networkd')) {
    services.push({ unit: 'systemd-networkd.service', enabled: true });
  }
  for (const [wanted, daemon] of INTERFACE_UNITS) {
    for (const { purpose, interface: name } of native) {
      if (purpose === wanted && name !== undefined) {
        services.push({ unit: `${daemon}@${name}.service`, enabled: true });
      }
    }
  }
  if (native.some(({ purpose }) => purpose === 'resolved')) {
    services.push({ unit: 'systemd-resolved.service', enabled: true });
  }
  if (ntp !== undefined) services.push({ unit: 'systemd-timesyncd.service', enabled: ntp.enabled });
  return services;
}
