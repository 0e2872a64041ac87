import { BusError, type SystemBus } from '../../../platform/bus/system-bus.ts';
import type { Schema } from '../../../platform/model/model.ts';
import { isBusGone } from '../../../platform/bus/bus-gone.ts';
import { supplicantObject } from './supplicant.ts';

/** A network as it was seen in the air. */
export interface ScanItem {
  ssid: string;
  bssid: string;
  /** Ways of authentication, joined with `/`; empty for an open network, and for WPA 1. */
  key_mgmt: string;
  /** dBm. */
  signal: number;
  /** MHz. */
  freq: number;
  /** The lowest basic rate, bit/s; 0 when none is known. */
  minrate: number;
}

/** JSON Schema of a `ScanItem`. */
export const scanItemSchema: Schema = {
  type: 'object',
  properties: {
    ssid: { type: 'string' },
    bssid: { type: 'string' },
    key_mgmt: { type: 'string' },
    signal: { type: 'integer', description: 'dBm' },
    freq: { type: 'integer', description: 'MHz' },
    minrate: { type: 'integer', description: 'bit/s' },
  },
  required: ['ssid', 'bssid', 'key_mgmt', 'signal', 'freq', 'minrate'],
};

/** Reads what wpa_supplicant knows of a BSS. Undefined when it cannot be read, as when it has just been forgotten. */
export const readScanItem = async (bus: SystemBus, path: string): Promise<ScanItem | undefined> => {
  try {
    return toScanItem(await bus.getAll(supplicantObject(path, 'BSS')));
  } catch (error) {
    if (error instanceof BusError && !isBusGone(error)) return undefined;
    throw error;
  }
};

/** Understands the properties of a BSS. Undefined when one of them is missing or of another type. */
export const toScanItem = (properties: Readonly<Record<string, unknown>>): ScanItem | undefined => {
  const { BSSID: bssid, SSID: ssid, RSN: rsn, Signal: signal, Frequency: freq, Rates: rates } = properties;
  if (!(bssid instanceof Uint8Array) || !(ssid instanceof Uint8Array)) return undefined;
  if (typeof signal !== 'number' || typeof freq !== 'number' || !Array.isArray(rates)) return undefined;
  return {
    ssid: printable(ssid),
    bssid: [...bssid].map((byte) => byte.toString(16).padStart(2, '0')).join(':'),
    key_mgmt: keyManagementOf(rsn),
    signal,
    freq,
    // In descending order.
    minrate: Number(rates.at(-1) ?? 0),
  };
};

const keyManagementOf = (rsn: unknown): string => {
  const ways = (rsn as { KeyMgmt?: unknown } | undefined)?.KeyMgmt;
  return Array.isArray(ways) ? ways.join('/') : '';
};

/** A name may be of any bytes: what is no printable ASCII becomes a space. */
const printable = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ' ')).join('');
