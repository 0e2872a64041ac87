import { testDialects } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../platform/audit.ts';
import { rigPassword, startUsersRig, type UsersRig } from '../test-rig.ts';

describe.each(testDialects)('the audit log tells of people on %s', (dialect) => {
  let rig: UsersRig;
  let root: ReturnType<UsersRig['as']>;
  let manager: ReturnType<UsersRig['as']>;
  let north: string;
  let south: string;
  let entries: AuditEntry[];
  beforeEach(async () => {
    rig = await startUsersRig(dialect, { NETLOOM_AUTH_THROTTLE_RATE: 'none' });
    root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    north = await rig.organization('north');
    south = await rig.organization('south');
    await rig.member(await rig.user({ username: 'owner' }), north, true);
    manager = rig.as(await rig.administrator('manager', north));
    entries = [];
    rig.context.audit.use(async (entry) => void entries.push(entry));
  });
  afterEach(() => rig.close());

  const heard = () =>
    entries.map(({ action, kind, label, organizationId }) => [action, kind, label, organizationId]);
  const newUser = async (as = manager): Promise<string> => {
    const { body } = await as('POST', 'users/user/', {
      username: 'anna',
      email: 'anna@example.org',
      password: rigPassword,
      organization_users: { organization: north, is_admin: false },
    });
    return body.id;
  };

  test('to the managers of the only organization that somebody belongs to', async () => {
    const id = await newUser();
    await root('PATCH', `users/user/${id}/`, { first_name: 'Anna' });
    await rig.request('POST', 'session/', { payload: { username: 'anna', password: rigPassword } });
    await root('POST', `users/user/${id}/deactivate/`);
    await manager('DELETE', `users/user/${id}/`);
    expect(heard()).toEqual([
      ['created', 'membership', 'anna, north', north],
      ['created', 'user', 'anna', north],
      ['updated', 'user', 'anna', north],
      ['logged-in', 'user', 'anna', north],
      ['deactivated', 'user', 'anna', north],
      ['deleted', 'membership', 'anna, north', north],
      ['deleted', 'user', 'anna', north],
    ]);
    expect(entries[0]).toMatchObject({
      actor: { username: 'manager', via: 'token' },
      before: null,
      after: { user: id, username: 'anna', organization: north, organization_name: 'north', is_admin: false },
    });
  });

  test('of members of several to those who manage the one where it was done, without the others', async () => {
    const id = await newUser();
    await root('PATCH', `users/user/${id}/`, {
      organization_users: { organization: south, is_admin: false },
    });
    await root('PATCH', `users/user/${id}/`, { organization_users: { organization: south, is_admin: true } });
    await manager('PATCH', `users/user/${id}/`, { first_name: 'Anna' });
    expect(heard().slice(2)).toEqual([
      ['created', 'membership', 'anna, south', south],
      ['updated', 'user', 'anna', null],
      ['updated', 'membership', 'anna, south', south],
      ['updated', 'user', 'anna', null],
    ]);
    expect(entries.at(-2)).toMatchObject({ before: { is_admin: false }, after: { is_admin: true } });
    await root('PATCH', `users/user/${id}/`, {
      organization_users: { organization: south, is_admin: false },
    });
    entries.length = 0;
    expect((await manager('DELETE', `users/user/${id}/`)).status).toBe(204);
    expect(heard().toSorted((a, b) => (String(a[2]) > String(b[2]) ? 1 : -1))).toEqual([
      ['deleted', 'user', 'anna', north],
      ['deleted', 'membership', 'anna, north', north],
      ['deleted', 'membership', 'anna, south', south],
    ]);
    expect(entries.at(-1)?.before?.['organization_users']).toEqual([
      { is_admin: false, organization: north },
    ]);
  });

  test('of superusers to nobody else', async () => {
    const id = await newUser();
    await root('PATCH', `users/user/${id}/`, { is_superuser: true });
    entries.length = 0;
    await rig.request('POST', 'session/', { payload: { username: 'anna', password: rigPassword } });
    expect(heard()).toEqual([['logged-in', 'user', 'anna', null]]);
  });

  test('and whose an e-mail address is', async () => {
    const id = await newUser();
    const { body } = await root('POST', `users/user/${id}/email/`, { email: 'second@example.org' });
    const path = `users/user/${id}/email/${body.id}/`;
    entries.length = 0;
    await manager('PATCH', path, { email: 'third@example.org' });
    await manager('DELETE', path);
    expect(entries).toMatchObject([
      {
        action: 'updated',
        kind: 'e-mail address',
        objectId: `${id}/${body.id}`,
        label: 'third@example.org, anna',
        organizationId: north,
        before: { email: 'second@example.org' },
        after: { email: 'third@example.org' },
      },
      { action: 'deleted', objectId: `${id}/${body.id}`, label: 'third@example.org, anna' },
    ]);
  });

  test('and by which API token a password was changed', async () => {
    const { body: made } = await root('POST', 'users/api-token/', { name: 'rotation' });
    entries.length = 0;
    const changed = await rig.request('POST', 'users/user/password/change/', {
      headers: { authorization: `Bearer ${made.token}` },
      payload: {
        old_password: rigPassword,
        new_password1: 'Tr1cky-Heron-88',
        new_password2: 'Tr1cky-Heron-88',
      },
    });
    expect(changed.status).toBe(200);
    expect(entries).toMatchObject([
      { action: 'password-changed', actor: { username: 'root', via: 'token', tokenName: 'rotation' } },
    ]);
  });
});
