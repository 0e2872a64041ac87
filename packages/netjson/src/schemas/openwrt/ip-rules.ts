import type { JsonSchema } from '../../json-schema.ts';

/** Policy routing rules. */
export const ipRulesSection: JsonSchema = {
  title: 'Policy routing',
  description: 'Rules that choose a routing table.',
  type: 'array',
  uniqueItems: true,
  additionalItems: true,
  propertyOrder: 7,
  items: {
    title: 'Rule',
    type: 'object',
    additionalProperties: true,
    properties: {
      in: {
        title: 'Incoming network',
        description: 'Logical network through which packets arrive.',
        type: 'string',
        propertyOrder: 1,
      },
      out: {
        title: 'Outgoing network',
        description: 'Logical network through which packets leave.',
        type: 'string',
        propertyOrder: 2,
      },
      src: {
        title: 'Source',
        description: 'Network in CIDR form.',
        type: 'string',
        propertyOrder: 3,
        format: 'cidr',
      },
      dest: {
        title: 'Destination',
        description: 'Network in CIDR form.',
        type: 'string',
        propertyOrder: 4,
        format: 'cidr',
      },
      tos: {
        title: 'TOS',
        description: 'Type of service in the IP header.',
        type: 'integer',
        propertyOrder: 5,
      },
      mark: {
        title: 'Mark',
        description: 'Firewall mark and optional mask, e.g. 0x2/0xf.',
        type: 'string',
        propertyOrder: 6,
      },
      lookup: {
        title: 'Table',
        description: 'Routing table that is used: its number or name.',
        type: 'string',
        propertyOrder: 7,
      },
      action: {
        title: 'Action',
        description: 'Instead of a table.',
        type: 'string',
        enum: ['prohibit', 'unreachable', 'blackhole', 'throw'],
        propertyOrder: 8,
        options: {
          enum_titles: ['Prohibit', 'Unreachable', 'Black hole', 'Throw'],
        },
      },
      goto: {
        title: 'Go to',
        description: 'Priority of the rule to continue with.',
        type: 'integer',
        propertyOrder: 9,
      },
      invert: {
        title: 'Invert',
        description: 'Applies to packets that do not match.',
        type: 'boolean',
        default: false,
        format: 'checkbox',
        propertyOrder: 10,
      },
    },
  },
};
