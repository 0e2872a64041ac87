import type { JsonObject } from '@netloom/netjson';
import type { UciPackages } from '../uci/uci-block.ts';
import type { SectionParser } from './parser.ts';
import { parseCustomPackages } from './parsers/default.ts';
import { parseGeneral } from './parsers/general.ts';
import { parseInterfaces } from './parsers/interfaces.ts';
import { parseLed } from './parsers/led.ts';
import { parseNtp } from './parsers/ntp.ts';
import { parseOpenvpnBlocks } from './parsers/openvpn.ts';
import { parseRadios } from './parsers/radios.ts';
import { parseRoutes } from './parsers/routes.ts';
import { parseRules } from './parsers/rules.ts';
import { parseSwitch } from './parsers/switch.ts';
import { parseWireguardPeers } from './parsers/wireguard-peers.ts';
import { parseWireless } from './parsers/wireless.ts';
import { parseZerotier } from './parsers/zerotier.ts';

/** Each takes its blocks from what the parsers before it have left. */
const PARSERS: readonly SectionParser[] = [
  parseGeneral,
  parseNtp,
  parseLed,
  parseInterfaces,
  parseRoutes,
  parseRules,
  parseSwitch,
  parseRadios,
  parseWireless,
  parseOpenvpnBlocks,
  parseWireguardPeers,
  parseZerotier,
  parseCustomPackages,
];

/** Turns UCI packages into a document, which is not validated yet. @throws ConfigurationError */
export function parsePackages(native: UciPackages, dsa: boolean): JsonObject {
  const document: JsonObject = {};
  const packages = new Map(native);
  for (const parse of PARSERS) parse({ native, packages, document, dsa });
  return document;
}
