import type { ConfigStatus } from './device.ts';

/** The five words that everything's health is told in. */
export type Health = 'ok' | 'problem' | 'critical' | 'unknown' | 'deactivated';

/** Status of a device's configuration as the console names it: `unknown` is a device without configuration. */
export type DeviceStatus = ConfigStatus | 'unknown';

/** The order in which statuses are told: what needs a look comes first. */
export const deviceStatuses: readonly DeviceStatus[] = [
  'error',
  'modified',
  'applied',
  'unknown',
  'deactivating',
  'deactivated',
];

export const deviceStatus = (config: ConfigStatus | null | undefined, deactivated: boolean): DeviceStatus =>
  config ?? (deactivated ? 'deactivated' : 'unknown');

const healthOf: Record<DeviceStatus, Health> = {
  applied: 'ok',
  modified: 'problem',
  error: 'critical',
  unknown: 'unknown',
  deactivating: 'deactivated',
  deactivated: 'deactivated',
};

export const statusHealth = (status: DeviceStatus): Health => healthOf[status];
