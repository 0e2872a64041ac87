import type { IwInterface } from '../../../adapters/iw-dev.ts';
import { channelOfFrequency } from './channel-of-frequency.ts';

/** Facts about a wireless interface; what is not known is absent. */
export interface WlanSummary {
  driver?: string;
  /** Twelve hexadecimal digits, upper case. */
  addr?: string;
  /** A list of one: `Managed`, `Monitor`, `AP`. */
  mode?: [string];
  ssid?: string;
  /** MHz. */
  freq?: number;
  channel?: number | null;
}

/** One wireless interface; what is not known is left out. */
export const summariseWlan = (of: IwInterface, driver: string | undefined): WlanSummary => ({
  ...(driver === undefined ? {} : { driver }),
  ...(of.address === undefined ? {} : { addr: of.address.replaceAll(':', '').toUpperCase() }),
  ...(of.type === undefined ? {} : { mode: [capitalise(of.type)] }),
  ...(of.ssid === undefined ? {} : { ssid: of.ssid }),
  ...(of.frequency === undefined ? {} : { freq: of.frequency, channel: channelOfFrequency(of.frequency) }),
});

/** `managed` becomes `Managed`; `AP` stays. */
const capitalise = (word: string): string =>
  word === word.toUpperCase() ? word : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

/** The driver in the output of `ethtool -i`. */
export const parseDriver = (text: string): string | undefined =>
  /^driver:\s+(\S.*)$/m.exec(text)?.[1]?.trim();
