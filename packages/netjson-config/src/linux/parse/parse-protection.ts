import type { JsonObject } from '@netloom/netjson';
import { PROTOCOLS } from '../wireless/protection.ts';
import { given } from './given.ts';

/** What a file says about the protection of a network, in the words of both daemons. */
export interface WrittenProtection {
  readonly generations: readonly string[];
  readonly keyManagement: string;
  readonly ciphers: string;
  readonly frameProtection: string | undefined;
}

const DEFAULT_CIPHERS: ReadonlyMap<string, string> = new Map([
  ['RSN', 'CCMP'],
  ['WPA', 'CCMP TKIP'],
  ['WPA RSN', 'CCMP TKIP'],
]);

const CIPHERS: ReadonlyMap<string, string> = new Map([
  ['CCMP', 'ccmp'],
  ['TKIP', 'tkip'],
  ['CCMP TKIP', 'tkip+ccmp'],
  ['TKIP CCMP', 'tkip+ccmp'],
]);

/** The protocol and its options; undefined for an open network, and for what documents have no word for. */
export function parseProtection(written: WrittenProtection): JsonObject | undefined {
  const generations = written.generations.join(' ');
  const found = [...PROTOCOLS].find(
    ([, protocol]) =>
      protocol.generations.join(' ') === generations &&
      protocol.keyManagement.join(' ') === written.keyManagement,
  );
  if (found === undefined) return undefined;
  const [protocol, { frameProtection = '0' }] = found;
  const isDefault = written.ciphers === '' || written.ciphers === DEFAULT_CIPHERS.get(generations);
  return given({
    protocol,
    cipher: isDefault ? undefined : CIPHERS.get(written.ciphers),
    ieee80211w: (written.frameProtection ?? '0') === frameProtection ? undefined : written.frameProtection,
  });
}
