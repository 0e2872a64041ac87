import { pageSchema } from '../../../platform/resource/index.ts';

const text = { type: 'string' };
const variables = { type: 'object', additionalProperties: true };

/** Answer of `deactivate/` and `activate/`. */
export const changedDevice = { type: 'object', additionalProperties: true, description: 'The device.' };

/** Answer of `rendered/`. */
export const renderedSchema = {
  type: 'object',
  properties: {
    checksum: { ...text, description: 'MD5 of the archive.' },
    native: { ...text, description: 'UCI text and files.' },
    files: {
      type: 'array',
      items: { type: 'object', properties: { path: text, mode: text, size: { type: 'integer' } } },
    },
  },
};

/** Answer of `preview/` and `rendered/` when the configuration is not valid, or a value of the request is not. */
export const invalidSchema = {
  description: 'Not a valid configuration, or a value of the request is not allowed.',
  type: 'object',
  properties: {
    problems: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: {
            type: 'array',
            items: { type: ['string', 'integer'] },
            description: 'Where, outermost first.',
          },
          message: text,
        },
      },
    },
    __all__: { type: 'array', items: text },
  },
  required: [],
  additionalProperties: true,
};

/** Answer of `variables/`. */
export const variablesSchema = {
  type: 'object',
  properties: {
    system: { ...variables, description: 'Without the device’s own variables.' },
    effective: { ...variables, description: 'What configurations see.' },
    sources: {
      type: 'object',
      additionalProperties: text,
      description:
        'By name of the variable: device, group, organization, global, template:<name> or predefined.',
    },
  },
};

/** Answer of `history/`. */
export const historySchema = pageSchema('StatusChangePage', {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    created: { type: 'string', format: 'date-time' },
    status: text,
    reason: text,
    checksum: { type: ['string', 'null'], description: 'The revision that it is about.' },
  },
});
