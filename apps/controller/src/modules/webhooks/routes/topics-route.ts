import type { AppContext } from '../../../platform/app-context.ts';
import { requireManager, requirePermission } from '../../../platform/authentication.ts';
import { topics, wildcards } from '../topics.ts';
import { webhookPermission } from '../webhook-permission.ts';

const answer = {
  type: 'object',
  properties: {
    wildcards: { type: 'array', items: { type: 'string' } },
    topics: {
      type: 'array',
      items: {
        type: 'object',
        properties: { name: { type: 'string' }, description: { type: 'string' } },
      },
    },
  },
};

/** `webhooks/topics/`: what webhooks can be told of. */
export const registerTopicsRoute = ({ http, auth }: Pick<AppContext, 'http' | 'auth'>): void => {
  http.get(
    '/api/v1/webhooks/topics/',
    {
      schema: {
        tags: ['webhooks topics'],
        summary: 'List the events that webhooks can be told of',
        operationId: 'list_webhooks_topics',
        response: { 200: answer },
      } as object,
    },
    async (request) => {
      const caller = await auth.require(request);
      requireManager(caller);
      requirePermission(caller, webhookPermission, 'view');
      return {
        wildcards,
        topics: Object.entries(topics).map(([name, description]) => ({ name, description })),
      };
    },
  );
};
