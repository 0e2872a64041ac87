import { randomUUID } from 'node:crypto';
import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUsersRig, type UsersRig } from '../test-rig.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';
const required = ['This field is required.'];

describe.each(testDialects)('users/user/ on %s', (dialect) => {
  let rig: UsersRig;
  let root: ReturnType<UsersRig['as']>;
  let manager: ReturnType<UsersRig['as']>;
  let managerId: string;
  let north: string;
  let south: string;
  beforeAll(async () => {
    rig = await startUsersRig(dialect);
    root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    north = await rig.organization('north');
    south = await rig.organization('south');
    managerId = await rig.administrator('manager', north);
    manager = rig.as(managerId);
  });
  afterAll(() => rig.close());

  const isUser = async (username: string) =>
    (await rig.database.db
      .selectFrom('openwisp_users_user')
      .selectAll()
      .where('username', '=', username)
      .executeTakeFirst()) ?? {};

  test('is created with groups and a membership', async () => {
    const { status, body } = await root('POST', 'users/user/', {
      username: 'anna',
      email: 'Anna@Example.org',
      password: 'pw-9f',
      phone_number: '+49 176-09999999',
      groups: [1],
      organization_users: { organization: south, is_admin: true },
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      username: 'anna',
      email: 'Anna@Example.org',
      first_name: '',
      last_name: '',
      phone_number: '+4917609999999',
      birth_date: null,
      is_active: true,
      is_staff: false,
      is_superuser: false,
      expiration_date: null,
      groups: [1],
      organization_users: [{ is_admin: true, organization: south }],
    });
    const login = await rig.request('POST', 'session/', {
      payload: { username: 'anna@example.org', password: 'pw-9f' },
    });
    expect(login.body.organizations).toEqual([
      { id: south, name: 'south', slug: 'south', is_manager: true, is_owner: true },
    ]);
    const addresses = await root('GET', `users/user/${body.id}/email/`);
    expect(addresses.body.results).toMatchObject([
      { email: 'anna@example.org', verified: false, primary: false },
    ]);
    const detail = await root('GET', `users/user/${body.id}/`);
    expect(Object.keys(detail.body)).toEqual([
      'id',
      'username',
      'first_name',
      'last_name',
      'email',
      'bio',
      'url',
      'company',
      'location',
      'phone_number',
      'birth_date',
      'notes',
      'is_active',
      'is_staff',
      'is_superuser',
      'last_login',
      'expiration_date',
      'date_joined',
      'groups',
      'user_permissions',
      'organization_users',
    ]);
  });

  test('names what is missing', async () => {
    const empty = await root('POST', 'users/user/', {});
    expect([empty.status, empty.body]).toEqual([
      400,
      { username: required, email: required, password: required },
    ]);
    for (const email of ['', null]) {
      const answer = await root('POST', 'users/user/', { username: 'blank', password: 'x', email });
      expect([answer.status, answer.body]).toEqual([400, { email: ['This field cannot be blank.'] }]);
    }
    expect(await isUser('blank')).toEqual({});
  });

  test('names what is taken or blank together with what else is wrong', async () => {
    const nameTaken = ['A user with that username already exists.'];
    await rig.user({ username: 'first', email: 'First@example.org', phone_number: '+393470000009' });
    const post = async (body: object) => {
      const answer = await root('POST', 'users/user/', body);
      return [answer.status, answer.body];
    };
    expect(await post({ username: 'first' })).toEqual([
      400,
      { username: nameTaken, email: required, password: required },
    ]);
    expect(await post({ username: 'a b', email: '', password: ' ' })).toEqual([
      400,
      {
        username: [expect.stringContaining('Enter a valid username.')],
        email: ['This field cannot be blank.'],
        password: ['This field may not be blank.'],
      },
    ]);
    expect(
      await post({ username: 'x', email: 'First@example.org', phone_number: '+39 347 0000009' }),
    ).toEqual([
      400,
      {
        email: ['user with this email address already exists.'],
        phone_number: ['user with this phone number already exists.'],
        password: required,
      },
    ]);
    // What only the whole object tells comes when nothing else is wrong.
    expect(await post({ username: 'first', email: 'FIRST@example.org', password: 'x' })).toEqual([
      400,
      { username: nameTaken },
    ]);
    expect(
      await post({ username: 'x', email: 'FIRST@example.org', password: 'x', expiration_date: '2020-01-01' }),
    ).toEqual([400, { email: ['User with this Email address already exists.'] }]);
    const changed = await root('PATCH', `users/user/${managerId}/`, { username: 'first', url: 'x' });
    expect(changed.body).toEqual({ username: nameTaken, url: ['Enter a valid URL.'] });
  });

  test('a password has no white space around it', async () => {
    const user = { username: 'trimmed', email: 'trimmed@example.org', password: ' pw-9f ' };
    expect((await root('POST', 'users/user/', user)).status).toBe(201);
    const token = async (password: string) =>
      (await rig.request('POST', 'users/token/', { payload: { username: 'trimmed', password } })).status;
    expect([await token('pw-9f'), await token(' pw-9f ')]).toEqual([200, 400]);
  });

  test('refuses values that cannot be', async () => {
    const { status, body } = await root('POST', 'users/user/', {
      username: 'no spaces',
      email: 'x',
      password: 'x'.repeat(129),
      phone_number: '0176 09999999',
      birth_date: '2001-02-30',
      groups: [1, 99],
      is_active: 'maybe',
      organization_users: {},
    });
    expect(status).toBe(400);
    expect(body).toEqual({
      username: [
        'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.',
      ],
      email: ['Enter a valid email address.'],
      password: ['Ensure this field has no more than 128 characters.'],
      phone_number: ['The phone number entered is not valid.'],
      birth_date: ['Date has wrong format. Use one of these formats instead: YYYY-MM-DD.'],
      groups: ['Invalid pk "99" - object does not exist.'],
      is_active: ['Must be a valid boolean.'],
      organization_users: { organization: required },
    });
    for (const [groups, errors] of [
      ['x', ['Expected a list of items but got type "str".']],
      [['x'], ['Incorrect type. Expected pk value, received str.']],
      [[true], ['Incorrect type. Expected pk value, received bool.']],
      [[99_999_999_999], ['Invalid pk "99999999999" - object does not exist.']],
    ]) {
      const answer = await root('POST', 'users/user/', {
        username: 'a',
        email: 'a@b.example',
        password: 'x',
        groups,
      });
      expect(answer.body).toEqual({ groups: errors });
    }
  });

  test('name, e-mail address and phone number belong to one user', async () => {
    const taken = { username: 'unique', email: 'Unique@example.org', phone_number: '+393470000001' };
    const first = await root('POST', 'users/user/', { ...taken, password: 'x' });
    const second = await root('POST', 'users/user/', { ...taken, password: 'x' });
    expect(second.body).toEqual({
      username: ['A user with that username already exists.'],
      email: ['user with this email address already exists.'],
      phone_number: ['user with this phone number already exists.'],
    });
    const otherCase = { username: 'UNIQUE', email: 'unique@EXAMPLE.org', password: 'x' };
    expect((await root('POST', 'users/user/', otherCase)).body).toEqual({
      email: ['User with this Email address already exists.'],
    });
    const inAnyCase = { username: 'unique', email: 'unique@EXAMPLE.org', password: 'x' };
    expect((await root('POST', 'users/user/', inAnyCase)).body).toEqual({
      username: ['A user with that username already exists.'],
    });
    const self = await root('PATCH', `users/user/${first.body.id}/`, taken);
    expect(self.status).toBe(200);
    const other = await root('PATCH', `users/user/${managerId}/`, taken);
    expect(Object.keys(other.body).toSorted()).toEqual(['email', 'phone_number', 'username']);
  });

  test('the same user sent many times at once is created once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        root('POST', 'users/user/', { username: 'rush', email: 'rush@example.org', password: 'x' }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 400, 400, 400, 400, 400]);
  });

  test('blank e-mail addresses and phone numbers are none, and several users may have none', async () => {
    for (const name of ['none1', 'none2']) {
      const { body } = await root('POST', 'users/user/', {
        username: name,
        email: `${name}@example.org`,
        password: 'x',
      });
      const cleared = await root('PATCH', `users/user/${body.id}/`, { email: '', phone_number: '' });
      expect([cleared.status, cleared.body.email, cleared.body.phone_number]).toEqual([200, null, null]);
    }
  });

  describe('a manager', () => {
    test('sees the members of the organizations that they manage, once, and no superusers', async () => {
      const member = await rig.user({ username: 'seen' });
      const boss = await rig.user({ username: 'hidden-boss', is_superuser: true });
      const foreigner = await rig.user({ username: 'hidden-foreigner' });
      await rig.member(member, north, false);
      await rig.member(member, south, false);
      await rig.member(boss, north, false);
      await rig.member(foreigner, south, false);
      const list = await manager('GET', 'users/user/?ordering=username');
      expect(list.body.results.map(({ username }: { username: string }) => username)).toEqual([
        'manager',
        'seen',
      ]);
      const [, shown] = list.body.results;
      expect(Object.keys(shown)).not.toContain('is_superuser');
      // Where else somebody is a member is nobody's business.
      expect(shown.organization_users).toEqual([{ is_admin: false, organization: north }]);
      const detail = await manager('GET', `users/user/${member}/`);
      expect(Object.keys(detail.body)).not.toContain('user_permissions');
      for (const id of [boss, foreigner, unknownId]) {
        for (const method of ['GET', 'PATCH', 'DELETE']) {
          const answer = await manager(
            method,
            `users/user/${id}/`,
            method === 'PATCH' ? { username: 'x' } : undefined,
          );
          expect([method, answer.status]).toEqual([method, 404]);
        }
      }
    });

    test('makes nobody a superuser, nor gives permissions', async () => {
      const answer = await manager('POST', 'users/user/', {
        username: 'climber',
        email: 'climber@example.org',
        password: 'x',
        is_superuser: true,
        user_permissions: [1, 2, 3],
        id: unknownId,
        date_joined: '1999-01-01T00:00:00Z',
        last_login: '1999-01-01T00:00:00Z',
        organization_users: { organization: north, is_admin: false },
      });
      expect([answer.status, Object.keys(answer.body).includes('is_superuser')]).toEqual([201, false]);
      expect(answer.body.id).not.toBe(unknownId);
      const path = `users/user/${answer.body.id}/`;
      const changed = await manager('PATCH', path, {
        is_superuser: true,
        user_permissions: [1],
        password: 'stolen',
        organization_users: [{ organization: south, is_admin: true }],
      });
      expect(changed.status).toBe(200);
      expect(await isUser('climber')).toMatchObject({ is_superuser: false, last_login: null });
      const seen = await root('GET', path);
      expect(seen.body).toMatchObject({
        user_permissions: [],
        organization_users: [{ organization: north, is_admin: false }],
      });
      const login = { payload: { username: 'climber', password: 'x' } };
      expect((await rig.request('POST', 'session/', login)).status).toBe(200);
    });

    test('puts new users into organizations that they manage', async () => {
      const user = { username: 'stray', email: 'stray@example.org', password: 'x' };
      const cases: [unknown, unknown][] = [
        [{ organization: south }, { organization: [`Invalid pk "${south}" - object does not exist.`] }],
        [{ organization: null }, { organization: ['This field may not be null.'] }],
        [{ organization: '' }, { organization: ['This field may not be null.'] }],
        [[], { organization: required }],
        [{}, { organization: required }],
        [[null], { non_field_errors: ['Invalid data. Expected a dictionary, but got NoneType.'] }],
        [null, ['This field may not be null.']],
      ];
      for (const [membership, errors] of cases) {
        const answer = await manager('POST', 'users/user/', { ...user, organization_users: membership });
        expect([answer.status, answer.body]).toEqual([400, { organization_users: errors }]);
      }
      expect(await isUser('stray')).toEqual({});
    });
  });

  describe('memberships that a superuser changes', () => {
    test('are added, changed and taken away by the same key', async () => {
      const id = await rig.user({ username: 'switched' });
      await rig.administrator('south-owner', south);
      const path = `users/user/${id}/`;
      const send = async (membership: unknown) =>
        (await root('PATCH', path, { organization_users: membership })).body.organization_users;
      expect(await send([])).toEqual([]);
      expect(await send({})).toEqual([]);
      expect(await send({ organization: south })).toEqual([{ organization: south, is_admin: false }]);
      expect(await send([{ organization: south, is_admin: true }, { organization: north }])).toEqual([
        { organization: south, is_admin: true },
      ]);
      expect(await send({ organization: south, is_admin: true })).toEqual([]);
      const put = await root('PUT', path, { username: 'switched', organization_users: [] });
      expect([put.status, put.body]).toEqual([400, { organization_users: { organization: required } }]);
      const none = await root('PATCH', path, { organization_users: null });
      expect([none.status, none.body]).toEqual([
        400,
        { organization_users: ['This field may not be null.'] },
      ]);
      expect((await root('PUT', path, { username: 'switched' })).status).toBe(200);
    });

    test('stay when the role is missing, the organization is inactive, or it is the owner', async () => {
      const org = await rig.organization('kept');
      const owner = await rig.user({ username: 'kept-owner' });
      await rig.member(owner, org, true);
      const path = `users/user/${owner}/`;
      const send = (membership: object) =>
        root('PATCH', path, { organization_users: membership, first_name: 'changed' });
      expect((await send({ organization: org })).body).toEqual({
        organization_users: { is_admin: required },
      });
      const downgraded = await send({ organization: org, is_admin: false });
      expect([downgraded.status, downgraded.body]).toEqual([
        400,
        { __all__: ['kept-owner is the owner of the organization: kept, and cannot be downgraded'] },
      ]);
      const removed = await send({ organization: org, is_admin: true });
      expect([removed.status, removed.body.__all__[0]]).toEqual([
        400,
        expect.stringContaining('cannot be removed'),
      ]);
      await root('PATCH', `users/organization/${org}/`, { is_active: false });
      expect((await send({ organization: org, is_admin: true })).status).toBe(200);
      expect((await root('GET', path)).body.organization_users).toEqual([
        { organization: org, is_admin: true },
      ]);
    });

    test('stay when a form does not name them, or not the role', async () => {
      const org = await rig.organization('forms');
      await rig.administrator('forms-owner', org);
      const id = await rig.user({ username: 'in-forms', groups: [1] });
      await rig.member(id, org, true);
      const authorization = await rig.bearer(await rig.user({ username: 'form-root', is_superuser: true }));
      const send = async (values: Record<string, string>) => {
        const answer = await rig.request('PATCH', `users/user/${id}/`, {
          payload: new URLSearchParams(values).toString(),
          headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
        });
        return [answer.status, answer.body.organization_users, answer.body.groups];
      };
      const kept = [200, [{ organization: org, is_admin: true }], [1]];
      expect(await send({ 'organization_users.organization': org })).toEqual([
        400,
        { is_admin: required },
        undefined,
      ]);
      for (const value of ['', 'x']) expect(await send({ organization_users: value })).toEqual(kept);
      expect(await send({ 'organization_users.is_admin': 'false' })).toEqual(kept);
      for (const name of ['groups', 'user_permissions']) {
        const [status] = await send({ [name]: '' });
        expect(status).toBe(400);
      }
      expect(await send({ groups: '' })).toEqual([
        400,
        undefined,
        ['Incorrect type. Expected pk value, received str.'],
      ]);
      expect(
        await send({ 'organization_users.organization': org, 'organization_users.is_admin': 'false' }),
      ).toEqual([200, [{ organization: org, is_admin: false }], [1]]);
    });

    test('take effect with the next request', async () => {
      const id = await rig.user({ username: 'promoted', groups: [2] });
      const promoted = rig.as(id);
      const count = async () => (await promoted('GET', 'users/organization/')).body.count;
      expect(await count()).toBe(0);
      await root('PATCH', `users/user/${id}/`, {
        organization_users: { organization: south, is_admin: true },
      });
      expect(await count()).toBe(1);
      await root('PATCH', `users/user/${id}/`, { groups: [] });
      expect((await promoted('GET', 'users/organization/')).status).toBe(403);
    });
  });

  test('an account does not end in the past, and an ended one is not activated', async () => {
    const past = { expiration_date: ['Expiration date cannot be in the past.'] };
    const user = { username: 'temp', email: 'temp@example.org', password: 'x' };
    expect((await root('POST', 'users/user/', { ...user, expiration_date: '2020-01-01' })).body).toEqual(
      past,
    );
    const { body } = await root('POST', 'users/user/', { ...user, expiration_date: '2026-04-01' });
    const path = `users/user/${body.id}/`;
    expect((await root('PATCH', path, { expiration_date: '2020-01-01' })).body).toEqual(past);
    rig.pass(60 * 86_400_000);
    expect((await root('PATCH', path, { first_name: 'Still', is_active: false })).status).toBe(200);
    expect((await root('PATCH', path, { is_active: true })).body).toEqual({
      is_active: ['Cannot activate an expired account. Clear or extend the expiration date first.'],
    });
    expect((await root('PATCH', path, { is_active: true, expiration_date: null })).status).toBe(200);
  });

  test('deleting a user takes memberships, ownership, tokens and sessions along', async () => {
    const org = await rig.organization('orphaned');
    const id = await rig.administrator('deleted', org);
    const deleted = rig.as(id);
    expect((await deleted('GET', 'session/')).status).toBe(200);
    const authorization = await rig.bearer(id);
    expect((await root('DELETE', `users/user/${id}/`)).status).toBe(204);
    expect((await rig.request('GET', 'session/', { headers: { authorization } })).status).toBe(401);
    expect((await root('GET', `users/organization/${org}/`)).body.owner).toBeNull();
  });

  test('ids in the address are lower-case UUIDs, for everybody', async () => {
    for (const id of ['not-a-uuid', managerId.toUpperCase(), '1']) {
      expect((await rig.request('GET', `users/user/${id}/`)).status).toBe(404);
      expect((await rig.request('GET', `users/user/${id}/email/`)).status).toBe(404);
    }
  });

  test('is narrowed to an organization, a group and a kind of account, and tells who owns something', async () => {
    const [inside, outside] = [await rig.organization('inside'), await rig.organization('outside')];
    const owner = await rig.administrator('owner-inside', inside);
    const both = await rig.user({ username: 'in-both', email: 'a-both@example.org', groups: [1] });
    await rig.member(both, inside, false);
    await rig.member(both, outside, false);
    const ask = async (query: string, as = root): Promise<string[]> => {
      const { status, body } = await as('GET', `users/user/?ordering=username&page_size=100&${query}`);
      expect(status).toBe(200);
      return body.results.map(({ username }: { username: string }) => username);
    };
    expect(await ask(`organization=${inside}`)).toEqual(['in-both', 'owner-inside']);
    expect(await ask('organization_slug=outside')).toEqual(['in-both']);
    expect(await ask('organization_slug=nowhere')).toEqual([]);
    expect(await ask(`organization=${inside}&group=1`)).toEqual(['in-both']);
    expect(await ask('is_superuser=true')).not.toContain('in-both');
    expect((await root('GET', `users/user/?organization=${inside}&ordering=email`)).status).toBe(200);
    expect((await root('GET', 'users/user/?group=x')).body).toEqual({ group: ['Enter a whole number.'] });

    // A manager does not learn who belongs to an organization of others.
    const manager = rig.as(owner);
    expect(await ask(`organization=${inside}`, manager)).toEqual(['in-both', 'owner-inside']);
    expect(await ask('organization_slug=outside', manager)).toEqual([]);
    expect((await manager('GET', `users/user/?organization=${outside}`)).status).toBe(400);

    const fields = 'username,is_owner,organization_names,group_names';
    const { body } = await manager('GET', `users/user/?fields=${fields}&ordering=username`);
    expect(body.results).toEqual([
      {
        username: 'in-both',
        is_owner: false,
        organization_names: ['inside'],
        group_names: ['Operator'],
      },
      {
        username: 'owner-inside',
        is_owner: true,
        organization_names: ['inside'],
        group_names: ['Administrator'],
      },
    ]);
    // Nor who owns one.
    await rig.database.db
      .insertInto('openwisp_users_organizationowner')
      .values({
        id: randomUUID(),
        organization_id: outside,
        organization_user_id: await rig.member(await rig.user({ username: 'owner-outside' }), outside, false),
        created: rig.context.clock(),
        modified: rig.context.clock(),
      })
      .execute();
    const ownerOutside = (await root('GET', 'users/user/?search=owner-outside')).body.results[0].id;
    await rig.member(ownerOutside, inside, false);
    const ownerPath = `users/user/${ownerOutside}/?fields=is_owner`;
    expect((await manager('GET', ownerPath)).body).toEqual({ is_owner: false });
    expect((await root('GET', ownerPath)).body).toEqual({ is_owner: true });
    const dates = (await root('GET', `users/user/${owner}/?fields=last_login,date_joined`)).body;
    expect(dates).toEqual({ last_login: null, date_joined: expect.stringMatching(/^2026-/) });
  });

  test('a page costs the same number of statements however many users it has', async () => {
    const cost = async (size: number): Promise<number> => {
      await root('GET', 'users/user/?page_size=1');
      const before = rig.database.statements();
      const { body } = await root('GET', `users/user/?page_size=${size}`);
      expect(body.results).toHaveLength(size);
      return rig.database.statements() - before;
    };
    expect(await cost(10)).toBe(await cost(2));
  });
});
