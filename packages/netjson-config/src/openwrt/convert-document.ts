import type { JsonObject, JsonSchema } from '@netloom/netjson';
import { objectsIn } from '../document-values.ts';
import { uniqueFiles } from '../files.ts';
import { mergePackages } from '../uci/merge-blocks.ts';
import type { UciBlock, UciPackages } from '../uci/uci-block.ts';
import type { Converter } from './converter.ts';
import { convertCustomPackages } from './converters/default.ts';
import { generalConverter } from './converters/general.ts';
import { interfacesConverter } from './converters/interfaces.ts';
import { ledConverter } from './converters/led.ts';
import { ntpConverter } from './converters/ntp.ts';
import { openvpnConverter } from './converters/openvpn.ts';
import { radiosConverter } from './converters/radios.ts';
import { routesConverter } from './converters/routes.ts';
import { rulesConverter } from './converters/rules.ts';
import { switchConverter } from './converters/switch.ts';
import { wireguardPeersConverter } from './converters/wireguard-peers.ts';
import { wirelessConverter } from './converters/wireless.ts';
import { zerotierConverter } from './converters/zerotier.ts';

/** In the order in which their packages appear and overlay each other. */
const CONVERTERS: readonly Converter[] = [
  generalConverter,
  ntpConverter,
  ledConverter,
  interfacesConverter,
  routesConverter,
  rulesConverter,
  switchConverter,
  radiosConverter,
  wirelessConverter,
  openvpnConverter,
  wireguardPeersConverter,
  zerotierConverter,
];

export interface ConvertedDocument {
  readonly packages: UciPackages;
  /** The document's files and those that converters made; each path once. */
  readonly files: readonly JsonObject[];
}

/** Turns a valid document into UCI packages. @throws ConfigurationError for values that have no UCI form */
export function convertDocument(document: JsonObject, schema: JsonSchema, dsa: boolean): ConvertedDocument {
  const packages = new Map<string, readonly UciBlock[]>();
  const files = [...objectsIn(document.files)];
  for (const { section, convert } of CONVERTERS) {
    const value = document[section];
    if (value !== undefined) mergePackages(packages, convert(value, { document, dsa, packages, files }));
  }
  mergePackages(packages, convertCustomPackages(document, schema));
  return { packages, files: uniqueFiles(files) };
}
