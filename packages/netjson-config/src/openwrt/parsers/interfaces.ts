import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { isTruthy } from '../../python/is-truthy.ts';
import type { TakenBlock } from '../../uci/take-blocks.ts';
import { takeBlocks } from '../../uci/take-blocks.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import type { SectionParser } from '../parser.ts';
import { collectDevices, isKnownDeviceType } from './devices.ts';
import { joinDevices, joinDevicesLegacy } from './join-devices.ts';
import { optionWords } from './option-text.ts';
import { parseInterface } from './interface.ts';

/** Blocks `interface`, `device`, `bridge-vlan` and `globals` -> `interfaces` and what else they say. */
export const parseInterfaces: SectionParser = ({ packages, document, dsa }) => {
  const blocks = takeBlocks(packages, 'network', isInterfaceBlock);
  const interfaces = blocks.filter(({ type }) => type === 'interface');
  const devices = collectDevices(blocks);
  for (const block of blocks) if (block.type === 'globals') addGlobals(document, block);
  const entries: JsonObject[] = [];
  for (const { name, options } of (dsa ? joinDevices : joinDevicesLegacy)(interfaces, devices)) {
    const { dns, dns_search: search, ...settings } = options;
    if (dns !== undefined) append(document, 'dns_servers', optionWords(dns));
    if (search !== undefined) append(document, 'dns_search', optionWords(search));
    entries.push(parseInterface(name, settings));
    document.interfaces = entries;
  }
};

function isInterfaceBlock({ type, options }: UciBlock): boolean {
  if (type === 'device') return isKnownDeviceType(options.get('type'));
  return type === 'interface' || type === 'bridge-vlan' || type === 'globals';
}

/** A list that several interfaces repeat counts once: settings of the whole document are written like that. */
function append(document: JsonObject, key: string, words: readonly string[]): void {
  const { [key]: existing } = document;
  if (!Array.isArray(existing)) {
    document[key] = [...words];
    return;
  }
  const isRepeated =
    existing.length === words.length && words.every((word, index) => word === existing[index]);
  if (!isRepeated) for (const word of words) existing.push(word);
}

/** Only the prefix has a place in a document; other options of the block do not. */
function addGlobals(document: JsonObject, { name, options }: TakenBlock): void {
  const { ula_prefix: prefix = null } = options;
  if (!isTruthy(prefix)) return;
  const { general } = document;
  document.general = {
    ...(isJsonObject(general) ? general : {}),
    ula_prefix: prefix,
    ...(name === 'globals' ? {} : { globals_id: name }),
  };
}
