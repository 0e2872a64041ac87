import { setTimeout as sleep } from 'node:timers/promises';
import { startApp } from './autostart-app.ts';
import type { NetEntry } from './net-config.ts';
import { watchKey, type ConnectionWatch, type NetworkSetup } from './network-setup.ts';

/** Milliseconds between two looks. */
const pollMs = 1000;

/**
 * Waits in the background until an entry's Wi-Fi is connected, then gets its address, its default route and its app
 * going (device service, section 3.8, "Background monitor"). Each wait has an end that is a setting. Not connected by
 * then: the configuration stays active, and nothing else happens.
 */
export const watchConnection = (setup: NetworkSetup, entry: NetEntry): void => {
  const key = watchKey(entry);
  const abort = new AbortController();
  const log = setup.context.log.child({ entry: key });
  const follow = async (): Promise<void> => {
    try {
      await finishConnection(setup, entry, abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) log.warn({ err: error }, 'the connection could not be finished');
    } finally {
      if (setup.watches.get(key) === watch) setup.watches.delete(key);
    }
  };
  const watch: ConnectionWatch = { abort, done: Promise.resolve() };
  setup.watches.get(key)?.abort.abort();
  setup.watches.set(key, watch);
  watch.done = follow();
};

const finishConnection = async (setup: NetworkSetup, entry: NetEntry, signal: AbortSignal): Promise<void> => {
  const { context } = setup;
  const { settings, privileged, log } = context;
  const where = { name: entry.iface_display_name, namespace: entry.namespace };
  const connected = await poll(settings.connectSeconds, signal, async () => {
    const { stdout } = await privileged.perform('supplicant-status', where);
    return parseStatus(stdout).get('wpa_state') === 'COMPLETED';
  });
  if (!connected) {
    log.info(where, 'not connected in time; the configuration stays active');
    return;
  }
  const steps: [string, () => Promise<unknown>][] = [
    ['release the lease', () => privileged.perform('dhcp-release', where)],
    ['stop the DHCP client', () => privileged.perform('dhcp-stop', where)],
    ['get a lease', () => privileged.perform('dhcp-request', where)],
    ['follow the log', () => followLog(setup, entry, signal)],
    ['set the default route', () => setDefaultRoute(setup, entry)],
    ['start the app', () => startOwnApp(setup, entry)],
  ];
  for (const [step, perform] of steps) {
    signal.throwIfAborted();
    try {
      await perform();
    } catch (error) {
      if (!signal.aborted) log.warn({ ...where, step, why: (error as Error).message }, 'a step failed');
    }
  }
};

/** Asks every second until the answer is yes; no after so many seconds. An answer that cannot be had is a no. */
const poll = async (seconds: number, signal: AbortSignal, ask: () => Promise<boolean>): Promise<boolean> => {
  const until = performance.now() + seconds * 1000;
  for (;;) {
    signal.throwIfAborted();
    if (await ask().catch(() => false)) return true;
    const left = until - performance.now();
    if (left <= 0) return false;
    await sleep(Math.min(pollMs, left), undefined, { signal });
  }
};

/** `key=value` lines of `wpa_cli status`. */
export const parseStatus = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line): [string, string] => {
        const at = line.indexOf('=');
        return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      }),
  );

/** An event of wpa_supplicant's log, whose lines are `seconds.microseconds: text`. */
export interface SupplicantEvent {
  time: Date;
  event: string;
}

/** Reads the log file of wpa_supplicant: a time and a text in each line. */
export const parseSupplicantLog = (text: string): SupplicantEvent[] =>
  [...text.matchAll(/^(\d+\.\d+): (.*)$/gm)].map(([, seconds, event = '']) => ({
    time: new Date(Number(seconds) * 1000),
    event,
  }));

const followLog = async ({ context }: NetworkSetup, entry: NetEntry, signal: AbortSignal): Promise<void> => {
  let told = 0;
  await poll(context.settings.wpaLogSeconds, signal, async () => {
    const { stdout } = await context.privileged.perform('network-file-read', {
      file: 'supplicant-log',
      name: entry.iface_display_name,
    });
    const events = parseSupplicantLog(stdout);
    for (const { time, event } of events.slice(told))
      context.log.debug({ entry: watchKey(entry), time, event }, 'wpa_supplicant');
    told = events.length;
    return events.some(({ event }) => event.includes('CTRL-EVENT-CONNECTED') && event.includes('completed'));
  });
};

const setDefaultRoute = async ({ context }: NetworkSetup, entry: NetEntry): Promise<void> => {
  if (!entry.default_route) return;
  const { namespace, iface_display_name: name } = entry;
  const { stdout } = await context.privileged.perform('default-route-list', { namespace });
  const devices = [...stdout.matchAll(/ dev (\S+)/g)].map(([, device]) => device);
  if (!devices.includes(name)) await context.privileged.perform('default-route-set', { name, namespace });
};

const startOwnApp = async (setup: NetworkSetup, entry: NetEntry): Promise<void> => {
  if (entry.autostart_app !== null) await startApp(setup, entry.autostart_app, entry.namespace);
};
