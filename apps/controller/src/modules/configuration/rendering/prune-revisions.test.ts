import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestController, type TestController } from '../../../testing/index.ts';
import { pruneHistory } from '../configs/prune-history.ts';
import { pruneRevisions } from './prune-revisions.ts';

const dayMs = 86_400_000;
const now = new Date('2030-06-01T00:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * dayMs);
const { signal } = new AbortController();

let controller: TestController;
let configIds: string[];
beforeAll(async () => {
  controller = await startTestController();
  for (const index of [1, 2]) {
    const { status } = await controller.api('POST', 'controller/device/', {
      name: `device-${index}`,
      organization: controller.defaultOrganizationId,
      mac_address: `02:00:00:00:00:0${index}`,
      config: { backend: 'netjsonconfig.OpenWrt', context: { a: 1 } },
    });
    expect(status).toBe(201);
  }
  const rows = await controller.context.db.selectFrom('config_config').select('id').orderBy('id').execute();
  configIds = rows.map(({ id }) => id);
});
afterAll(() => controller.stop());

it('keeps revisions that are young or referred to, and deletes the others', async () => {
  const { db } = controller.context;
  const [first = '', second = ''] = configIds;
  const revision = (checksum: string, days: number) => ({
    checksum,
    archive_sealed: 'x',
    created: daysAgo(days),
  });
  const old = Array.from({ length: 450 }, (_value, index) => revision(`old-${index}`, 31 + (index % 5)));
  await db.deleteFrom('config_revision').execute();
  await db
    .insertInto('config_revision')
    .values([
      ...old,
      revision('young', 29),
      revision('current', 90),
      revision('downloaded', 90),
      revision('applied', 90),
    ])
    .execute();
  await db.updateTable('config_config').set({ checksum_db: 'current' }).execute();
  await db
    .updateTable('config_config')
    .set({ downloaded_checksum: 'downloaded' })
    .where('id', '=', first)
    .execute();
  await db
    .updateTable('config_config')
    .set({ applied_checksum: 'applied' })
    .where('id', '=', second)
    .execute();
  await pruneRevisions({ db, clock: () => now }, signal);
  const left = await db.selectFrom('config_revision').select('checksum').orderBy('checksum').execute();
  expect(left.map(({ checksum }) => checksum)).toEqual(['applied', 'current', 'downloaded', 'young']);
});

it('keeps the newest 200 lines of history of the last 90 days, and always the newest one', async () => {
  const { db } = controller.context;
  const [first = '', second = ''] = configIds;
  await db.deleteFrom('config_statuschange').execute();
  const line = (config_id: string, days: number) => ({
    config_id,
    status: 'applied' as const,
    checksum: null,
    reason: String(days),
    created: daysAgo(days),
  });
  for (let days = 250; days > 0; days--)
    await db
      .insertInto('config_statuschange')
      .values(line(first, days / 10))
      .execute();
  for (const days of [200, 150, 100])
    await db.insertInto('config_statuschange').values(line(second, days)).execute();
  await pruneHistory({ db, clock: () => now }, signal);
  const left = async (id: string) =>
    (
      await db
        .selectFrom('config_statuschange')
        .select('reason')
        .where('config_id', '=', id)
        .orderBy('id')
        .execute()
    ).map(({ reason }) => Number(reason));
  const kept = await left(first);
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([200, 20, 0.1]);
  expect(await left(second)).toEqual([100]);
});
