import { randomUUID } from 'node:crypto';
import { badRequest, type Db } from '@netloom/server-kit';
import { announceWebhook } from './announce-webhook.ts';
import type { WebhookTable } from './tables.ts';
import { makeWebhookSecret } from './webhook-secret.ts';
import type { WebhooksContext } from './webhooks-context.ts';

/** Webhooks that one organization may have, and that superusers may have for all. */
const mostWebhooks = 50;

/** What people write of a webhook. */
export type WebhookContent = Pick<WebhookTable, 'name' | 'url' | 'topics' | 'enabled'>;

type KnownWebhook = Pick<WebhookTable, 'id' | 'organization_id'>;

/**
 * Makes a webhook with a secret of its own, which is told here only.
 *
 * @throws HttpError 400 when the organization has too many.
 */
export const createWebhook = async (
  context: WebhooksContext,
  given: Omit<WebhookContent, 'enabled'> & { enabled?: boolean | undefined; organizationId: string | null },
): Promise<{ id: string; secret: string }> => {
  const { organizationId, ...content } = given;
  await requireRoom(context.db, organizationId);
  const id = randomUUID();
  const { secret, secret_sealed } = makeWebhookSecret(context.secrets, id);
  const now = context.clock();
  await context.db
    .insertInto('webhooks_webhook')
    .values({
      ...content,
      enabled: content.enabled ?? true,
      id,
      organization_id: organizationId,
      secret_sealed,
      failures: 0,
      failing_since: null,
      disabled_reason: '',
      created: now,
      modified: now,
    })
    .execute();
  await announceWebhook(context, { webhookId: id, organizationId }, 'created');
  return { id, secret };
};

const requireRoom = async (db: Db, organizationId: string | null): Promise<void> => {
  const { count } = await db
    .selectFrom('webhooks_webhook')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', organizationId === null ? 'is' : '=', organizationId)
    .executeTakeFirstOrThrow();
  if (count >= mostWebhooks)
    throw badRequest({ __all__: [`There are ${mostWebhooks} webhooks already: delete one first.`] });
};

/** Changes a webhook. Switching it on forgets how it failed before. */
export const updateWebhook = async (
  context: WebhooksContext,
  { id, organization_id: organizationId }: KnownWebhook,
  changes: Partial<WebhookContent>,
): Promise<void> => {
  const fresh = changes.enabled ? { failures: 0, failing_since: null, disabled_reason: '' } : {};
  await context.db
    .updateTable('webhooks_webhook')
    .set({ ...changes, ...fresh, modified: context.clock() })
    .where('id', '=', id)
    .execute();
  await announceWebhook(context, { webhookId: id, organizationId }, 'updated');
};

/** Deletes a webhook and its deliveries. */
export const deleteWebhook = async (
  context: WebhooksContext,
  { id, organization_id: organizationId }: KnownWebhook,
): Promise<void> => {
  await context.db.deleteFrom('webhooks_webhook').where('id', '=', id).execute();
  await announceWebhook(context, { webhookId: id, organizationId }, 'deleted');
};

/** Gives a webhook a new secret, which is told here only. The old one counts no more. */
export const rotateWebhookSecret = async (
  { db, secrets, clock }: WebhooksContext,
  { id }: KnownWebhook,
): Promise<string> => {
  const { secret, secret_sealed } = makeWebhookSecret(secrets, id);
  await db
    .updateTable('webhooks_webhook')
    .set({ secret_sealed, modified: clock() })
    .where('id', '=', id)
    .execute();
  return secret;
};
