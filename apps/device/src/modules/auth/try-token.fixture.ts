import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startTestDevice, type TestDevice } from '../../testing/index.ts';

/** Starts a device service that ends with the test. */
export const start: typeof startTestDevice = async (env, options) => {
  const device = await startTestDevice(env, options);
  onTestFinished(() => device.stop());
  return device;
};

/** The address of a client elsewhere. */
export const remote = '192.0.2.9';

/** Something that needs a token or a signature and changes nothing. */
export const probe = (device: TestDevice, token?: string) =>
  device.callFrom(remote, 'DELETE', '/auth/token', { ...(token ? { token } : {}), body: { device_id: '' } });

/** 412 is the answer to who got in: the name is empty. */
export const isIn = async (device: TestDevice, token: string): Promise<boolean> =>
  (await probe(device, token)).status === 412;

/** The database of tokens. */
export const tokenFile = (device: TestDevice): string => join(device.context.paths.secrets, 'tokens.db');
