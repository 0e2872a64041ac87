import type { JsonSchema } from '../../json-schema.ts';

/** Networks of a ZeroTier controller. */
export const zerotierNetworksSection: JsonSchema = {
  title: 'ZeroTier',
  description: 'Networks of the controller.',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 12,
  items: {
    title: 'Network',
    type: 'object',
    additionalProperties: true,
    allOf: [
      {
        $ref: '#/definitions/zerotier_server',
      },
    ],
  },
};
