import { testDialects } from '@netloom/server-kit/testing';
import type { EventName } from '@netloom/server-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startUsersRig, type UsersRig } from '../test-rig.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';

describe.each(testDialects)('users/organization/ on %s', (dialect) => {
  let rig: UsersRig;
  let rootId: string;
  let root: ReturnType<UsersRig['as']>;
  let heard: [EventName, string][];
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
    rootId = await rig.user({ username: 'root', is_superuser: true });
    root = rig.as(rootId);
    const names = ['created', 'updated', 'deleted', 'enabled', 'disabled'] as const;
    for (const name of names) {
      rig.context.events.on(`organization.${name}`, ({ organizationId }) => {
        heard.push([`organization.${name}`, organizationId]);
      });
    }
  });
  beforeEach(() => {
    heard = [];
  });
  afterAll(() => rig.close());

  test('is created with a name and a slug', async () => {
    const { status, body } = await root('POST', 'users/organization/', {
      name: 'City WiFi',
      slug: 'city-wifi',
      owner: { organization_user: unknownId },
      created: '1999-01-01',
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'City WiFi',
      is_active: true,
      slug: 'city-wifi',
      description: '',
      email: '',
      url: '',
      created: '2026-03-01T10:00:00.000000Z',
      modified: '2026-03-01T10:00:00.000000Z',
    });
    expect(heard).toEqual([['organization.created', body.id]]);
    const detail = await root('GET', `users/organization/${body.id}/`);
    expect(detail.body).toEqual({ ...body, owner: null });
    const order = ['id', 'name', 'is_active', 'slug', 'description', 'email', 'url', 'created', 'modified'];
    expect(Object.keys(body)).toEqual(order);
    expect(Object.keys(detail.body)).toEqual(order.toSpliced(7, 0, 'owner'));
  });

  test('a slug is taken once: on creation the holder is named, on change it is not', async () => {
    const holder = await rig.organization('taken');
    const other = await rig.organization('free');
    const created = await root('POST', 'users/organization/', { name: 'x', slug: 'taken' });
    const slug = ['organization with this slug already exists.'];
    expect([created.status, created.body]).toEqual([400, { slug, organization: [holder] }]);
    const changed = await root('PATCH', `users/organization/${other}/`, { slug: 'taken' });
    expect([changed.status, changed.body]).toEqual([400, { slug }]);
    const more = await root('PATCH', `users/organization/${other}/`, { slug: 'taken', url: 'x' });
    expect([more.status, more.body]).toEqual([400, { slug, url: ['Enter a valid URL.'] }]);
    const nameless = await root('POST', 'users/organization/', { slug: 'taken' });
    expect(nameless.body).toEqual({ slug, organization: [holder], name: ['This field is required.'] });
    const same = await root('PATCH', `users/organization/${holder}/`, { slug: 'taken' });
    expect(same.status).toBe(200);
    expect(heard).toEqual([['organization.updated', holder]]);
  });

  test('two who want the same slug at once: one gets it, the other is told', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => root('POST', 'users/organization/', { name: 'race', slug: 'race' })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 400, 400, 400, 400, 400]);
    for (const { status, body } of answers) if (status === 400) expect(Object.keys(body)).toContain('slug');
  });

  test('errors name the field, and change nothing', async () => {
    const { status, body } = await root('POST', 'users/organization/', {
      slug: 'no spaces',
      email: 'x',
      url: 'y',
    });
    expect([status, body]).toEqual([
      400,
      {
        name: ['This field is required.'],
        slug: ['Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.'],
        email: ['Enter a valid email address.'],
        url: ['Enter a valid URL.'],
      },
    ]);
    expect(heard).toEqual([]);
  });

  test('a manager sees and changes the organizations that they manage, and neither creates nor deletes any', async () => {
    const mine = await rig.organization('mine');
    const joined = await rig.organization('joined');
    const foreign = await rig.organization('foreign');
    const id = await rig.administrator('manager', mine);
    await rig.member(id, joined, false);
    const manager = rig.as(id);
    const list = await manager('GET', 'users/organization/');
    expect([list.body.count, list.body.results[0].id]).toEqual([1, mine]);
    expect((await manager('PATCH', `users/organization/${mine}/`, { description: 'ours' })).status).toBe(200);
    for (const other of [joined, foreign, unknownId]) {
      expect((await manager('GET', `users/organization/${other}/`)).status).toBe(404);
      expect((await manager('PATCH', `users/organization/${other}/`, { name: 'x' })).status).toBe(404);
    }
    expect((await manager('DELETE', `users/organization/${mine}/`)).status).toBe(403);
    expect((await manager('POST', 'users/organization/', { name: 'x', slug: 'x' })).status).toBe(403);
  });

  test('who may view organizations but manages none sees an empty list; who may not is refused', async () => {
    const operator = rig.as(await rig.user({ username: 'operator', groups: [1] }));
    const list = await operator('GET', 'users/organization/');
    expect([list.status, list.body.count]).toEqual([200, 0]);
    const nobody = rig.as(await rig.user({ username: 'nobody' }));
    const refused = await nobody('GET', 'users/organization/');
    expect([refused.status, refused.body]).toEqual([
      403,
      { detail: 'You do not have permission to perform this action.' },
    ]);
    expect((await rig.request('GET', 'users/organization/')).status).toBe(401);
  });

  test('an organization that is switched off leaves the memberships at once, and comes back', async () => {
    const id = await rig.organization('switched');
    const manager = rig.as(await rig.administrator('switched-manager', id));
    const count = async () => (await manager('GET', 'users/organization/')).body.count;
    expect(await count()).toBe(1);
    await root('PATCH', `users/organization/${id}/`, { is_active: false });
    expect(await count()).toBe(0);
    await root('PATCH', `users/organization/${id}/`, { is_active: false });
    await root('PATCH', `users/organization/${id}/`, { is_active: true });
    expect(await count()).toBe(1);
    expect(heard.map(([name]) => name)).toEqual([
      'organization.disabled',
      'organization.updated',
      'organization.updated',
      'organization.enabled',
      'organization.updated',
    ]);
  });

  test('a form without is_active makes an inactive organization', async () => {
    const payload = new URLSearchParams({ name: 'form', slug: 'form' }).toString();
    const authorization = await rig.bearer(rootId);
    const answer = await rig.request('POST', 'users/organization/', {
      payload,
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([answer.status, answer.body.is_active]).toEqual([201, false]);
  });

  test('deleting takes memberships and ownership along', async () => {
    const id = await rig.organization('doomed');
    const user = await rig.administrator('doomed-manager', id);
    expect((await root('DELETE', `users/organization/${id}/`)).status).toBe(204);
    expect(heard).toEqual([['organization.deleted', id]]);
    const { db } = rig.database;
    const members = await db
      .selectFrom('openwisp_users_organizationuser')
      .selectAll()
      .where('user_id', '=', user)
      .execute();
    expect(members).toEqual([]);
    expect((await root('GET', `users/organization/${id}/`)).status).toBe(404);
  });

  describe('the owner', () => {
    test('is set, replaced and taken away', async () => {
      const id = await rig.organization('owned');
      const first = await rig.user({ username: 'first' });
      const firstMembership = await rig.member(first, id, true);
      const second = await rig.member(await rig.user({ username: 'second' }), id, false);
      const path = `users/organization/${id}/`;
      expect((await root('GET', path)).body.owner).toEqual({ organization_user: firstMembership });
      const replaced = await root('PATCH', path, { owner: { organization_user: second } });
      expect([replaced.status, replaced.body.owner]).toEqual([200, { organization_user: second }]);
      const { body } = await rig.as(first)('GET', 'session/');
      expect(body.organizations[0]).toMatchObject({ is_manager: true, is_owner: false });
      for (const empty of [null, '']) {
        const removed = await root('PATCH', path, { owner: { organization_user: empty } });
        expect([removed.status, removed.body.owner]).toEqual([200, null]);
        await root('PATCH', path, { owner: { organization_user: firstMembership } });
      }
    });

    test('is a member of this organization, of those that the caller manages', async () => {
      const here = await rig.organization('here');
      const there = await rig.organization('there');
      const manager = rig.as(await rig.administrator('here-manager', here));
      const foreign = await rig.member(await rig.user({ username: 'foreigner' }), there, false);
      const path = `users/organization/${here}/`;
      const required = ['This field is required.'];
      const cases: [unknown, unknown][] = [
        [null, { owner: ['This field may not be null.'] }],
        [{}, { owner: { organization_user: required } }],
        ['x', { owner: { non_field_errors: ['Invalid data. Expected a dictionary, but got str.'] } }],
        [{ organization_user: 'x' }, { owner: { organization_user: ['“x” is not a valid UUID.'] } }],
        [
          { organization_user: unknownId },
          { owner: { organization_user: [`Invalid pk "${unknownId}" - object does not exist.`] } },
        ],
        [
          { organization_user: foreign },
          { owner: { organization_user: ['The selected user is not member of this organization.'] } },
        ],
      ];
      for (const [owner, errors] of cases) {
        const answer = await root('PATCH', path, { owner, name: 'changed' });
        expect([answer.status, answer.body]).toEqual([400, errors]);
      }
      const answer = await manager('PATCH', path, { owner: { organization_user: foreign } });
      expect(answer.body).toEqual({
        owner: { organization_user: [`Invalid pk "${foreign}" - object does not exist.`] },
      });
      expect((await root('GET', path)).body.name).toBe('here');
    });
  });
});
