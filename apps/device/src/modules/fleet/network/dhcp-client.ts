import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { fitsCommand } from '../../../platform/privileged/find-processes.ts';
import type { LinkState } from './network-state.ts';

/** Whether a DHCP client, ours or another one that notes its number where ours does, looks after a link. */
const isRunning = async ({ settings, paths }: DeviceContext, name: string): Promise<boolean> => {
  const file = join(paths.system(settings.dhclientPidDir), `dhclient.${name}.pid`);
  const pid = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (!/^\d+$/.test(pid)) return false;
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return fitsCommand(words.split('\0'), { program: settings.dhclient, anyWords: [[name]] });
};

/** Whether a link has an address of IPv4 that ends by itself. */
export const hasLease = (link: LinkState | undefined): boolean =>
  link?.addresses.some(({ dynamic, local }) => dynamic && !local.includes(':')) ?? false;

/** Has a DHCP client look after a link, if none does. That nobody answers yet is no failure. */
export const requestLease = async (context: DeviceContext, name: string): Promise<void> => {
  if (await isRunning(context, name)) return;
  await context.privileged
    .perform('dhcp-request', { name, namespace: undefined })
    .catch((error: unknown) => context.log.warn({ err: error, interface: name }, 'no address by DHCP yet'));
};

/** Ends the DHCP client of a link, if there may be one. @throws Error */
export const endLease = async (
  context: DeviceContext,
  name: string,
  current: LinkState | undefined,
): Promise<void> => {
  if (hasLease(current) || (await isRunning(context, name)))
    await context.privileged.perform('dhcp-stop', { name, namespace: undefined });
};
