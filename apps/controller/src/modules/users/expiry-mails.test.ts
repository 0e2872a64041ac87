import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMailServer, type TestMailServer } from '../../testing/index.ts';
import { deactivateExpired, mailExpiryReminders, mailPasswordExpiry } from './expiry-mails.ts';
import { localDate } from './local-date.ts';
import { addDays } from './password-expiry.ts';
import { startUsersRig, type UsersRig } from './test-rig.ts';

describe.each(testDialects)('mails about what expires on %s', (dialect) => {
  let rig: UsersRig;
  let server: TestMailServer;
  let today: string;
  beforeAll(async () => {
    server = await startMailServer();
    rig = await startUsersRig(dialect, {
      NETLOOM_MAIL_URL: server.url,
      NETLOOM_USER_PASSWORD_EXPIRATION: '30',
      NETLOOM_STAFF_USER_PASSWORD_EXPIRATION: '10',
      NETLOOM_EXPIRATION_WARNING_DAYS: '3',
    });
    today = localDate(rig.context.clock());
  });
  afterAll(async () => {
    await rig.close();
    await server.close();
  });

  const user = async (
    username: string,
    fields: Partial<Parameters<UsersRig['user']>[0]> & { password_updated?: string } = {},
  ) => {
    const { password_updated, ...given } = fields;
    const id = await rig.user({ username, email: `${username}@example.org`, ...given });
    if (password_updated !== undefined)
      await rig.database.db
        .updateTable('openwisp_users_user')
        .set({ password_updated })
        .where('id', '=', id)
        .execute();
    return id;
  };
  /** Mails are sent in their order: the one to the last recipient comes after all others. */
  const recipients = async (last: string): Promise<string[]> => {
    await server.take(`${last}@example.org`);
    return server.mails.splice(0).map(({ to }) => to.replace('@example.org', ''));
  };
  const isActive = async (id: string) =>
    (
      await rig.database.db
        .selectFrom('openwisp_users_user')
        .select('is_active')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).is_active;

  test('a password that is good for seven more days', async () => {
    const inSeven = (days: number) => addDays(today, 7 - days);
    await user('ann', { password_updated: inSeven(30) });
    await user('old', { password_updated: inSeven(31) });
    await user('young', { password_updated: inSeven(29) });
    await user('boss', { is_staff: true, password_updated: inSeven(10) });
    await user('chief', { is_staff: true, password_updated: inSeven(30) });
    await user('idle', { is_active: false, password_updated: inSeven(30) });
    await user('unsure', { emailVerified: false, password_updated: inSeven(30) });
    await user('social', { passwordHash: undefined, password_updated: inSeven(30) });
    await mailPasswordExpiry(rig.context);
    await mailPasswordExpiry(rig.context);
    await rig.context.mail.send({ to: 'last@example.org', language: 'en', subject: 'last', paragraphs: [] });
    const mail = await server.take('ann@example.org');
    expect(mail.subject).toBe('Action Required: Password Expiry Notice');
    expect(mail.text).toContain(addDays(today, 7));
    expect(mail.link('/accounts/password/change/')).toBe('https://net.example.org/accounts/password/change/');
    const told = new Set(await recipients('last'));
    expect(told).toEqual(new Set(['ann', 'boss', 'idle', 'last']));
  });

  test('an account whose last day is over is deactivated, with its sessions, once', async () => {
    const over = await user('over', { expiration_date: addDays(today, -1) });
    const lastDay = await user('lastday', { expiration_date: today });
    const silent = await user('silent', { expiration_date: addDays(today, -5), emailVerified: false });
    const login = await rig.request('POST', 'session/', {
      payload: { username: 'over', password: 'correct horse battery' },
    });
    const cookies = Object.fromEntries([...login.cookies].map(([name, { value }]) => [name, value]));
    await deactivateExpired(rig.context);
    expect([await isActive(over), await isActive(lastDay), await isActive(silent)]).toEqual([
      false,
      true,
      false,
    ]);
    expect((await rig.request('GET', 'session/', { cookies })).status).toBe(401);
    await deactivateExpired(rig.context);
    const mail = await server.take('over@example.org');
    expect(mail.subject).toBe('Your account has been deactivated');
    await rig.context.mail.send({ to: 'end@example.org', language: 'en', subject: 'end', paragraphs: [] });
    expect(await recipients('end')).toEqual(['over', 'end']);
  });

  test('a reminder goes to the primary address some days before', async () => {
    const id = await user('soon', { expiration_date: addDays(today, 3) });
    await rig.database.db
      .updateTable('account_emailaddress')
      .set({ primary: false })
      .where('user_id', '=', id)
      .execute();
    await rig.database.db
      .insertInto('account_emailaddress')
      .values({ user_id: id, email: 'first@example.org', verified: true, primary: true })
      .execute();
    await user('later', { expiration_date: addDays(today, 4) });
    await user('off', { expiration_date: addDays(today, 3), is_active: false });
    await mailExpiryReminders(rig.context);
    const mail = await server.take('first@example.org');
    expect(mail.subject).toBe('Action Required: Account Expiration Notice');
    expect(mail.text).toContain('expires in 3 days');
    await rig.context.mail.send({ to: 'stop@example.org', language: 'en', subject: 'stop', paragraphs: [] });
    expect(await recipients('stop')).toEqual(['first', 'stop']);
  });
});
