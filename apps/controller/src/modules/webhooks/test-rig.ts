import {
  createEmbeddedJobQueue,
  createEventBus,
  createLogger,
  createSecretBox,
  jobMigrations,
  loadSettings,
  parseSecretKeys,
  type Database,
  type EventBus,
  type JobQueue,
  type Migration,
} from '@netloom/server-kit';
import { controllerSettings } from '../../platform/settings.ts';
import { createLiveUpdates } from '../../platform/live-updates.ts';
import { createEventCollector, type EventCollector } from './delivery/collect-events.ts';
import { defineJobs } from './jobs.ts';
import { createWebhook } from './manage-webhooks.ts';
import { createWebhooks } from './migrations/0001-create-webhooks.ts';
import { createWebhookIndex } from './webhook-index.ts';
import type { WebhooksContext } from './webhooks-context.ts';

/** All that webhooks know of organizations. */
const createOrganizations: Migration = {
  name: '0001-organizations',
  up: async ({ tx, types }) => {
    await tx.schema
      .createTable('openwisp_users_organization')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('is_active', types.bool, (column) => column.notNull())
      .execute();
  },
};

/** What the rig's database needs. */
export const rigMigrations = [
  jobMigrations,
  { module: 'users', migrations: [createOrganizations] },
  { module: 'webhooks', migrations: [createWebhooks] },
];

/** The rules of webhooks in one process, without the REST API; time stands still until it is moved. */
export interface WebhooksRig {
  context: WebhooksContext;
  collector: EventCollector;
  jobs: JobQueue;
  logged: { msg: string }[];
  /** Moves the clock on. */
  pass(ms: number): void;
  organization(): Promise<string>;
  /** The id of a new webhook, and its secret. */
  webhook(given: {
    url: string;
    organizationId?: string | null;
    topics?: string[];
  }): Promise<{ id: string; secret: string }>;
  /** Ends the process; the database stays. */
  close(): Promise<void>;
}

export const startWebhooksRig = async (
  database: Database,
  options: { events?: EventBus; at?: Date } = {},
): Promise<WebhooksRig> => {
  let now = (options.at ?? new Date('2026-03-01T10:00:00Z')).getTime();
  const logged: WebhooksRig['logged'] = [];
  const log = createLogger({
    level: 'warn',
    destination: { write: (line) => void logged.push(JSON.parse(line)) },
  });
  const events = options.events ?? createEventBus({ log });
  const jobs = createEmbeddedJobQueue({ database, log, pollMs: 20, leaseMs: 1000 });
  const context: WebhooksContext = {
    database,
    db: database.db,
    events,
    realtime: createLiveUpdates(events),
    secrets: createSecretBox(parseSecretKeys('ab'.repeat(32), 'test')),
    clock: () => new Date(now),
    log,
    settings: loadSettings(controllerSettings, { env: { NETLOOM_WEBHOOKS_ALLOW_PRIVATE: 'true' } }),
    version: '9.9.9',
    index: createWebhookIndex({ db: database.db, log }),
    wake: async () => {},
  };
  context.wake = (await defineJobs(jobs, context)).wake;
  const collector = createEventCollector(context);
  const leave = events.onEmit(collector.hear);
  const refresh = (): Promise<void> => context.index.refresh();
  events.on('webhook.changed', refresh);
  await refresh();
  return {
    context,
    collector,
    jobs,
    logged,
    pass: (ms) => void (now += ms),
    organization: async () => {
      const row = { id: crypto.randomUUID(), is_active: true };
      await database.db
        .insertInto('openwisp_users_organization')
        .values(row as never)
        .execute();
      return row.id;
    },
    webhook: ({ url, organizationId = null, topics = ['*'] }) =>
      createWebhook(context, { name: 'hook', url, topics, organizationId }),
    close: async () => {
      leave();
      await collector.stop();
      await jobs.stop(0);
      await events.close();
    },
  };
};
