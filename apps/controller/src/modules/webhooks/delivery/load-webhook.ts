import type { Db } from '@netloom/server-kit';
import type { WebhookTable } from '../tables.ts';

/** What delivering needs to know of a webhook. */
export type DeliveringWebhook = Pick<
  WebhookTable,
  'id' | 'organization_id' | 'url' | 'enabled' | 'secret_sealed' | 'failures' | 'failing_since'
> & {
  /** Null when it is for all organizations. */
  organization_active: boolean | null;
};

export const loadWebhook = (db: Db, id: string): Promise<DeliveringWebhook | undefined> =>
  db
    .selectFrom('webhooks_webhook as webhook')
    .leftJoin('openwisp_users_organization as organization', 'organization.id', 'webhook.organization_id')
    .select([
      'webhook.id',
      'webhook.organization_id',
      'webhook.url',
      'webhook.enabled',
      'webhook.secret_sealed',
      'webhook.failures',
      'webhook.failing_since',
      'organization.is_active as organization_active',
    ])
    .where('webhook.id', '=', id)
    .executeTakeFirst();
