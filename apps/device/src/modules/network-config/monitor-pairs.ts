import { setTimeout as sleep } from 'node:timers/promises';
import type { IwInterface } from '../../adapters/iw-dev.ts';
import { entriesOf } from './net-config.ts';
import { listWireless, tolerate, type NetworkSetup } from './network-setup.ts';
import { removeInterface } from './set-up-entry.ts';

const monitorName = /^wlanpi\d+$/;

/** Milliseconds after which a radio of Intel is made to scan once, which tells it where on earth it is. */
const scanDelayMs = 1000;

/**
 * Gives every radio with a managed interface a monitor interface `wlanpi<number of the radio>` for captures, and
 * removes those whose radio has lost its managed interface (device service, section 4.5). A radio that fails does not
 * keep the others from theirs.
 */
export const pairMonitors = async (setup: NetworkSetup): Promise<void> => {
  const { context } = setup;
  let there: IwInterface[];
  try {
    there = await listWireless(context);
  } catch (error) {
    context.log.info({ why: (error as Error).message }, 'no wireless interfaces to pair');
    return;
  }
  const managed = there.filter(({ type, phy }) => type === 'managed' && phy !== undefined);
  const radios = new Set(managed.map(({ phy }) => phy));
  const names = new Set(there.map(({ name }) => name));
  for (const { name, type, phy } of there)
    if (type === 'monitor' && monitorName.test(name) && !radios.has(phy))
      await tolerate(setup, 'the monitor interface stayed', removeInterface(setup, name));
  const inUse = await connectingNames(setup);
  for (const { name, phy } of managed) {
    const monitor = `wlanpi${(phy ?? '').replace(/\D/g, '')}`;
    if (names.has(monitor)) continue;
    names.add(monitor);
    try {
      await pair(setup, name, monitor, inUse.has(name));
    } catch (error) {
      context.log.warn({ interface: name, why: (error as Error).message }, 'no monitor interface was made');
    }
  }
};

const pair = async (setup: NetworkSetup, name: string, monitor: string, inUse: boolean): Promise<void> => {
  const { privileged } = setup.context;
  await privileged.perform('link-up', { name });
  await privileged.perform('monitor-add', { beside: name, name: monitor });
  await privileged.perform('link-up', { name: monitor });
  // The connection of the active configuration must not be cut.
  if (inUse) return;
  if ((await readDriver(setup, name)) === 'iwlwifi') scanLater(setup, name);
  else await privileged.perform('link-down', { name });
};

const scanLater = (setup: NetworkSetup, name: string): void => {
  const { context, stopped } = setup;
  const scan = async (): Promise<void> => {
    await sleep(scanDelayMs, undefined, { signal: stopped, ref: false });
    await tolerate(setup, 'no scan', context.privileged.perform('wireless-scan', { name }));
    if (!stopped.aborted) await context.privileged.perform('link-down', { name });
  };
  scan().catch((error: unknown) => {
    if (!stopped.aborted)
      context.log.warn({ err: error, interface: name }, 'the radio could not be prepared');
  });
};

const readDriver = async ({ context }: NetworkSetup, name: string): Promise<string | undefined> => {
  const { stdout } = await context.run([context.settings.ethtool, '-i', name]);
  return /^driver:\s*(\S+)/m.exec(stdout)?.[1];
};

const connectingNames = async ({ store }: NetworkSetup): Promise<ReadonlySet<string>> => {
  try {
    const config = await store.read(await store.readCurrent());
    const inRoot = entriesOf(config).filter((entry) => entry.namespace === undefined);
    return new Set(
      inRoot.filter(({ security }) => security !== null).map((entry) => entry.iface_display_name),
    );
  } catch {
    return new Set();
  }
};
