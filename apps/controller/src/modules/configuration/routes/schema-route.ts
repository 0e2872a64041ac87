import { listBackends } from '@netloom/netjson-config';
import type { AppContext } from '../../../platform/app-context.ts';

/** `GET /api/v1/controller/schema/`: the JSON Schemas that configurations of each backend are checked against. */
export const registerSchemaRoute = ({ http, auth }: Pick<AppContext, 'http' | 'auth'>): void => {
  http.get(
    '/api/v1/controller/schema/',
    {
      schema: {
        tags: ['controller schema'],
        summary: 'JSON Schemas of the configuration backends',
        operationId: 'read_controller_schema',
        response: {
          200: {
            type: 'object',
            description: 'By name of the backend.',
            additionalProperties: {
              type: 'object',
              properties: {
                label: { type: 'string' },
                schema: { type: 'object', additionalProperties: true },
              },
            },
          },
        },
      } as object,
    },
    async (request, reply) => {
      await auth.require(request);
      reply.header('cache-control', 'private, max-age=300');
      return Object.fromEntries(
        listBackends()
          .filter(({ kind }) => kind === 'device')
          .map(({ name, label, schema }) => [name, { label, schema }]),
      );
    },
  );
};
