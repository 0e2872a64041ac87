import type { JsonSchema } from '../../json-schema.ts';

/** Networks of a ZeroTier controller. */
export const zerotierNetworksSection: JsonSchema = {
  title: 'Zerotier networks',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 12,
  items: {
    type: 'object',
    additionalProperties: true,
    allOf: [
      {
        $ref: '#/definitions/zerotier_server',
      },
    ],
  },
};
