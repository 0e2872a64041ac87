import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rigPassword, startUsersRig, type Answer, type UsersRig } from './test-rig.ts';

const planted = { sessionid: 'a'.repeat(32), csrftoken: 'b'.repeat(32) };

/** An attacker who gets a victim's browser to use a session id of the attacker's choice must not be logged in by that. */
describe('a session that somebody has planted', () => {
  let rig: UsersRig;
  beforeAll(async () => {
    rig = await startUsersRig('sqlite', { NETLOOM_AUTH_THROTTLE_RATE: 'none' });
    await rig.user({ username: 'victim', email: 'victim@example.org' });
    await rig.user({ username: 'attacker' });
  });
  afterAll(() => rig.close());

  const cookiesOf = ({ cookies }: Answer): Record<string, string> =>
    Object.fromEntries([...cookies].map(([name, { value }]) => [name, value]));
  const logIn = (username: string, cookies: Record<string, string> = {}) =>
    rig.request('POST', 'session/', { payload: { username, password: rigPassword }, cookies });
  const userOf = async (cookies: Record<string, string>): Promise<string | undefined> =>
    (await rig.request('GET', 'session/', { cookies })).body.user?.username;

  test('is worth nothing: an id is never taken over from a client', async () => {
    const answer = await logIn('victim', planted);
    const own = cookiesOf(answer);
    expect(own['sessionid']).not.toBe(planted.sessionid);
    expect(own['csrftoken']).not.toBe(planted.csrftoken);
    expect(await userOf(own)).toBe('victim');
    expect(await userOf(planted)).toBeUndefined();
  });

  test('ends when its victim logs in with it, and does not become theirs', async () => {
    const attackers = cookiesOf(await logIn('attacker'));
    const victims = cookiesOf(await logIn('victim', attackers));
    expect(victims['sessionid']).not.toBe(attackers['sessionid']);
    expect(await userOf(victims)).toBe('victim');
    expect(await userOf(attackers)).toBeUndefined();
  });

  test('does not become theirs by a second factor either, and neither does a challenge', async () => {
    const cookies = cookiesOf(await logIn('victim'));
    const options = { cookies, headers: { 'x-csrftoken': cookies['csrftoken'] ?? '' } };
    const begun = await rig.request('POST', 'session/second-factor/totp/', {
      payload: { password: rigPassword },
      ...options,
    });
    const app = new TOTP({ secret: Secret.fromBase32(begun.body.secret) });
    const code = () => app.generate({ timestamp: rig.context.clock().getTime() });
    await rig.request('POST', 'session/second-factor/totp/confirm/', {
      payload: { totp: code() },
      ...options,
    });
    rig.pass(60_000);

    const attackers = cookiesOf(await logIn('attacker'));
    const first = await logIn('victim', attackers);
    // The password alone is no login: no cookie, and the one that came with it is still nobody else's.
    expect(first.cookies.size).toBe(0);
    expect(await userOf(attackers)).toBe('attacker');
    const second = await rig.request('POST', 'session/', {
      payload: { challenge: first.body.challenge, totp: code() },
      cookies: attackers,
    });
    expect(cookiesOf(second)['sessionid']).not.toBe(attackers['sessionid']);
    expect(await userOf(cookiesOf(second))).toBe('victim');
    expect(await userOf(attackers)).toBeUndefined();
  });

  test('ends with a new password, whoever else holds it', async () => {
    await rig.user({ username: 'owner' });
    const stolen = cookiesOf(await logIn('owner'));
    const own = cookiesOf(await logIn('owner'));
    const change = await rig.request('POST', 'users/user/password/change/', {
      cookies: own,
      headers: { 'x-csrftoken': own['csrftoken'] ?? '' },
      payload: {
        old_password: rigPassword,
        new_password1: 'Tr1cky-Heron-88',
        new_password2: 'Tr1cky-Heron-88',
      },
    });
    expect(change.status).toBe(200);
    expect(await userOf(own)).toBe('owner');
    expect(await userOf(stolen)).toBeUndefined();
  });
});
