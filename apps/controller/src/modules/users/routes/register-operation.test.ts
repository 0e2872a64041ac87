import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { startUsersRig, type UsersRig } from '../test-rig.ts';

const notAcceptable = 'Could not satisfy the request Accept header.';
const noCredentials = 'Authentication credentials were not provided.';

describe.each(testDialects)('operations that are no lists of objects on %s', (dialect) => {
  let rig: UsersRig;
  let userId: string;
  let passwords: [method: string, path: string][];
  beforeAll(async () => {
    rig = await startUsersRig(dialect, { NETLOOM_AUTH_THROTTLE_RATE: 'none' });
    userId = await rig.user({ username: 'anna', is_staff: true });
    passwords = [
      ['POST', 'users/token/'],
      ['POST', 'users/password/reset/'],
      ['POST', 'users/password/reset/confirm/'],
      ['POST', 'users/user/password/change/'],
      ['PUT', `users/user/${userId}/password/`],
    ];
  });
  afterAll(() => rig.close());

  const status = async (method: string, path: string, headers: Record<string, string> = {}, payload = '') => {
    const answer = await rig.request(method, path, { headers, payload });
    return [answer.status, answer.body.detail];
  };

  test('look at the path, then at the format, then at who asks, then at the method', async () => {
    const accept = { accept: 'application/xml' };
    for (const [method, path] of passwords) {
      for (const any of [method, 'GET', 'OPTIONS']) {
        expect(await status(any, `${path}?format=xml`)).toEqual([404, 'Not found.']);
        expect(await status(any, path, accept)).toEqual([406, notAcceptable]);
      }
      expect((await status('OPTIONS', `${path}?format=json`, accept))[0]).not.toBe(406);
    }
    expect(await status('PUT', 'users/user/x/password/', accept)).toEqual([404, 'Not found.']);
    expect(await status('GET', `users/user/${userId}/password/`)).toEqual([401, noCredentials]);
    expect(await status('TRACE', `users/user/${userId}/password/`)).toEqual([401, noCredentials]);
    const authorization = await rig.bearer(userId);
    expect(await status('TRACE', `users/user/${userId}/password/`, { authorization })).toEqual([
      405,
      'Method "TRACE" not allowed.',
    ]);
  });

  test('take no body for an empty one', async () => {
    const authorization = await rig.bearer(userId);
    for (const [method, path] of passwords) {
      for (const type of [undefined, 'text/plain', 'application/json', 'multipart/form-data']) {
        const headers = { authorization, ...(type === undefined ? {} : { 'content-type': type }) };
        const answer = await rig.request(method, path, { headers });
        expect([path, type, answer.status]).toEqual([path, type, 400]);
        expect(Object.values(answer.body)).toContainEqual(['This field is required.']);
      }
    }
  });

  test('say what is wrong with a multipart form, to strangers too', async () => {
    const type = 'multipart/form-data';
    expect(await status('POST', 'users/token/', { 'content-type': type }, 'x')).toEqual([
      400,
      'Multipart form parse error - Invalid boundary in multipart: None',
    ]);
    for (const cookie of [{}, { cookie: 'sessionid=x' }]) {
      const headers = { 'content-type': `${type}; boundary=edge`, ...cookie };
      for (const body of ['garbage', '--edge\r\ncontent-disposition: form-data; name="username"\r\n\r\nx']) {
        const answer = await status('POST', 'users/token/', headers, body);
        expect(answer).toEqual([400, expect.stringMatching(/^Multipart form parse error - ./)]);
      }
    }
  });

  it('OPTIONS names the fields of their bodies', async () => {
    const authorization = await rig.bearer(userId);
    const text = (label: string, required = true) => ({ type: 'string', required, read_only: false, label });
    const actions = async (path: string) =>
      (await rig.request('OPTIONS', path, { headers: { authorization } })).body.actions;
    expect((await actions('users/token/')).POST).toMatchObject({
      username: text('Username'),
      password: text('Password'),
    });
    expect((await actions('users/password/reset/')).POST).toMatchObject({ input: text('Input') });
    expect((await actions('users/password/reset/confirm/')).POST).toMatchObject({
      uid: text('Uid'),
      token: text('Token'),
      new_password1: { ...text('New password1'), max_length: 128 },
      new_password2: { ...text('New password2'), max_length: 128 },
    });
    expect((await actions('users/user/password/change/')).POST).toMatchObject({
      old_password: text('Old password'),
    });
    expect((await actions(`users/user/${userId}/password/`)).PUT).toMatchObject({
      current_password: text('Current password'),
      new_password: text('New password'),
      confirm_password: text('Confirm password'),
    });
  });

  it('OPTIONS describes users as the contract does', async () => {
    const root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    const list = (await root('OPTIONS', 'users/user/')).body;
    const detail = (await root('OPTIONS', `users/user/${userId}/`)).body;
    const group = (await root('OPTIONS', 'users/group/')).body;
    const organization = (await root('OPTIONS', 'users/organization/')).body;
    const addresses = (await root('OPTIONS', `users/user/${userId}/email/`)).body;
    expect([list, detail, group, organization, addresses].map(({ name }) => name)).toEqual([
      'Users List Create',
      'User Detail',
      'Group List Create',
      'Organization List Create',
      'Email List Create',
    ]);
    const kinds = (fields: Record<string, { type: string; label: string }>) =>
      Object.fromEntries(Object.entries(fields).map(([name, { type, label }]) => [name, [type, label]]));
    expect(kinds(list.actions.POST)).toMatchObject({
      id: ['string', 'Id'],
      email: ['email', 'Email address'],
      is_active: ['boolean', 'Active'],
      groups: ['field', 'Groups'],
      organization_users: ['nested object', 'Organization users'],
    });
    expect(kinds(list.actions.POST.organization_users.children)).toMatchObject({
      organization: ['field', 'Organization'],
    });
    expect(kinds(detail.actions.PUT)).toMatchObject({
      url: ['url', 'URL'],
      user_permissions: ['field', 'User permissions'],
    });
    expect(kinds(group.actions.POST)).toMatchObject({
      id: ['integer', 'ID'],
      permissions: ['field', 'Permissions'],
    });
    expect(kinds(organization.actions.POST)).toMatchObject({
      slug: ['slug', 'Slug'],
      email: ['email', 'Email'],
    });
    expect(kinds(addresses.actions.POST)).toMatchObject({ email: ['email', 'Email address'] });
  });

  it('refuses a token with bytes that are no UTF-8', async () => {
    const call = async (key: string) =>
      status('GET', 'users/group/', {
        authorization: `Bearer ${Buffer.from(key, 'latin1').toString('latin1')}`,
      });
    const invalid = 'Invalid token header. Token string should not contain invalid characters.';
    expect(await call('ÿ')).toEqual([401, invalid]);
    expect(await call('é')).toEqual([401, invalid]);
    expect(await call('\u00c3\u00a9')).toEqual([401, 'Invalid token.']);
  });
});
