import type { JsonSchema } from '../../json-schema.ts';
import { staticAddress } from './addresses.ts';
import { interfaceName, interfaceSettings, interfaceType } from './interface-settings.ts';
import { OPTIONAL_WIREGUARD_KEY, WIREGUARD_KEY } from './patterns.ts';

const { addresses, ...settings } = interfaceSettings;

/** Addresses inside a tunnel, which templates may leave to a variable. */
const tunnelAddresses: JsonSchema = {
  ...addresses,
  items: {
    title: 'Address',
    oneOf: [staticAddress('ipv4', 'ipv4-or-variable'), staticAddress('ipv6', 'ipv6-or-variable')],
  },
};

/** A WireGuard interface; its peers are a section of their own. */
export const linuxWireguard: JsonSchema = {
  title: 'WireGuard interface',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'type', 'private_key'],
  properties: {
    type: interfaceType(['wireguard'], ['WireGuard']),
    ...settings,
    private_key: {
      title: 'Private key',
      description: 'Base64 key of this side, 44 characters.',
      type: 'string',
      pattern: WIREGUARD_KEY,
      propertyOrder: 3,
    },
    port: {
      title: 'Listen port',
      description: 'UDP port on which the interface listens. Leave empty for any.',
      type: 'integer',
      maximum: 65535,
      minimum: 1,
      propertyOrder: 2,
    },
    fwmark: {
      title: 'Firewall mark',
      description: 'Mark of the encrypted packets, as a number, e.g. 0x51.',
      type: 'string',
      pattern: '^(0[xX][0-9A-Fa-f]{1,8}|[0-9]{1,9}|)$',
      propertyOrder: 3.1,
    },
    nohostroute: {
      title: 'No host route',
      description: 'For documents of other systems: no route to the end points of the peers is ever added.',
      type: 'boolean',
      format: 'checkbox',
      propertyOrder: 3,
      options: { hidden: true },
    },
    ip6prefix: {
      title: 'IPv6 prefixes',
      description: 'For documents of other systems: prefixes are not delegated.',
      type: 'array',
      maxItems: 0,
      propertyOrder: 9,
      options: { hidden: true },
    },
    addresses: tunnelAddresses,
  },
};

/** A VXLAN tunnel to one other end. */
export const linuxVxlan: JsonSchema = {
  title: 'VXLAN interface',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'type', 'vtep', 'port', 'vni', 'tunlink'],
  properties: {
    type: interfaceType(['vxlan'], ['VXLAN']),
    ...settings,
    vtep: {
      title: 'Remote end point',
      description: 'Address of the other end of the tunnel.',
      type: 'string',
      format: 'ip-or-variable',
      propertyOrder: 1.1,
    },
    port: {
      title: 'Port',
      description: 'UDP port of the tunnel.',
      type: 'integer',
      propertyOrder: 1.2,
      default: 4789,
      minimum: 1,
      maximum: 65535,
    },
    vni: {
      title: 'Network identifier (VNI)',
      description: 'Number that tells this network from others in the same tunnel, 1 to 16777215.',
      type: ['integer', 'string'],
      minimum: 1,
      maximum: 16_777_215,
      pattern: '^([1-9][0-9]{0,7}|\\{\\{\\s*\\w+\\s*\\}\\})$',
      propertyOrder: 1.3,
    },
    tunlink: {
      ...interfaceName,
      title: 'Underlying interface',
      description: 'Interface that carries the tunnel.',
      propertyOrder: 1.4,
    },
    rxcsum: {
      title: 'Check incoming packets',
      description: 'Demands checksums in packets that arrive.',
      type: 'boolean',
      default: true,
      format: 'checkbox',
      propertyOrder: 1.5,
    },
    txcsum: {
      title: 'Sign outgoing packets',
      description: 'Computes checksums of packets that leave.',
      type: 'boolean',
      default: true,
      format: 'checkbox',
      propertyOrder: 1.6,
    },
    ttl: {
      title: 'TTL',
      description: 'Time to live of the packets that carry the tunnel.',
      type: 'integer',
      minimum: 1,
      maximum: 255,
      propertyOrder: 3,
    },
    addresses,
  },
};

/** Peers of WireGuard interfaces. */
export const linuxWireguardPeersSection: JsonSchema = {
  title: 'WireGuard peers',
  description: 'Other sides of WireGuard interfaces.',
  type: 'array',
  uniqueItems: true,
  propertyOrder: 13,
  items: {
    title: 'Peer',
    type: 'object',
    additionalProperties: false,
    required: ['interface', 'public_key', 'allowed_ips'],
    properties: {
      interface: { ...interfaceName, title: 'Interface', description: 'Name of the WireGuard interface.' },
      public_key: {
        title: 'Public key',
        description: 'Base64 key of the peer, 44 characters.',
        type: 'string',
        pattern: WIREGUARD_KEY,
        propertyOrder: 1,
      },
      allowed_ips: {
        title: 'Allowed addresses',
        description: 'Networks that are reached through the peer, in CIDR form.',
        type: 'array',
        propertyOrder: 2,
        uniqueItems: true,
        maxItems: 256,
        items: {
          title: 'Network',
          type: 'string',
          format: 'network-or-variable',
        },
      },
      endpoint_host: {
        title: 'End point',
        description: 'Name or address of the peer. Leave empty when only the peer connects.',
        type: 'string',
        format: 'optional-host-or-variable',
        propertyOrder: 3,
      },
      endpoint_port: {
        title: 'End point port',
        type: 'integer',
        default: 51820,
        maximum: 65535,
        minimum: 1,
        propertyOrder: 4,
      },
      preshared_key: {
        title: 'Pre-shared key',
        description: 'Additional base64 key that both sides know.',
        type: 'string',
        pattern: OPTIONAL_WIREGUARD_KEY,
        propertyOrder: 5,
      },
      persistent_keepalive: {
        title: 'Keep alive',
        description: 'Seconds between two empty packets; 0 for none. 25 suits most firewalls.',
        type: 'integer',
        minimum: 0,
        maximum: 65535,
        default: 0,
        propertyOrder: 6,
      },
      route_allowed_ips: {
        title: 'Route allowed addresses',
        description: 'Adds a route for each allowed network.',
        type: 'boolean',
        format: 'checkbox',
        default: false,
        propertyOrder: 7,
      },
    },
  },
};
