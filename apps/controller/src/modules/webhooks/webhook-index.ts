import type { Db, Logger } from '@netloom/server-kit';
import { expandTopic, type Topic } from './topics.ts';

interface ListeningWebhook {
  id: string;
  /** Null: listens to all organizations. */
  organizationId: string | null;
}

/** The webhooks that listen, by topic, in memory: an event that nobody listens to costs one look into a map. */
export interface WebhookIndex {
  /**
   * Webhooks that listen to an event. `organizationId` null: it concerns what all organizations share; undefined: it
   * belongs to none.
   */
  listening(topic: string, organizationId: string | null | undefined): readonly ListeningWebhook[];
  /** Reads the webhooks again. Resolves when what was in the database at the time of the call is known. */
  refresh(): Promise<void>;
}

/** Wait before the webhooks are read again after the database failed, in milliseconds. */
const tryAgainMs = 5000;

export const createWebhookIndex = ({ db, log }: { db: Db; log: Logger }): WebhookIndex => {
  let byTopic: ReadonlyMap<string, readonly ListeningWebhook[]> = new Map();
  let running: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  const load = async (): Promise<void> => {
    const rows = await db
      .selectFrom('webhooks_webhook as webhook')
      .leftJoin('openwisp_users_organization as organization', 'organization.id', 'webhook.organization_id')
      .select(['webhook.id', 'webhook.organization_id', 'webhook.topics'])
      .where('webhook.enabled', '=', true)
      .where((eb) =>
        eb.or([eb('organization.is_active', '=', true), eb('webhook.organization_id', 'is', null)]),
      )
      .execute();
    const listening = new Map<Topic, ListeningWebhook[]>();
    for (const { id, organization_id: organizationId, topics } of rows) {
      for (const topic of new Set(topics.flatMap(expandTopic)))
        listening.set(topic, [...(listening.get(topic) ?? []), { id, organizationId }]);
    }
    byTopic = listening;
  };

  const run = (): Promise<void> => {
    running = load()
      .catch((error: unknown) => {
        log.error({ err: error }, 'the webhooks cannot be read, trying again');
        setTimeout(() => void refresh(), tryAgainMs).unref();
      })
      .finally(() => (running = undefined));
    return running;
  };

  const refresh = (): Promise<void> => {
    if (!running) return run();
    // What runs may have read before the change: one more follows it, for all who ask meanwhile.
    following ??= running.then(() => {
      following = undefined;
      return run();
    });
    return following;
  };

  return {
    listening: (topic, organizationId) => {
      const candidates = byTopic.get(topic);
      if (!candidates) return [];
      return candidates.filter(
        (webhook) =>
          webhook.organizationId === null ||
          organizationId === null ||
          webhook.organizationId === organizationId,
      );
    },
    refresh,
  };
};
