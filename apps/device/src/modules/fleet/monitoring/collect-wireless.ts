import { listIwInterfaces, type IwInterface } from '../../../adapters/iw-dev.ts';
import type { RunCommand } from '../../../platform/commands/run-command.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { readNoise, readStations, type Station } from './read-stations.ts';

/** Wi-Fi of an interface, in the words of the document. */
export interface Wireless {
  ssid: string;
  mode: 'access_point' | 'station' | '802.11s' | 'adhoc';
  channel: number;
  /** MHz. */
  frequency: number;
  /** dBm; 0 when the driver does not tell. */
  tx_power: number;
  noise: number;
  country: string;
  signal?: number;
  htmode?: string;
  clients?: readonly Facts[];
}

type Facts = Readonly<Record<string, unknown>>;

/** The words of iw for what the document calls by other names; monitors and the like are no part of the health. */
const modes: Readonly<Record<string, Wireless['mode']>> = {
  AP: 'access_point',
  managed: 'station',
  'mesh point': '802.11s',
  IBSS: 'adhoc',
};

const worldDomain = '00';

/** Wi-Fi by interface; empty where there is none, or no program to ask. Interfaces that are on no channel are left out. */
export const collectWireless = async ({ run, settings }: DeviceContext): Promise<Map<string, Wireless>> => {
  const interfaces = await listIwInterfaces(run, settings.iw).catch(() => []);
  if (interfaces.length === 0) return new Map();
  const country = await readCountry(run, settings.iw);
  const found = await Promise.all(
    interfaces.map(async (one): Promise<[string, Wireless] | undefined> => {
      const mode = modes[one.type ?? ''];
      if (mode === undefined || one.channel === undefined || one.frequency === undefined) return undefined;
      return [one.name, await describe(run, settings.iw, one, mode, country)];
    }),
  );
  return new Map(found.filter((entry) => entry !== undefined));
};

const describe = async (
  run: RunCommand,
  iw: string,
  { name, ssid, channel = 0, frequency = 0, width, txPower }: IwInterface,
  mode: Wireless['mode'],
  country: string,
): Promise<Wireless> => {
  const ask = (...words: string[]): Promise<string> =>
    run([iw, 'dev', name, ...words]).then(
      ({ stdout }) => stdout,
      () => '',
    );
  const [stations, survey] = await Promise.all([ask('station', 'dump'), ask('survey', 'dump')]);
  const clients = readStations(stations);
  const signals = clients.flatMap(({ signal }) => (signal === undefined ? [] : [signal]));
  const noise = readNoise(survey);
  const htmode = htModeOf(clients, width);
  return {
    ssid: ssid ?? '',
    mode,
    channel,
    frequency,
    tx_power: Math.round(txPower ?? 0),
    noise: noise ?? 0,
    country,
    ...(signals.length === 0
      ? {}
      : { signal: Math.round(signals.reduce((sum, one) => sum + one, 0) / signals.length) }),
    ...(htmode === undefined ? {} : { htmode }),
    ...(clients.length === 0 ? {} : { clients: clients.map(describeClient) }),
  };
};

const describeClient = (station: Station): Facts => ({
  mac: station.mac,
  auth: station.authenticated,
  authorized: station.authorized,
  assoc: station.associated,
  wmm: station.wmm,
  mfp: station.mfp,
  ht: station.ht,
  vht: station.vht,
  he: station.he,
  wds: false,
  wps: false,
  ...(station.signal === undefined ? {} : { signal: station.signal }),
  bytes: { rx: station.rxBytes, tx: station.txBytes },
});

/** The best generation that a client uses tells that of the network; without clients nothing does. */
const htModeOf = (clients: readonly Station[], width: number | undefined): string | undefined => {
  if (width === undefined || clients.length === 0) return undefined;
  if (clients.some(({ he }) => he)) return `HE${width}`;
  if (clients.some(({ vht }) => vht)) return `VHT${width}`;
  return clients.some(({ ht }) => ht) ? `HT${width}` : 'NOHT';
};

const readCountry = async (run: RunCommand, iw: string): Promise<string> => {
  const text = await run([iw, 'reg', 'get']).then(
    ({ stdout }) => stdout,
    () => '',
  );
  return /^country ([A-Z0-9]{2}):/m.exec(text)?.[1] ?? worldDomain;
};
