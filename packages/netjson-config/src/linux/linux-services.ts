import type { LinuxFile } from './linux-file.ts';
import type { LinuxFilePurpose, LinuxInterface, LinuxService } from './linux-manifest.ts';
import type { SystemPlan } from './system-files.ts';

/** Daemons of one interface, named after it. */
const INTERFACE_UNITS: readonly (readonly [LinuxFilePurpose, string])[] = [
  ['hostapd', 'hostapd'],
  ['wpa_supplicant', 'wpa_supplicant'],
];

/** The daemons that an archive has files for, in the order in which they should be restarted. */
export function linuxServices(
  native: readonly LinuxFile[],
  interfaces: readonly LinuxInterface[],
  { ntp }: SystemPlan,
): LinuxService[] {
  // What is not to start by itself gets no daemon that does.
  const manual = new Set(interfaces.filter(({ state }) => state === 'manual').map(({ name }) => name));
  const services: LinuxService[] = [];
  if (native.some(({ purpose }) => purpose === 'networkd')) {
    services.push({ unit: 'systemd-networkd.service', enabled: true });
  }
  for (const [wanted, daemon] of INTERFACE_UNITS) {
    for (const { purpose, interface: name } of native) {
      if (purpose === wanted && name !== undefined) {
        services.push({ unit: `${daemon}@${name}.service`, enabled: !manual.has(name) });
      }
    }
  }
  for (const { service } of native) if (service !== undefined) services.push(service);
  if (native.some(({ purpose }) => purpose === 'resolved')) {
    services.push({ unit: 'systemd-resolved.service', enabled: true });
  }
  if (ntp !== undefined) services.push({ unit: 'systemd-timesyncd.service', enabled: ntp.enabled });
  return services;
}
