import type { JsonSchema, JsonSchemaMap } from '../../json-schema.ts';
import { linuxBridge } from './bridge.ts';
import { interfaceName, interfaceSettings, interfaceType } from './interface-settings.ts';
import { linuxVxlan, linuxWireguard } from './tunnels.ts';
import { linuxWirelessInterface } from './wireless.ts';

const QOS_MAPPING = {
  type: 'array',
  uniqueItems: true,
  maxItems: 64,
  items: { title: 'Pair', type: 'string', pattern: '^[0-7]:[0-7]$' },
} satisfies JsonSchema;

const vlan: JsonSchema = {
  title: 'VLAN',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'type', 'vid'],
  properties: {
    type: interfaceType(['8021q', '8021ad'], ['VLAN (802.1Q)', 'VLAN (802.1ad)']),
    ...interfaceSettings,
    name: {
      ...interfaceName,
      title: 'Base device',
      description: 'Interface that carries the tagged frames. The VLAN is named after it, e.g. eth0.5.',
    },
    vid: {
      title: 'VLAN',
      description: 'Number of the VLAN.',
      type: 'integer',
      minimum: 0,
      maximum: 4094,
      propertyOrder: 2,
    },
    ingress_qos_mapping: {
      ...QOS_MAPPING,
      title: 'Incoming priorities',
      description: 'Pairs of VLAN priority and system priority, e.g. 1:2.',
      propertyOrder: 18,
    },
    egress_qos_mapping: {
      ...QOS_MAPPING,
      title: 'Outgoing priorities',
      description: 'Pairs of system priority and VLAN priority, e.g. 2:1.',
      propertyOrder: 19,
    },
  },
};

const plain: JsonSchema = {
  title: 'Network interface',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'type'],
  properties: {
    type: interfaceType(
      ['ethernet', 'virtual', 'loopback', 'dummy', 'other'],
      ['Ethernet', 'Virtual', 'Loopback', 'Dummy', 'Other'],
    ),
    ...interfaceSettings,
  },
};

/** The kinds of interfaces that a Linux box can be given. */
export const linuxInterfaceDefinitions = {
  network_interface: plain,
  wireless_interface: linuxWirelessInterface,
  bridge_interface: linuxBridge,
  vxlan_interface: linuxVxlan,
  wireguard_interface: linuxWireguard,
  vlan_interface: vlan,
} satisfies JsonSchemaMap;

/** Network interfaces; each entry fits exactly one kind. */
export const linuxInterfacesSection: JsonSchema = {
  title: 'Interfaces',
  type: 'array',
  uniqueItems: true,
  propertyOrder: 2,
  items: {
    title: 'Interface',
    oneOf: Object.keys(linuxInterfaceDefinitions).map((name) => ({ $ref: `#/definitions/${name}` })),
  },
};
