import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { north, siteId, south, startSiteRig, type SiteRig } from './site-rig.ts';

describe.each(testDialects)('a resource on %s', (dialect) => {
  let rig: SiteRig;
  const call = (
    as: string | undefined,
    method: Parameters<SiteRig['call']>[1],
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => rig.call(as, method, `site/${path}`, body, headers);
  const names = (body: Record<string, unknown>) =>
    (body['results'] as { name: string }[]).map(({ name }) => name);

  beforeAll(async () => (rig = await startSiteRig(dialect)));
  afterAll(() => rig.close());

  const northSite = `${siteId(1)}/`;
  const southSite = `${siteId(50)}/`;
  const sharedSite = `${siteId(60)}/`;

  it.each([
    [undefined, 'GET', '', 401, 'Authentication credentials were not provided.'],
    [undefined, 'DELETE', '', 401, 'Authentication credentials were not provided.'],
    [
      'member',
      'GET',
      '',
      403,
      'User is not a manager of the organization to which the requested resource belongs.',
    ],
    ['powerless', 'GET', '', 403, 'You do not have permission to perform this action.'],
    ['changer', 'GET', '', 200, undefined],
    ['changer', 'POST', '', 403, 'You do not have permission to perform this action.'],
    ['root', 'DELETE', '', 405, 'Method "DELETE" not allowed.'],
    ['root', 'POST', northSite, 405, 'Method "POST" not allowed.'],
    ['north', 'GET', southSite, 404, 'No Site matches the given query.'],
    ['north', 'DELETE', southSite, 404, 'No Site matches the given query.'],
    ['root', 'GET', 'not-a-uuid/', 404, 'Not found.'],
    ['root', 'GET', northSite.toUpperCase(), 404, 'Not found.'],
    ['north', 'GET', sharedSite, 200, undefined],
    ['changer', 'GET', sharedSite, 403, 'You do not have permission to perform this action.'],
    ['north', 'PATCH', sharedSite, 403, 'You do not have permission to perform this action.'],
    ['north', 'DELETE', sharedSite, 403, 'You do not have permission to perform this action.'],
    ['root', 'GET', '?format=xml', 404, 'Not found.'],
    ['root', 'GET', '?page=9', 404, 'Invalid page.'],
    ['root', 'GET', '?page=x', 404, 'Invalid page.'],
  ] as const)('%s %s %s: %i', async (as, method, path, status, detail) => {
    const answer = await call(as, method, path);
    expect([answer.status, answer.body['detail']]).toEqual([status, detail]);
  });

  it('checks who asks before it reads the body', async () => {
    expect((await call(undefined, 'POST', '', '{')).status).toBe(401);
    expect((await call('changer', 'POST', '', '{')).status).toBe(403);
    expect((await call('north', 'PATCH', southSite, '{')).status).toBe(404);
    const malformed = await call('root', 'POST', '', '{');
    expect([malformed.status, String(malformed.body['detail']).startsWith('JSON parse error - ')]).toEqual([
      400,
      true,
    ]);
  });

  it('shows pages with links that keep the parameters', async () => {
    const { body } = await call('north', 'GET', '?page=2&zone=a%20b&page_size=10', undefined, {
      host: 'netloom.test',
    });
    expect(body['count']).toBe(24);
    expect(body['next']).toBe('http://netloom.test/api/v1/test/site/?page=3&page_size=10&zone=a+b');
    expect(body['previous']).toBe('http://netloom.test/api/v1/test/site/?page_size=10&zone=a+b');
    expect(body['results']).toHaveLength(10);
    expect((await call('north', 'GET', '?page=last')).body['results']).toHaveLength(4);
    expect((await call('root', 'GET', '?page_size=1000')).body['results']).toHaveLength(25);
    expect((await call('root', 'GET', '?page_size=0')).body['results']).toHaveLength(10);
  });

  const orderings = ['name', '-name', 'created', 'seen', '-seen', 'seen,-name'];

  it.each(orderings)('pages by number are one list, the late ones too, ordered by %s', async (ordering) => {
    const whole = names((await call('root', 'GET', `?page_size=1000&ordering=${ordering}`)).body);
    const met: string[] = [];
    for (let page = 1; page <= 7; page++)
      met.push(...names((await call('root', 'GET', `?page_size=4&ordering=${ordering}&page=${page}`)).body));
    expect(met).toEqual(whole);
    expect(new Set(met).size).toBe(25);
  });

  it.each(orderings)('a cursor meets every row once, ordered by %s', async (ordering) => {
    const inOnePage = names((await call('root', 'GET', `?cursor=&page_size=100&ordering=${ordering}`)).body);
    const met: string[] = [];
    let cursor: unknown = '';
    for (let page = 0; page < 20 && cursor !== null; page++) {
      const { body } = await call(
        'root',
        'GET',
        `?page_size=4&ordering=${ordering}&cursor=${String(cursor)}`,
      );
      met.push(...names(body));
      cursor = body['next_cursor'];
    }
    expect(met).toEqual(inOnePage);
    expect(new Set(met).size).toBe(25);
  });

  it('puts rows without a value last, whichever way it sorts', async () => {
    for (const ordering of ['seen', '-seen']) {
      const { body } = await call('root', 'GET', `?cursor=&page_size=100&ordering=${ordering},name`);
      expect(names(body).slice(-9)).toEqual(
        ['00', '03', '06', '09', '12', '15', '18', '21', '60'].map((number) => `site ${number}`),
      );
    }
  });

  it('refuses a cursor of another list', async () => {
    const { body } = await call('root', 'GET', '?cursor=&page_size=2&ordering=name');
    const foreign = await call('root', 'GET', `?ordering=seen&cursor=${String(body['next_cursor'])}`);
    expect([foreign.status, Object.keys(foreign.body)]).toEqual([400, ['cursor']]);
    expect((await call('root', 'GET', '?cursor=%00')).status).toBe(400);
  });

  it('filters and searches', async () => {
    expect((await call('root', 'GET', '?name=SITE%200')).body['count']).toBe(10);
    expect((await call('root', 'GET', '?name=%25')).body['count']).toBe(0);
    expect((await call('root', 'GET', '?enabled=true')).body['count']).toBe(14);
    expect((await call('root', 'GET', '?enabled=perhaps')).body['count']).toBe(25);
    expect((await call('root', 'GET', '?search=site+1+2')).body['count']).toBe(2);
    expect((await call('root', 'GET', `?organization=${south}`)).body['count']).toBe(1);
    expect((await call('north', 'GET', `?organization=${south}`)).body).toEqual({
      organization: ['Select a valid choice. That choice is not one of the available choices.'],
    });
    expect((await call('root', 'GET', '?organization=x')).body).toEqual({
      organization: ['“x” is not a valid UUID.'],
    });
    expect((await call('root', 'GET', '?created__gte=2026-01-01T00:00:20Z')).body['count']).toBe(5);
    expect((await call('root', 'GET', '?created__lt=yesterday')).body).toEqual({
      created__lt: ['Enter a valid date/time.'],
    });
  });

  it('shows the fields that are asked for', async () => {
    const { body } = await call('root', 'GET', '?fields=name,name_length&search=60');
    expect(body['results']).toEqual([{ name: 'site 60', name_length: 7 }]);
    expect((await call('root', 'GET', '?fields=name,secret')).body).toEqual({
      fields: ['"secret" is not a field of this resource.'],
    });
    const detail = (await call('root', 'GET', northSite)).body;
    expect(detail).toEqual({
      id: siteId(1),
      name: 'site 01',
      organization: north,
      enabled: false,
      created: '2026-01-01T00:00:01.000000Z',
      seen: '2026-01-01T00:01:00.000000Z',
    });
  });

  it.each([
    ['root', {}, { name: ['This field is required.'] }],
    ['root', { name: null }, { name: ['This field may not be null.'] }],
    ['root', { name: '  ' }, { name: ['This field may not be blank.'] }],
    ['root', { name: true }, { name: ['Not a valid string.'] }],
    ['root', { name: 'x'.repeat(13) }, { name: ['Ensure this field has no more than 12 characters.'] }],
    ['root', { name: 'x\0' }, { name: ['Null characters are not allowed.'] }],
    [
      'root',
      { name: 'x', enabled: 'maybe', organization: 5 },
      { enabled: ['Must be a valid boolean.'], organization: ['Invalid pk "5" - object does not exist.'] },
    ],
    ['root', [], { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] }],
    ['north', { name: 'x' }, { organization: ['This field may not be null.'] }],
    ['north', { name: 'x', organization: null }, { organization: ['This field may not be null.'] }],
    [
      'north',
      { name: 'x', organization: south },
      { organization: [`Invalid pk "${south}" - object does not exist.`] },
    ],
    [
      'root',
      { name: 'site 01', organization: north },
      { __all__: ['Site with these values already exists.'] },
    ],
  ])('%s cannot create %j', async (as, body, errors) => {
    const answer = await call(as, 'POST', '', body);
    expect([answer.status, answer.body]).toEqual([400, errors]);
    expect((await call('root', 'GET', '')).body['count']).toBe(25);
  });

  it('creates, changes, replaces and deletes', async () => {
    const created = await call('north', 'POST', '', {
      name: ' new ',
      organization: north.toUpperCase(),
      ignored: 1,
    });
    expect([
      created.status,
      created.body['name'],
      created.body['organization'],
      created.body['enabled'],
    ]).toEqual([201, 'new', north, true]);
    const path = `${String(created.body['id'])}/`;
    expect((await call('north', 'PATCH', path, { enabled: 'off' })).body).toMatchObject({
      name: 'new',
      enabled: false,
    });
    expect((await call('north', 'PUT', path, { enabled: true })).body).toEqual({
      name: ['This field is required.'],
    });
    expect((await call('north', 'DELETE', path)).status).toBe(204);
    expect((await call('north', 'GET', path)).status).toBe(404);
  });

  it('reads forms, where an absent box is not ticked', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const created = await call('root', 'POST', '', `name=form&organization=${north}`, form);
    expect([created.status, created.body['enabled']]).toEqual([201, false]);
    expect((await call('root', 'DELETE', `${String(created.body['id'])}/`)).status).toBe(204);
  });

  it('tells by OPTIONS what may be written, and by HEAD only to those who may view', async () => {
    const options = await call('north', 'OPTIONS', '');
    expect((options.body['actions'] as { POST: { name: unknown } }).POST.name).toMatchObject({
      required: true,
      max_length: 12,
    });
    expect(options.headers['allow']).toBe('GET, HEAD, POST, OPTIONS');
    expect((await call('powerless', 'OPTIONS', '')).body).not.toHaveProperty('actions');
    expect((await call('changer', 'HEAD', '')).status).toBe(403);
    expect((await call('north', 'HEAD', '')).status).toBe(200);
  });

  it('needs the same number of statements however long the list is', async () => {
    const cost = async (size: number) => {
      const before = rig.database.statements();
      await call('root', 'GET', `?page_size=${size}`);
      return rig.database.statements() - before;
    };
    expect(await cost(1)).toBe(2);
    expect(await cost(25)).toBe(2);
  });
});
