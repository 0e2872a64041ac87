import type { JsonSchema } from '../../json-schema.ts';

/** OpenVPN instances; each entry is a client or one kind of server. */
export const openvpnSection: JsonSchema = {
  title: 'OpenVPN',
  description: 'OpenVPN servers and clients.',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 11,
  items: {
    title: 'Tunnel',
    type: 'object',
    additionalProperties: true,
    oneOf: [
      {
        $ref: '#/definitions/client',
      },
      {
        $ref: '#/definitions/server_manual',
      },
      {
        $ref: '#/definitions/server_bridged',
      },
      {
        $ref: '#/definitions/server_routed',
      },
    ],
  },
};
