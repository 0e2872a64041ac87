import { tooManyRequests } from '@netloom/server-kit';
import type { ResourceAction } from '../../../platform/resource/index.ts';
import { createSharedThrottle } from '../../../platform/shared-throttle.ts';
import { rotateWebhookSecret } from '../manage-webhooks.ts';
import { pingWebhook } from '../ping-webhook.ts';
import type { WebhooksContext } from '../webhooks-context.ts';
import type { WebhookRow } from './webhook-resource.ts';

/** A test keeps a request waiting and knocks at somebody's door. */
const testsPerMinute = 10;

/** What can be done with a webhook, besides reading and writing it. */
export const webhookActions = (context: WebhooksContext): ResourceAction<WebhookRow>[] => {
  const tests = createSharedThrottle(context, 'webhook-tests', { limit: testsPerMinute, windowMs: 60_000 });
  return [
    {
      path: 'rotate-secret',
      method: 'POST',
      action: 'change',
      summary: 'Make a new secret; the old one counts no more',
      audit: 'secret-rotated',
      response: { type: 'object', properties: { secret: { type: 'string' } }, required: ['secret'] },
      run: async ({ row }, reply) => {
        reply.header('cache-control', 'no-store');
        return { secret: await rotateWebhookSecret(context, row) };
      },
    },
    {
      path: 'test',
      method: 'POST',
      action: 'change',
      summary: 'Send a test and wait for its outcome',
      audit: 'tested',
      response: {
        type: 'object',
        properties: {
          delivery: { type: 'string', format: 'uuid' },
          delivered: { type: 'boolean' },
          status: { type: ['integer', 'null'] },
          error: { type: 'string' },
          duration_ms: { type: 'integer' },
        },
      },
      run: async ({ row }) => {
        const wait = tests.take(row.id);
        if (wait > 0) throw tooManyRequests(wait);
        return pingWebhook(context, row);
      },
    },
  ];
};
