import type { JsonSchema } from '../../json-schema.ts';

/** Network interfaces; each entry fits exactly one kind. */
export const interfacesSection: JsonSchema = {
  title: 'Interfaces',
  description: 'Network interfaces.',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 2,
  items: {
    title: 'Interface',
    oneOf: [
      {
        $ref: '#/definitions/network_interface',
      },
      {
        $ref: '#/definitions/wireless_interface',
      },
      {
        $ref: '#/definitions/bridge_interface',
      },
      {
        $ref: '#/definitions/dialup_interface',
      },
      {
        $ref: '#/definitions/modemmanager_interface',
      },
      {
        $ref: '#/definitions/vxlan_interface',
      },
      {
        $ref: '#/definitions/wireguard_interface',
      },
      {
        $ref: '#/definitions/vlan_8021q',
      },
      {
        $ref: '#/definitions/vlan_8021ad',
      },
    ],
  },
};
