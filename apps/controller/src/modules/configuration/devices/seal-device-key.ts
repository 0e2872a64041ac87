import type { SecretBox } from '@netloom/server-kit';
import type { DeviceTable } from '../tables.ts';

/** What binds a sealed key to its device. */
export const deviceKeySeal = (deviceId: string): string => `config_device.key:${deviceId}`;

/** By which a device is found by its key. */
export const deviceKeyDigest = (secrets: SecretBox, key: string): string =>
  secrets.digest(key, 'config_device.key');

/** The two columns of a device's key. */
export const sealDeviceKey = (
  secrets: SecretBox,
  deviceId: string,
  key: string,
): Pick<DeviceTable, 'key_sealed' | 'key_digest'> => ({
  key_sealed: secrets.seal(key, deviceKeySeal(deviceId)),
  key_digest: deviceKeyDigest(secrets, key),
});
