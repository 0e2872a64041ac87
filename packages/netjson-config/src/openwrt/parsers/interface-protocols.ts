import type { JsonObject, JsonSchema, JsonValue } from '@netloom/netjson';
import { OPENWRT_SCHEMA } from '@netloom/netjson';
import { castInteger, castOptions } from '../../cast-options.ts';
import { optionTypes } from '../../schema/option-types.ts';
import { staticAddress } from './interface-addresses.ts';
import { optionWords } from './option-text.ts';

/** What the protocol of an interface makes of it. */
export interface ProtocolForm {
  /** The type that the protocol stands for; the interface's name tells it otherwise. */
  readonly type?: string;
  readonly options: JsonObject;
  /** Options under the names that they have in documents. */
  readonly renamed?: JsonObject;
}

/** Protocols that only tell where addresses come from. */
const PLAIN: readonly (JsonValue | undefined)[] = [undefined, 'static', 'dhcp', 'dhcpv6', 'none'];

const DIALUP: readonly (JsonValue | undefined)[] = [
  '3g',
  '6in4',
  'aiccu',
  'l2tp',
  'ncm',
  'ppp',
  'pppoa',
  'pppoe',
  'pptp',
  'qmi',
  'wwan',
];

const {
  modemmanager_interface: modem,
  wireguard_interface: wireguard,
  vxlan_interface: vxlan,
} = OPENWRT_SCHEMA.definitions;
const typesOf = (definition: JsonSchema) => optionTypes(OPENWRT_SCHEMA, definition);
const MODEM_TYPES = typesOf(modem);
const WIREGUARD_TYPES = typesOf(wireguard);
const VXLAN_TYPES = typesOf(vxlan);

/**
 * @param isStructure whether the interface is a bridge or a VLAN, which it stays whatever its protocol
 * @throws ConfigurationError when an option is missing or no number
 */
export function parseProtocol(options: JsonObject, isStructure: boolean): ProtocolForm {
  const { proto, ...rest } = options;
  if (PLAIN.includes(proto) || isStructure) return { options };
  if (DIALUP.includes(proto)) return { type: 'dialup', options };
  switch (proto) {
    case 'modemmanager':
    case 'modem_manager':
      return parseModem(rest);
    case 'wireguard':
      return parseWireguard(rest);
    case 'vxlan':
      return parseVxlan(rest);
    default:
      return { type: 'other', options };
  }
}

function parseModem({ pincode = null, ...options }: JsonObject): ProtocolForm {
  return { type: 'modem-manager', options: castOptions(options, MODEM_TYPES), renamed: { pin: pincode } };
}

function parseWireguard({ listen_port: port, addresses, ...options }: JsonObject): ProtocolForm {
  return {
    type: 'wireguard',
    options: {
      addresses: optionWords(addresses).map(staticAddress),
      ...castOptions(options, WIREGUARD_TYPES),
    },
    renamed: { port: castInteger('listen_port', port) },
  };
}

function parseVxlan({ peeraddr = null, vid, ...options }: JsonObject): ProtocolForm {
  return {
    type: 'vxlan',
    options: castOptions(options, VXLAN_TYPES),
    renamed: { vtep: peeraddr, vni: castInteger('vid', vid) },
  };
}
