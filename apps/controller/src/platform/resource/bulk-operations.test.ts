import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteId, startSiteRig, type SiteRig } from './site-rig.ts';

describe.each(testDialects)('bulk operations on %s', (dialect) => {
  let rig: SiteRig;
  beforeAll(async () => (rig = await startSiteRig(dialect)));
  afterAll(() => rig.close());

  const bulk = (as: string | undefined, body: unknown) => rig.call(as, 'POST', 'site/bulk/', body);
  const missing = 'No Site matches the given query.';

  it('does to each object what may be done to it, and says what became of it', async () => {
    const ids = [3, 4, 50, 60, 99].map(siteId);
    const answer = await bulk('north', { action: 'delete', ids });
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        results: [
          { id: siteId(3), status: 'ok' },
          { id: siteId(4), status: 'error', detail: 'enabled: Disable it first.' },
          { id: siteId(50), status: 'error', detail: missing },
          { id: siteId(60), status: 'error', detail: 'You do not have permission to perform this action.' },
          { id: siteId(99), status: 'error', detail: missing },
        ],
      },
    ]);
    expect((await rig.call('root', 'GET', 'site/')).body['count']).toBe(24);
  });

  it('hands the options on', async () => {
    const answer = await bulk('north', { action: 'delete', ids: [siteId(4)], params: { force: true } });
    expect(answer.body['results']).toEqual([{ id: siteId(4), status: 'ok' }]);
  });

  it('changes fields like a PATCH of each, and once where an id comes twice', async () => {
    const ids = [siteId(5), siteId(5).toUpperCase(), siteId(6)];
    const answer = await bulk('north', { action: 'change', ids, params: { enabled: 'off' } });
    expect(answer.body['results']).toEqual([5, 6].map((index) => ({ id: siteId(index), status: 'ok' })));
    for (const index of [5, 6])
      expect((await rig.call('north', 'GET', `site/${siteId(index)}/`)).body['enabled']).toBe(false);
    const refused = await bulk('north', { action: 'change', ids: [siteId(7)], params: { name: '' } });
    expect(refused.body['results']).toEqual([
      { id: siteId(7), status: 'error', detail: 'name: This field may not be blank.' },
    ]);
    const taken = await bulk('north', {
      action: 'change',
      ids: [siteId(7), siteId(8)],
      params: { name: 'one' },
    });
    expect(taken.body['results']).toEqual([
      { id: siteId(7), status: 'ok' },
      { id: siteId(8), status: 'error', detail: 'Site with these values already exists.' },
    ]);
  });

  it('runs operations that say they can be, and stops after a failure that nobody foresaw', async () => {
    const ids = [12, 13, 14].map(siteId);
    const answer = await bulk('root', { action: 'rename', ids, params: { suffix: '!' } });
    expect([answer.status, answer.body['results']]).toEqual([
      200,
      [
        { id: siteId(12), status: 'ok' },
        { id: siteId(13), status: 'error', detail: 'Internal server error.' },
        { id: siteId(14), status: 'error', detail: 'Not tried, because of the failure before it.' },
      ],
    ]);
    expect((await bulk('root', { action: 'rename', ids: [siteId(12)] })).body['results']).toEqual([
      { id: siteId(12), status: 'error', detail: 'suffix: This field is required.' },
    ]);
  });

  it.each([
    [{}, { action: ['This field is required.'], ids: ['This field is required.'] }],
    [
      { action: 'explode', ids: [] },
      { action: ['"explode" is not a valid choice.'], ids: ['This list may not be empty.'] },
    ],
    [{ action: 'delete', ids: 'all' }, { ids: ['Expected a list of items.'] }],
    [{ action: 'delete', ids: ['x'] }, { ids: ['“x” is not a valid UUID.'] }],
    [{ action: 'delete', ids: [1] }, { ids: ['“1” is not a valid UUID.'] }],
    [
      { action: 'delete', ids: Array.from({ length: 501 }, (_, index) => siteId(index)) },
      { ids: ['Ensure this field has no more than 500 elements.'] },
    ],
    [{ action: 'delete', ids: [siteId(1)], params: [] }, { params: ['Expected a dictionary of items.'] }],
    [
      { action: { toString: 1 }, ids: [{ toString: 1 }] },
      { action: ['Not a valid string.'], ids: ['Must be a valid UUID.'] },
    ],
    [{ action: 'delete', ids: [[siteId(1)]] }, { ids: ['Must be a valid UUID.'] }],
    [{ action: 'plan', ids: [siteId(1)] }, { action: ['"plan" is not a valid choice.'] }],
  ])('refuses what it cannot do: %#', async (body, errors) => {
    const answer = await bulk('root', body);
    expect([answer.status, answer.body]).toEqual([400, errors]);
  });

  it.each([
    [undefined, 401],
    ['member', 403],
    ['powerless', 403],
  ])('refuses %s before it reads the body: %i', async (as, status) => {
    expect((await bulk(as, '{')).status).toBe(status);
  });

  it('needs the permission of the operation', async () => {
    const ids = [siteId(9)];
    expect((await bulk('changer', { action: 'delete', ids })).status).toBe(403);
    expect((await bulk('changer', { action: 'change', ids, params: { enabled: true } })).status).toBe(200);
    expect((await rig.call('root', 'GET', 'site/bulk/')).status).toBe(405);
  });
});
