import { spawn } from 'node:child_process';
import { createLogger } from '@netloom/server-kit';
import { createRedisEventBus } from '@netloom/server-kit/redis';
import {
  isAvailable,
  openTestDatabase,
  sharedServerUrl,
  testDialects,
  waitFor,
  type TestDatabase,
} from '@netloom/server-kit/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LiveChange } from '../../../platform/realtime.ts';
import { pingWebhook } from '../ping-webhook.ts';
import { updateWebhook } from '../manage-webhooks.ts';
import { startTestReceiver, type TestReceiver } from '../test-receiver.ts';
import { rigMigrations, startWebhooksRig, type WebhooksRig } from '../test-rig.ts';
import { cleanUpDeliveries } from './clean-up.ts';
import { deliverDue } from './deliver-due.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

describe.each(testDialects)('deliveries on %s', (dialect) => {
  let database: TestDatabase;
  let receiver: TestReceiver;
  let rig: WebhooksRig;
  beforeAll(async () => (database = await openTestDatabase(dialect, rigMigrations)));
  afterAll(() => database.close());
  beforeEach(async () => {
    receiver = await startTestReceiver();
    rig = await startWebhooksRig(database);
  });
  afterEach(async () => {
    await rig.close();
    await receiver.close();
    for (const table of ['webhooks_webhook', 'openwisp_users_organization', 'netloom_job'] as const)
      await database.db.deleteFrom(table).execute();
  });

  const happen = async (...userIds: string[]): Promise<void> => {
    for (const userId of userIds) rig.context.events.emit('user.created', { userId });
    await rig.collector.settled();
  };
  const deliver = (webhookId: string, on = rig): Promise<void> =>
    deliverDue(on.context, webhookId, new AbortController().signal);
  const rows = () => database.db.selectFrom('webhooks_delivery').selectAll().orderBy('id').execute();
  const webhookRow = (id: string) =>
    database.db.selectFrom('webhooks_webhook').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const heard = () => receiver.received.map(({ json }) => json.data.user_id);
  const answerWith = (status: number): void => {
    receiver.answer = (response) => void response.writeHead(status).end(`status ${status}`);
  };

  it('keep the order of the events', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    const users = Array.from({ length: 30 }, (_, index) => `user ${index}`);
    await happen(...users);
    await deliver(id);
    expect(heard()).toEqual(users);
  });

  it('cost nothing but a look into memory when nobody listens', async () => {
    await rig.webhook({ url: receiver.url, topics: ['device.*'] });
    await rig.context.events.settled();
    const before = database.statements();
    for (let times = 0; times < 1000; times++) rig.context.events.emit('user.created', { userId: 'u' });
    await rig.collector.settled();
    expect(database.statements()).toBe(before);
  });

  it('are written some at a time, not with a statement for each event', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    await rig.context.events.settled();
    const before = database.statements();
    for (let times = 0; times < 200; times++)
      rig.context.events.emit('user.created', { userId: `u${times}` });
    await rig.collector.settled();
    expect(database.statements() - before).toBeLessThan(10);
    expect(await rows()).toHaveLength(200);
    expect(await rig.jobs.counts()).toEqual([
      expect.objectContaining({ queue: 'network', waiting: 1, failed: 0 }),
    ]);
    await database.db.deleteFrom('webhooks_webhook').where('id', '=', id).execute();
    await happen('after it was deleted behind our back');
    expect(await rows()).toEqual([]);
  });

  it('are tried again, ever more rarely, for a day', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    answerWith(503);
    await happen('anna');
    const waits: number[] = [];
    for (let times = 0; times < 100; times++) {
      await deliver(id);
      const [row] = await rows();
      if (!row?.next_attempt) break;
      expect(row).toMatchObject({
        state: 'pending',
        attempts: times + 1,
        status: 503,
        response: 'status 503',
      });
      const wait = row.next_attempt.getTime() - rig.context.clock().getTime();
      waits.push(wait / 1000);
      rig.pass(wait - 1);
      await deliver(id);
      rig.pass(1);
    }
    expect(waits.slice(0, 9)).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(86_400);
    expect(receiver.received).toHaveLength(waits.length + 1);
    expect(await rows()).toMatchObject([
      { state: 'failed', error: 'The receiver answered with the status 503.', attempts: waits.length + 1 },
    ]);
    const ids = receiver.received.map(({ headers }) => headers['netloom-delivery']);
    const signatures = receiver.received.map(({ headers }) => headers['netloom-signature']);
    expect([new Set(ids).size, new Set(signatures).size]).toEqual([1, waits.length + 1]);
  });

  it('get through when the receiver is back', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    answerWith(500);
    await happen('anna', 'bea');
    await deliver(id);
    // Whoever is away is not asked with every event.
    expect(heard()).toEqual(['anna']);
    expect(await webhookRow(id)).toMatchObject({ failures: 1, failing_since: rig.context.clock() });
    answerWith(204);
    rig.pass(minuteMs);
    await deliver(id);
    expect(heard()).toEqual(['anna', 'anna', 'bea']);
    expect((await rows()).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['delivered', 2],
      ['delivered', 1],
    ]);
    expect(await webhookRow(id)).toMatchObject({ failures: 0, failing_since: null });
  });

  it('that a receiver refuses do not hold up the others', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    receiver.answer = (response, { json }) =>
      void response.writeHead(json.data.user_id === 'bea' ? 422 : 200).end();
    await happen('anna', 'bea', 'carl');
    await deliver(id);
    expect(heard()).toEqual(['anna', 'bea', 'carl']);
    expect((await rows()).map(({ state }) => state)).toEqual(['delivered', 'pending', 'delivered']);
  });

  it('end when nothing got through for days, with the reason, until somebody switches the webhook on', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    const disabled: unknown[] = [];
    rig.context.events.on('webhook.disabled', (event) => void disabled.push(event));
    answerWith(404);
    for (let hour = 0; hour < 72; hour += 8) {
      await happen(`user ${hour}`);
      await deliver(id);
      rig.pass(8 * hourMs);
    }
    expect(await webhookRow(id)).toMatchObject({ enabled: true });
    await happen('the last');
    await deliver(id);
    const reason =
      'Nothing got through for 3 days. The last reason: The receiver answered with the status 404.';
    expect(await webhookRow(id)).toMatchObject({ enabled: false, disabled_reason: reason });
    expect(disabled).toEqual([{ webhookId: id, organizationId: null, reason }]);
    expect((await rows()).every(({ state }) => state === 'failed')).toBe(true);
    const before = receiver.received.length;
    await happen('unheard');
    await deliver(id);
    expect(receiver.received).toHaveLength(before);

    answerWith(200);
    await updateWebhook(rig.context, { id, organization_id: null }, { enabled: true });
    expect(await webhookRow(id)).toMatchObject({
      enabled: true,
      disabled_reason: '',
      failures: 0,
      failing_since: null,
    });
    await happen('heard');
    await deliver(id);
    expect(heard().at(-1)).toBe('heard');
  });

  it('tell open consoles when a webhook begins to fail and when it gets through again', async () => {
    const organizationId = await rig.organization();
    const webhooks = [
      await rig.webhook({ url: receiver.url, organizationId, topics: ['organization.updated'] }),
      await rig.webhook({ url: receiver.url, topics: ['organization.updated'] }),
    ];
    const told: LiveChange[] = [];
    rig.context.realtime.changed = (change) => void told.push(change);
    const deliverToAll = async (): Promise<void> => {
      for (const { id } of webhooks) await deliver(id);
    };
    rig.context.events.emit('organization.updated', { organizationId });
    await rig.collector.settled();
    answerWith(500);
    await deliverToAll();
    rig.pass(hourMs);
    await deliverToAll();
    const failing = { failing_since: '2026-03-01T10:00:00.000000Z' };
    const [own, all] = webhooks.map(({ id }) => ({
      kind: 'webhook',
      permission: { app: 'webhooks', model: 'webhook' },
      id,
      action: 'updated',
    }));
    expect(told).toEqual([
      { ...own, organizationId, patch: failing },
      // Superusers alone.
      { ...all, organizationIds: [], patch: failing },
    ]);
    told.length = 0;
    answerWith(200);
    rig.pass(hourMs);
    await deliverToAll();
    expect(told).toMatchObject([{ patch: { failing_since: null } }, { patch: { failing_since: null } }]);
  });

  it('are not switched off by a few failures, however far apart', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    answerWith(404);
    for (let times = 0; times < 4; times++) {
      await happen(`user ${times}`);
      await deliver(id);
      rig.pass(2 * dayMs);
    }
    expect(await webhookRow(id)).toMatchObject({ enabled: true });
  });

  it('wait for nobody: an organization that is switched off gets none', async () => {
    const organizationId = await rig.organization();
    const { id } = await rig.webhook({ url: receiver.url, organizationId });
    rig.context.events.emit('organization.updated', { organizationId });
    await rig.collector.settled();
    await database.db.updateTable('openwisp_users_organization').set({ is_active: false }).execute();
    await deliver(id);
    expect(await rows()).toMatchObject([{ state: 'failed', error: 'The organization was switched off.' }]);
    expect(receiver.received).toEqual([]);
  });

  it('are made by a worker at once, and retries by the clock', async () => {
    await rig.jobs.start();
    await rig.webhook({ url: receiver.url });
    await happen('anna');
    await waitFor('the delivery', async () => (await rows())[0]?.state === 'delivered');
    expect(heard()).toEqual(['anna']);
  });

  it('go on when the worker was stopped in the middle', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    receiver.answer = () => {};
    await happen('anna');
    await rig.jobs.start();
    await waitFor('the first attempt', () => receiver.received.length === 1);
    await rig.jobs.stop(0);
    expect(await rows()).toMatchObject([{ state: 'pending', attempts: 0 }]);
    expect(await webhookRow(id)).toMatchObject({ failures: 0 });

    receiver.answer = (response) => void response.end();
    const next = await startWebhooksRig(database);
    try {
      await next.jobs.start();
      await waitFor('the delivery', async () => (await rows())[0]?.state === 'delivered');
    } finally {
      await next.close();
    }
    const [first, second] = receiver.received.map(({ headers }) => headers['netloom-delivery']);
    expect(second).toBe(first);
  });

  it('go on when the worker was killed in the middle', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    receiver.answer = () => {};
    await happen('anna', 'bea');
    const fixture = new URL('deliver.worker.fixture.ts', import.meta.url).pathname;
    const now = rig.context.clock().toISOString();
    const worker = spawn(process.execPath, [fixture, database.url, id, now], { stdio: 'inherit' });
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    await waitFor('the first attempt', () => receiver.received.length === 1);
    worker.kill('SIGKILL');
    await ended;

    receiver.answer = (response) => void response.end();
    await deliver(id);
    // Somebody may still be at it: the second goes first.
    expect(heard()).toEqual(['anna', 'bea']);
    rig.pass(minuteMs);
    await deliver(id);
    expect(heard()).toEqual(['anna', 'bea', 'anna']);
    expect((await rows()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('are shared by workers that run at once', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    const users = Array.from({ length: 20 }, (_, index) => `user ${index}`);
    await happen(...users);
    receiver.answer = (response) => void setImmediate(() => response.end());
    await Promise.all([deliver(id), deliver(id), deliver(id)]);
    expect(heard().toSorted()).toEqual(users.toSorted());
  });

  it('fail alone when the secret cannot be opened', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    await database.db.updateTable('webhooks_webhook').set({ secret_sealed: 'v1.00000000.AAAA' }).execute();
    expect(await pingWebhook(rig.context, { id, organization_id: null })).toMatchObject({
      delivered: false,
      status: null,
      error: 'The secret of the webhook cannot be opened any more: rotate it.',
    });
    expect(receiver.received).toEqual([]);
  });

  it('are refused where they would lead inside', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    const strict = { ...rig.context, settings: { ...rig.context.settings, webhooksAllowPrivate: false } };
    await happen('anna');
    await deliverDue(strict, id, new AbortController().signal);
    expect(await rows()).toMatchObject([
      { state: 'pending', status: null, error: 'The host has an address that is not public.' },
    ]);
    expect(receiver.received).toEqual([]);
  });

  it('wait in memory while the database is away', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    await database.db.schema.alterTable('webhooks_delivery').renameTo('webhooks_gone').execute();
    rig.context.events.emit('user.created', { userId: 'anna' });
    await waitFor('the report', () =>
      rig.logged.some(({ msg }) => msg.startsWith('deliveries of webhooks cannot')),
    );
    await database.db.schema.alterTable('webhooks_gone').renameTo('webhooks_delivery').execute();
    await rig.collector.settled();
    await deliver(id);
    expect(heard()).toEqual(['anna']);
  });

  it('are left out beyond what a webhook may be behind, and events that are too long', async () => {
    const { id } = await rig.webhook({ url: receiver.url });
    await happen('anna', 'x'.repeat(300_000));
    const [row] = await rows();
    if (!row) throw new Error('there is no delivery');
    for (let batch = 0; batch < 20; batch++) {
      const copies = Array.from({ length: 500 }, () => ({ ...row, id: crypto.randomUUID() }));
      await database.db.insertInto('webhooks_delivery').values(copies).execute();
    }
    await happen('bea');
    const count = (await rows()).length;
    expect(count).toBe(10_001);
    expect(rig.logged.map(({ msg }) => msg)).toEqual([
      'an event is too long for webhooks',
      'webhooks are too far behind: events were left out',
    ]);
    await updateWebhook(rig.context, { id, organization_id: null }, { enabled: false });
    await deliver(id);
    await happen('carl');
    expect((await rows()).filter(({ state }) => state === 'failed')).toHaveLength(10_001);
  });

  it('are forgotten after thirty days', async () => {
    await rig.webhook({ url: receiver.url });
    await happen('anna');
    rig.pass(29 * dayMs);
    await happen('bea');
    const { signal } = new AbortController();
    await cleanUpDeliveries(rig.context, signal);
    expect(await rows()).toHaveLength(2);
    rig.pass(2 * dayMs);
    await cleanUpDeliveries(rig.context, signal);
    expect((await rows()).map(({ body }) => JSON.parse(body).data.user_id)).toEqual(['bea']);
  });

  it.skipIf(dialect !== 'postgres' || !isAvailable('redis'))(
    'of an event are made by the process that it happened in, and by no other',
    async () => {
      const url = await sharedServerUrl('redis');
      const prefix = crypto.randomUUID();
      const log = createLogger({ level: 'silent' });
      const open = () => createRedisEventBus({ url, prefix, log });
      const [here, there] = [open(), open()];
      const one = await startWebhooksRig(database, { events: here });
      const other = await startWebhooksRig(database, { events: there });
      try {
        const heardThere: string[] = [];
        there.on('user.created', ({ userId }) => void heardThere.push(userId));
        await waitFor('the processes to be joined', () => {
          here.emit('user.created', { userId: 'joining' });
          return heardThere.length > 0;
        });
        // Nobody listens yet; the other process learns of the webhook by an event.
        const { id } = await one.webhook({ url: receiver.url });
        await waitFor(
          'the other to know',
          () => other.context.index.listening('user.created', undefined).length === 1,
        );
        here.emit('user.created', { userId: 'from here' });
        there.emit('user.created', { userId: 'from there' });
        await waitFor('the events', () => heardThere.includes('from here'));
        await one.collector.settled();
        await other.collector.settled();
        const bodies = (await rows()).map(({ body }) => JSON.parse(body).data.user_id);
        expect(bodies.filter((userId) => userId !== 'joining').toSorted()).toEqual([
          'from here',
          'from there',
        ]);
        await deliver(id, one);
      } finally {
        await one.close();
        await other.close();
      }
    },
  );
});
