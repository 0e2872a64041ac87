import type { JsonObject, JsonValue } from '@netloom/netjson';
import { objectsIn, omit, textOf, textOr, textsIn } from '../../document-values.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import { pythonText } from '../../python/python-text.ts';
import { addBlock } from '../../uci/merge-blocks.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock, sanitizeName } from '../../uci/uci-block.ts';
import type { Converter, ConverterContext } from '../converter.ts';
import { IGMP_OPTIONS, LAYER_2_OPTIONS, STP_OPTIONS } from './bridge-options.ts';
import { splitDevice } from './device-block.ts';
import { convertAddresses } from './interface-addresses.ts';
import { convertVlanFiltering } from './vlan-filtering.ts';

/** Types whose link layer is described in a device block of its own. */
const DEVICE_TYPES: readonly JsonValue[] = ['loopback', 'ethernet', 'bridge', 'wireless', '8021q', '8021ad'];

/** Protocols of address blocks that bring no name servers from the configuration. */
const PROTOCOLS_WITHOUT_DNS: readonly JsonValue[] = ['dhcp', 'dhcpv6', 'none'];

/** `interfaces` -> blocks `interface`, `device` and `bridge-vlan` of the package network. */
export const interfacesConverter: Converter = {
  section: 'interfaces',
  convert(section, context) {
    const blocks = new Map<string, UciBlock>();
    const vlanDevices = new Set<string>();
    for (const [index, entry] of objectsIn(section).entries()) {
      addInterface(blocks, entry, index, context, vlanDevices);
    }
    return new Map([['network', [...blocks.values()]]]);
  },
};

function addInterface(
  blocks: Map<string, UciBlock>,
  entry: JsonObject,
  index: number,
  { document, dsa }: ConverterContext,
  vlanDevices: Set<string>,
): void {
  const network = sanitizeName(textOr(entry.network, textOf(entry.name)));
  const firstName = firstBlockName(entry, network);
  const { parts, gateways } = convertAddresses(entry, ['interfaces', index]);
  const isBridge = entry.type === 'bridge';
  let settings: JsonObject = { ...interfaceSettings(entry), ...gateways };

  if (dsa) settings = detachFromVlanDevice(settings, vlanDevices);
  const usesDevice = dsa && needsDevice(settings, vlanDevices);
  if (usesDevice) {
    const split = splitDevice(settings, firstName);
    // Devices and VLANs replace blocks of the same name; the interface itself is laid over such a block.
    if (split.block !== undefined) blocks.set(split.block.name, split.block);
    if (isBridge) {
      const filtering = convertVlanFiltering(settings.vlan_filtering, split.device, network);
      for (const block of filtering.blocks) blocks.set(block.name, block);
      for (const device of filtering.devices) vlanDevices.add(device);
    }
    settings = split.settings;
  }

  const base = isBridge ? settings : omit(settings, ['type']);
  for (const [position, part] of parts.entries()) {
    const shaped = isBridge ? bridgeSettings(base, position, usesDevice) : base;
    const name = position === 0 ? firstName : `${network}_${position + 1}`;
    const { proto: partProto = 'static', ...addressOptions } = part;
    const proto = base.proto ?? partProto;
    const dns = nameServers(base, partProto, document);
    addBlock(blocks, createBlock('interface', name, { ...shaped, ...dns, ...addressOptions, proto }));
  }
}

/** VLAN interfaces take a given network name as it is, others with its dots and dashes replaced. */
function firstBlockName(entry: JsonObject, network: string): string {
  if (entry.type !== '8021q' && entry.type !== '8021ad') return network;
  if (isTruthy(entry.network)) return textOf(entry.network);
  return `vlan_${network}_${pythonText(entry.vid ?? null)}`;
}

/** The entry's own settings under their UCI names. */
function interfaceSettings(entry: JsonObject): JsonObject {
  const { name = '', mac, autostart, disabled, wireless: _w, addresses: _a, network: _n, ...rest } = entry;
  const settings: JsonObject = { ...rest, ifname: name };
  if (mac !== undefined && entry.type !== 'wireless') settings.macaddr = mac;
  if (autostart !== undefined) settings.auto = autostart;
  if (disabled !== undefined) settings.enabled = !isTruthy(disabled);
  switch (entry.type) {
    case 'modem-manager':
      return { ...omit(settings, ['pin']), proto: 'modemmanager', pincode: entry.pin ?? null };
    case 'wireguard':
      return { ...omit(settings, ['ifname', 'port']), proto: 'wireguard', listen_port: entry.port ?? null };
    case 'vxlan':
      return {
        ...omit(settings, ['vtep', 'vni']),
        proto: 'vxlan',
        peeraddr: entry.vtep ?? null,
        vid: entry.vni ?? null,
      };
    case '8021q':
    case '8021ad':
      return { ...settings, name: `${pythonText(name)}.${pythonText(entry.vid ?? null)}` };
    default:
      return settings;
  }
}

/** The kernel makes the devices of a filtering bridge's VLANs: there is nothing to say about their link layer. */
function detachFromVlanDevice(settings: JsonObject, vlanDevices: ReadonlySet<string>): JsonObject {
  const { ifname = '', ...rest } = settings;
  if (!vlanDevices.has(pythonText(ifname))) return settings;
  return { ...omit(rest, [...LAYER_2_OPTIONS, 'macaddr']), device: ifname };
}

function needsDevice(settings: JsonObject, vlanDevices: ReadonlySet<string>): boolean {
  const device = pythonText(settings.ifname ?? settings.device ?? '');
  return settings.proto !== 'ppp' && DEVICE_TYPES.includes(settings.type ?? null) && !vlanDevices.has(device);
}

/** The first block of a bridge defines it, the others only add addresses to it. */
function bridgeSettings(settings: JsonObject, position: number, usesDevice: boolean): JsonObject {
  if (position > 0) {
    const rest = omit(settings, ['type', 'bridge_members', 'gateway', ...STP_OPTIONS, ...IGMP_OPTIONS]);
    const ifname = textOf(rest.ifname);
    return usesDevice || ifname.includes('br-') ? rest : { ...rest, ifname: `br-${ifname}` };
  }
  if (usesDevice) return settings;
  const { bridge_members: members, ...rest } = settings;
  const ports = textsIn(members);
  return ports.length > 0
    ? { ...rest, ifname: ports.join(' ') }
    : { ...omit(rest, ['ifname']), bridge_empty: true };
}

/** The interface's own name servers and search domains, else those of the whole document where they make sense. */
function nameServers(settings: JsonObject, partProto: JsonValue, document: JsonObject): JsonObject {
  const servers = PROTOCOLS_WITHOUT_DNS.includes(partProto) ? [] : textsIn(document.dns_servers);
  const search = partProto === 'none' ? [] : textsIn(document.dns_search);
  return {
    dns: settings.dns === undefined ? servers.join(' ') : settings.dns,
    dns_search: settings.dns_search === undefined ? search.join(' ') : settings.dns_search,
  };
}
