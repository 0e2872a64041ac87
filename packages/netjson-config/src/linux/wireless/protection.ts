import type { JsonObject } from '@netloom/netjson';
import { textOf } from '../../document-values.ts';

/** What both sides of a wireless network agree on. */
export interface Protection {
  /** `WPA` is the first generation, `RSN` everything since WPA2. */
  readonly generations: readonly ('WPA' | 'RSN')[];
  readonly keyManagement: readonly string[];
  readonly ciphers: readonly string[];
  /** Protection of management frames: 0 off, 1 optional, 2 required. */
  readonly frameProtection: string;
  readonly isEnterprise: boolean;
}

type Generation = Protection['generations'][number];

interface Protocol {
  readonly generations: readonly Generation[];
  readonly keyManagement: readonly string[];
  readonly frameProtection?: string;
}

/** The protocols of documents, in the words of both daemons. */
export const PROTOCOLS: ReadonlyMap<string, Protocol> = new Map([
  ['owe', { generations: ['RSN'], keyManagement: ['OWE'], frameProtection: '2' }],
  ['wpa_personal', { generations: ['WPA'], keyManagement: ['WPA-PSK'] }],
  ['wpa2_personal', { generations: ['RSN'], keyManagement: ['WPA-PSK'] }],
  ['wpa_personal_mixed', { generations: ['WPA', 'RSN'], keyManagement: ['WPA-PSK'] }],
  ['wpa2_personal_mixed', { generations: ['RSN'], keyManagement: ['WPA-PSK', 'SAE'], frameProtection: '1' }],
  ['wpa3_personal', { generations: ['RSN'], keyManagement: ['SAE'], frameProtection: '2' }],
  ['wpa_enterprise', { generations: ['WPA'], keyManagement: ['WPA-EAP'] }],
  ['wpa2_enterprise', { generations: ['RSN'], keyManagement: ['WPA-EAP'] }],
  ['wpa_enterprise_mixed', { generations: ['WPA', 'RSN'], keyManagement: ['WPA-EAP'] }],
  [
    'wpa2_enterprise_mixed',
    { generations: ['RSN'], keyManagement: ['WPA-EAP', 'WPA-EAP-SHA256'], frameProtection: '1' },
  ],
  ['wpa3_enterprise', { generations: ['RSN'], keyManagement: ['WPA-EAP-SHA256'], frameProtection: '2' }],
] as const satisfies readonly (readonly [string, Protocol])[]);

const CIPHERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ccmp', ['CCMP']],
  ['tkip', ['TKIP']],
  ['tkip+ccmp', ['CCMP', 'TKIP']],
]);

/** How a wireless network is protected; undefined when it is open. */
export function protectionOf({ protocol, cipher, ieee80211w, disabled }: JsonObject): Protection | undefined {
  const name = textOf(protocol);
  const known = PROTOCOLS.get(name);
  if (known === undefined || disabled === true) return undefined;
  return {
    generations: known.generations,
    keyManagement: known.keyManagement,
    ciphers: CIPHERS.get(textOf(cipher)) ?? defaultCiphers(known.generations),
    frameProtection: textOf(ieee80211w) || (known.frameProtection ?? '0'),
    isEnterprise: name.includes('enterprise'),
  };
}

/** The oldest clients know nothing but TKIP. */
function defaultCiphers(generations: readonly Generation[]): readonly string[] {
  return generations.includes('WPA') ? ['CCMP', 'TKIP'] : ['CCMP'];
}
