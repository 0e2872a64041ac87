import { setTimeout as sleep } from 'node:timers/promises';
import { listIpLinks } from '../../../adapters/ip-links.ts';
import { BusError } from '../../../platform/bus/system-bus.ts';
import { CommandError } from '../../../platform/commands/run-command.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { toNetworkProperties, type NetworkSetup } from './network-setup.ts';
import { readScanItem, type ScanItem } from './scan-item.ts';
import { describeBusError, noObject, resolveInterface, supplicantObject } from './supplicant.ts';

/** How an attempt to connect has ended. */
export type ConnectionStatus =
  | 'connected'
  /** It was there, but is not any more. */
  | 'connection_lost'
  | 'connection_timeout'
  /** wpa_supplicant refused the network when it was selected, or went away. */
  | 'connection_error'
  /** wpa_supplicant did not take the network. */
  | 'uninitialised';

/** Answer of `set` and `set-dbus`. */
export interface ConnectionOutcome {
  status: ConnectionStatus;
  response: { selectErr: string; eventLog: { event: string; time: string }[] };
  connectedNet: ScanItem;
  /** The SSID that was asked for. */
  input: string;
}

export type ConnectContext = Pick<
  DeviceContext,
  'bus' | 'run' | 'paths' | 'settings' | 'privileged' | 'networkLock' | 'clock' | 'log'
>;

const nothing: ScanItem = { ssid: '', bssid: '', key_mgmt: '', signal: 0, freq: 0, minrate: 0 };

const pollMs = 500;
/** The state before the new network was selected may be seen for a moment; it is no end yet. */
const graceMs = 2000;

const ended = new Set(['disconnected', 'inactive']);

/**
 * Connects an interface to a network, gets an address, and tells how that went.
 *
 * @throws AnswerError 400 when the interface is unknown, 503 without a bus
 */
export const connectWlan = (
  context: ConnectContext,
  setup: NetworkSetup,
  timeoutMs: number,
): Promise<ConnectionOutcome> =>
  context.networkLock(async () => {
    const { clock } = context;
    const path = await resolveInterface(context, setup.interface);
    const response: ConnectionOutcome['response'] = { selectErr: '', eventLog: [] };
    const note = (event: string): void => void response.eventLog.push({ event, time: localTime(clock()) });
    const outcome = (status: ConnectionStatus, connectedNet = nothing): ConnectionOutcome => ({
      status,
      response,
      connectedNet,
      input: setup.netConfig.ssid,
    });

    try {
      const refused = await selectNetwork(context, path, setup);
      if (refused !== undefined) {
        response.selectErr = refused;
        return outcome('connection_error');
      }
    } catch (error) {
      if (!(error instanceof BusError)) throw error;
      note(describeBusError(error));
      return outcome('uninitialised');
    }
    try {
      if (!(await waitForCompletion(context, path, timeoutMs, note))) return outcome('connection_timeout');
      note(await requestAddress(context, setup.interface));
      const network = await currentNetwork(context, path);
      return network === undefined ? outcome('connection_lost') : outcome('connected', network);
    } catch (error) {
      if (!(error instanceof BusError)) throw error;
      response.selectErr = describeBusError(error);
      return outcome('connection_error');
    }
  });

/** Whether an interface is connected, and to what; `connectedNet` is undefined when that cannot be read. @throws BusError */
export const readConnection = async (
  context: Pick<ConnectContext, 'bus'>,
  path: string,
): Promise<{ connectedStatus: boolean; connectedNet: ScanItem | undefined }> => {
  const bss = String(await context.bus.get(supplicantObject(path, 'Interface'), 'CurrentBSS'));
  if (bss === noObject) return { connectedStatus: false, connectedNet: undefined };
  return { connectedStatus: true, connectedNet: await readScanItem(context.bus, bss) };
};

/** Hands the network over. What wpa_supplicant answers to the selection is a refusal; normally that is nothing. */
const selectNetwork = async (
  { bus }: ConnectContext,
  path: string,
  { netConfig, removeAllFirst }: NetworkSetup,
): Promise<string | undefined> => {
  const target = supplicantObject(path, 'Interface');
  if (removeAllFirst) await bus.call(target, 'RemoveAllNetworks');
  const [network] = await bus.call(target, 'AddNetwork', 'a{sv}', [toNetworkProperties(netConfig)]);
  const [refused] = await bus.call(target, 'SelectNetwork', 'o', [network]);
  return refused === undefined ? undefined : String(refused);
};

const waitForCompletion = async (
  { bus }: ConnectContext,
  path: string,
  timeoutMs: number,
  note: (event: string) => void,
): Promise<boolean> => {
  const target = supplicantObject(path, 'Interface');
  const begin = performance.now();
  let hasMoved = false;
  while (performance.now() - begin < timeoutMs) {
    await sleep(Math.min(pollMs, timeoutMs));
    const state = String(await bus.get(target, 'State'));
    note(state);
    if (state === 'completed') return true;
    if (!ended.has(state)) hasMoved = true;
    else if (hasMoved || performance.now() - begin >= graceMs) return false;
  }
  return false;
};

/** Gets an address by DHCP, and tells what came of it. A connection without an address is one nevertheless. */
const requestAddress = async (
  { run, settings, privileged, log }: ConnectContext,
  name: string,
): Promise<string> => {
  const where = { name, namespace: undefined };
  try {
    await privileged.perform('dhcp-release', where).catch((error: unknown) => {
      log.debug({ err: error, interface: name }, 'no address was given back');
    });
    await privileged.perform('dhcp-request', where);
  } catch (error) {
    log.warn({ err: error, interface: name }, 'no address came by DHCP');
  }
  try {
    const [link] = (await listIpLinks(run, settings.ip)).filter(({ ifname }) => ifname === name);
    const local = link?.addr_info.find(({ family }) => family === 'inet')?.local;
    return local === undefined ? `no IP Address on ${name}` : `IP Address ${local} on ${name}`;
  } catch (error) {
    if (error instanceof CommandError) return `no IP Address on ${name}`;
    throw error;
  }
};

const currentNetwork = async (context: ConnectContext, path: string): Promise<ScanItem | undefined> =>
  (await readConnection(context, path)).connectedNet;

/** Local time with microseconds, as clients of the API know it: `2026-01-02 03:04:05.000001`. */
const localTime = (moment: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':');
  return `${day} ${time}.${String(moment.getMilliseconds()).padStart(3, '0')}000`;
};
