import type { JsonObject } from '@netloom/netjson';
import { castBoolean, castInteger } from '../../cast-options.ts';
import { objectsIn, omit, textOf } from '../../document-values.ts';
import { sanitizeName } from '../../uci/uci-block.ts';
import { bridgeName, castBridgeOptions } from './bridge.ts';
import { isVirtualType } from './devices.ts';
import { parseAddresses } from './interface-addresses.ts';
import { parseProtocol } from './interface-protocols.ts';
import { optionWords } from './option-text.ts';

const MAX_NETWORK_LENGTH = 15;
const LOOPBACKS = new Set(['lo', 'lo0', 'loopback']);

/** Options that have another name in documents. */
const TRANSLATED = ['ifname', 'auto', 'enabled', 'macaddr'];

/**
 * An entry of `interfaces`.
 *
 * @param blockName name of the block `interface`
 * @param options its options, together with those of its device
 * @throws ConfigurationError of kind `value`
 */
export function parseInterface(blockName: string, options: JsonObject): JsonObject {
  const isStructure = isVirtualType(options.type);
  const protocol = parseProtocol(options, isStructure);
  const { addresses, rest } = parseAddresses(protocol.options);
  const entry: JsonObject = omit(rest, TRANSLATED);
  for (const key of ['mtu', 'vid']) {
    if (typeof entry[key] === 'string') entry[key] = castInteger(key, entry[key]);
  }

  const ports = optionWords(options.ifname);
  const isBridge = options.type === 'bridge';
  const name = isBridge ? bridgeName(options, blockName) : ports.join(' ') || blockName;
  entry.network = blockName;
  if (isImpliedNetwork(blockName, name, entry)) delete entry.network;
  entry.name = name;
  if (protocol.type !== undefined) entry.type = protocol.type;
  else if (!isStructure) entry.type = LOOPBACKS.has(name) ? 'loopback' : 'ethernet';
  if (isBridge) {
    castBridgeOptions(entry);
    delete entry.bridge_empty;
    entry.bridge_members = options.bridge_empty === '1' ? [] : ports;
  }
  if (addresses.length > 0) entry.addresses = [...objectsIn(entry.addresses), ...addresses];
  if (options.auto !== undefined) entry.autostart = castBoolean(options.auto);
  if (options.enabled !== undefined) entry.disabled = options.enabled === '0';
  if (options.macaddr !== undefined) entry.mac = options.macaddr;
  return { ...entry, ...protocol.renamed };
}

/** Whether the block's name follows from the interface's, or is too long to be anything but an automatic name. */
function isImpliedNetwork(blockName: string, name: string, { vid }: JsonObject): boolean {
  if (blockName === sanitizeName(name)) return true;
  return blockName.length > MAX_NETWORK_LENGTH && blockName === `vlan_${sanitizeName(name)}_${textOf(vid)}`;
}
