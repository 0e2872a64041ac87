import { expect, test } from 'vitest';
import { runBulk } from './run-bulk.ts';

const rows = Array.from({ length: 120 }, (_, index) => ({ id: `id-${index}` }));

test('sends all rows in pieces and tells which failed and why', async () => {
  const sent: { path: string; body: { action: string; ids: string[]; params: unknown } }[] = [];
  const progress: number[] = [];
  const failures = await runBulk(
    '/api/v1/controller/device/bulk/',
    { action: 'change', params: { group: null } },
    rows,
    (done) => progress.push(done),
    async (path, body) => {
      const given = body as (typeof sent)[number]['body'];
      sent.push({ path, body: given });
      return {
        results: given.ids.map((id) =>
          id.endsWith('7') ? { id, status: 'error' as const, detail: 'no' } : { id, status: 'ok' as const },
        ),
      };
    },
  );
  expect(sent.map(({ path }) => path)).toEqual(
    Array.from({ length: 3 }, () => '/api/v1/controller/device/bulk/'),
  );
  expect(sent.flatMap(({ body }) => body.ids)).toEqual(rows.map(({ id }) => id));
  expect(sent[0]?.body).toMatchObject({ action: 'change', params: { group: null } });
  expect(failures).toHaveLength(12);
  expect(failures[0]).toEqual({ row: { id: 'id-7' }, detail: 'no' });
  expect(progress).toEqual([50, 100, 120]);
});

test('a request that fails altogether is told as such', async () => {
  const fail = async (): Promise<never> => {
    throw new Error('down');
  };
  await expect(
    runBulk('/api/v1/controller/group/bulk/', { action: 'delete' }, rows, () => undefined, fail),
  ).rejects.toThrow('down');
});
