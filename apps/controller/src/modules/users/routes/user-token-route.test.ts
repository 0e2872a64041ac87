import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../platform/audit.ts';
import { startMailServer, type TestMailServer } from '../../../testing/index.ts';
import { deactivateExpired } from '../expiry-mails.ts';
import { resetPassword } from '../superusers.ts';
import { rigPassword, startUsersRig, type UsersRig } from '../test-rig.ts';

const good = 'Tr1cky-Heron-88';

describe.each(testDialects)('the token of the password on %s', (dialect) => {
  let rig: UsersRig;
  let mails: TestMailServer;
  let root: ReturnType<UsersRig['as']>;
  let north: string;
  const entries: AuditEntry[] = [];
  beforeAll(async () => {
    mails = await startMailServer();
    rig = await startUsersRig(dialect, { NETLOOM_AUTH_THROTTLE_RATE: 'none', NETLOOM_MAIL_URL: mails.url });
    rig.context.audit.use(async (entry) => void entries.push(entry));
    root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
    north = await rig.organization('north');
    await rig.member(await rig.user({ username: 'owner' }), north, true);
  });
  afterAll(async () => {
    await rig.close();
    await mails.close();
  });

  let count = 0;
  const person = async () => {
    const username = `person${++count}`;
    const email = `${username}@example.org`;
    const id = await rig.user({ username, email });
    await rig.member(id, north, false);
    const obtain = async (password = rigPassword): Promise<string> =>
      (await rig.request('POST', 'users/token/', { payload: { username, password } })).body.token;
    const token = await obtain();
    const using = async (key: string): Promise<number> =>
      (await rig.request('GET', 'session/', { headers: { authorization: `Bearer ${key}` } })).status;
    expect(await using(token)).toBe(200);
    return { id, username, email, token, obtain, using, path: `users/user/${id}/token/` };
  };
  const session = async (username: string, password = rigPassword) => {
    const answer = await rig.request('POST', 'session/', { payload: { username, password } });
    const cookies = Object.fromEntries([...answer.cookies].map(([name, { value }]) => [name, value]));
    return { cookies, headers: { 'x-csrftoken': cookies['csrftoken'] ?? '' } };
  };

  test('is seen and revoked by its user in a session, and made anew', async () => {
    const { id, username, token, obtain, using, path } = await person();
    const own = await session(username);
    const created = rig.context.clock().toISOString().replace('Z', '000Z');
    expect((await rig.request('GET', path, own)).body).toEqual({ created });
    expect((await rig.request('DELETE', path, { cookies: own.cookies })).status).toBe(403);
    expect((await rig.request('DELETE', path)).status).toBe(401);
    entries.length = 0;
    expect((await rig.request('DELETE', path, own)).status).toBe(204);
    expect(entries).toMatchObject([
      { action: 'token-revoked', kind: 'user', objectId: id, actor: { username, via: 'session' } },
    ]);
    expect(await using(token)).toBe(401);
    expect((await rig.request('GET', path, own)).body).toEqual({ created: null });
    expect((await rig.request('DELETE', path, own)).status).toBe(404);
    const next = await obtain();
    expect(next).not.toBe(token);
    expect([await using(next), await using(token)]).toEqual([200, 401]);
  });

  test('is revoked by whoever may set the password, and by no token of its own', async () => {
    const { id, token, using, path } = await person();
    const manager = rig.as(await rig.administrator('manager', north));
    const operatorId = await rig.user({ username: 'operator', groups: [1] });
    await rig.member(operatorId, north, true);
    const stranger = rig.as(await rig.administrator('stranger', await rig.organization('south')));
    for (const method of ['GET', 'DELETE']) {
      expect((await rig.as(operatorId)(method, path)).status).toBe(403);
      expect((await stranger(method, path)).status).toBe(404);
    }
    expect((await rig.as(id)('GET', path)).status).toBe(200);
    expect((await rig.as(id)('DELETE', path)).status).toBe(403);
    const made = await root('POST', 'users/api-token/', { name: 'program' });
    const headers = { authorization: `Bearer ${made.body.token}` };
    expect((await rig.request('DELETE', path, { headers })).status).toBe(403);
    expect((await rig.request('GET', path, { headers })).status).toBe(200);
    expect(await using(token)).toBe(200);
    expect((await manager('DELETE', path)).status).toBe(204);
    expect(await using(token)).toBe(401);
    const powerful = await person();
    await root('PATCH', `users/user/${powerful.id}/`, { is_superuser: true });
    expect((await manager('DELETE', powerful.path)).status).toBe(404);
    expect((await manager('GET', 'users/user/not-a-uuid/token/')).status).toBe(404);
  });

  test('stays when its user changes the password', async () => {
    const { username, token, using } = await person();
    const change = await rig.request('POST', 'users/user/password/change/', {
      ...(await session(username)),
      payload: { old_password: rigPassword, new_password1: good, new_password2: good },
    });
    expect([change.status, await using(token)]).toEqual([200, 200]);
  });

  test('ends with a password that came by mail', async () => {
    const { email, token, obtain, using } = await person();
    await rig.request('POST', 'users/password/reset/', { payload: { input: email } });
    const [, uid, key] = /\/key\/([^-]+)-(.+)\/$/.exec((await mails.take(email)).link('/reset/key/')) ?? [];
    const payload = { uid, token: key, new_password1: good, new_password2: good };
    expect((await rig.request('POST', 'users/password/reset/confirm/', { payload })).status).toBe(200);
    expect(await using(token)).toBe(401);
    expect(await using(await obtain(good))).toBe(200);
  });

  test('ends with a password that somebody else sets', async () => {
    const { id, token, using } = await person();
    const body = { current_password: null, new_password: good, confirm_password: good };
    expect((await root('PUT', `users/user/${id}/password/`, body)).status).toBe(200);
    expect(await using(token)).toBe(401);
    const other = await person();
    await resetPassword(rig.database.db, { username: other.username, password: good });
    rig.pass(6000);
    expect(await other.using(other.token)).toBe(401);
  });

  test('ends with the account, and does not come back with it', async () => {
    const { id, token, using } = await person();
    expect((await root('POST', `users/user/${id}/deactivate/`)).status).toBe(200);
    expect((await root('POST', `users/user/${id}/activate/`)).status).toBe(200);
    expect(await using(token)).toBe(401);
    const expired = await person();
    await rig.database.db
      .updateTable('openwisp_users_user')
      .set({ expiration_date: '2026-02-01' })
      .where('id', '=', expired.id)
      .execute();
    await deactivateExpired(rig.context);
    expect((await root('POST', `users/user/${expired.id}/activate/`)).status).toBe(200);
    expect(await expired.using(expired.token)).toBe(401);
  });
});
