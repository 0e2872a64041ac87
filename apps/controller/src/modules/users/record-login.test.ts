import { testDialects } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../platform/audit.ts';
import { createFailedLoginRecorder } from './record-login.ts';
import { rigPassword, startUsersRig, type UsersRig } from './test-rig.ts';

describe.each(testDialects)('the audit log hears on %s', (dialect) => {
  let rig: UsersRig;
  let annaId: string;
  let entries: AuditEntry[];
  beforeEach(async () => {
    rig = await startUsersRig(dialect, { NETLOOM_AUTH_THROTTLE_RATE: 'none' });
    entries = [];
    rig.context.audit.use(async (entry) => void entries.push(entry));
    annaId = await rig.user({ username: 'anna', email: 'anna@example.org' });
  });
  afterEach(() => rig.close());

  const heard = () =>
    entries.map(({ action, actor, objectId }) => [action, actor.username, actor.via, objectId]);

  test('of logins and logouts', async () => {
    const payload = { username: 'anna@example.org', password: rigPassword };
    const { cookies } = await rig.request('POST', 'session/', { payload });
    const headers = {
      cookie: `sessionid=${cookies.get('sessionid')?.value}; csrftoken=${cookies.get('csrftoken')?.value}`,
      'x-csrftoken': cookies.get('csrftoken')?.value,
    };
    expect((await rig.request('DELETE', 'session/', { headers })).status).toBe(204);
    expect((await rig.request('DELETE', 'session/')).status).toBe(204);
    expect(heard()).toEqual([
      ['logged-in', 'anna', 'login', annaId],
      ['logged-out', 'anna', 'session', annaId],
    ]);
    expect(entries[0]).toMatchObject({ kind: 'user', label: 'anna', ip: '127.0.0.1', organizationId: null });
    expect(entries[0]?.requestId).toBeTruthy();
  });

  test('of tokens, made and obtained again', async () => {
    const payload = { username: 'anna', password: rigPassword };
    for (let times = 0; times < 2; times++) await rig.request('POST', 'users/token/', { payload });
    expect(heard()).toEqual([
      ['token-created', 'anna', 'login', annaId],
      ['token-obtained', 'anna', 'login', annaId],
    ]);
  });

  test('of failures with the name that was tried, and never the password', async () => {
    for (const path of ['session/', 'users/token/'])
      expect(
        (await rig.request('POST', path, { payload: { username: 'anna', password: 'wrong' } })).status,
      ).toBe(400);
    expect(heard()).toEqual([
      ['login-failed', 'anna', 'login', ''],
      ['login-failed', 'anna', 'login', ''],
    ]);
    expect(entries.map(({ actor }) => actor.userId)).toEqual([null, null]);
    expect(JSON.stringify(entries)).not.toContain('wrong');
  });

  test('of a limited number of failures in an hour', async () => {
    const record = createFailedLoginRecorder(rig.context);
    const fail = (ip: string) => record({ ip, id: 'req-1', log: rig.context.log }, 'anna');
    for (let times = 0; times < 70; times++) await fail('192.0.2.1');
    expect(entries).toHaveLength(60);
    for (let times = 0; times < 700; times++) await fail(`198.51.100.${times % 250}`);
    expect(entries).toHaveLength(600);
    rig.pass(3_600_000);
    await fail('192.0.2.1');
    expect(entries).toHaveLength(601);
  });
});
