import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMailServer, type TestMailServer } from '../../../testing/index.ts';
import { deactivateExpired, mailExpiryReminders, mailPasswordExpiry } from '../expiry-mails.ts';
import { localDate } from '../local-date.ts';
import { addDays } from '../password-expiry.ts';
import { startUsersRig, type UsersRig } from '../test-rig.ts';

describe.each(testDialects)('the language of mails on %s', (dialect) => {
  let rig: UsersRig;
  let server: TestMailServer;
  let today: string;
  beforeAll(async () => {
    server = await startMailServer();
    rig = await startUsersRig(dialect, {
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_MAIL_URL: server.url,
      NETLOOM_SITE_NAME: 'Hill & Dale',
      NETLOOM_USER_PASSWORD_EXPIRATION: '30',
      NETLOOM_EXPIRATION_WARNING_DAYS: '1',
    });
    today = localDate(rig.context.clock());
  });
  afterAll(async () => {
    await rig.close();
    await server.close();
  });

  const set = (id: string, fields: { language: string; password_updated?: string }) =>
    rig.database.db.updateTable('openwisp_users_user').set(fields).where('id', '=', id).execute();
  const user = async (
    username: string,
    { language, password_updated, ...fields }: { language: string; [field: string]: unknown },
  ) => {
    const id = await rig.user({ username, email: `${username}@example.org`, ...fields });
    await set(id, { language, ...(password_updated ? { password_updated: String(password_updated) } : {}) });
    return id;
  };
  const askForReset = async (username: string, on = rig) => {
    await on.request('POST', 'users/password/reset/', { payload: { input: username } });
    return server.take(`${username}@example.org`);
  };
  /** By somebody with this language. */
  const invite = async (username: string, languages: { inviter: string; invited: string }) => {
    const root = rig.as(
      await user(`host-of-${username}`, { language: languages.inviter, is_superuser: true }),
    );
    const { body } = await root('POST', 'users/user/', {
      username,
      email: `${username}@example.org`,
      password: null,
    });
    await set(body.id, { language: languages.invited });
    expect((await root('POST', `users/user/${body.id}/invitation/`)).body).toMatchObject({ sent: true });
    return server.take(`${username}@example.org`);
  };

  test('a reset of a password', async () => {
    await user('resi', { language: 'de' });
    const { subject, text, html, link } = await askForReset('resi');
    expect(subject).toBe('Passwort zurücksetzen bei Hill & Dale');
    expect(text).toContain('Jemand möchte das Passwort Ihres Kontos „resi“ bei Hill & Dale zurücksetzen.');
    expect(text).toContain('Der Link gilt einmal, drei Tage lang.');
    expect(text).toContain(`Neues Passwort setzen:\n${link('/accounts/password/reset/key/')}`);
    expect(html).toContain('<html lang="de">');
  });

  test('an invitation', async () => {
    const { subject, text, link } = await invite('vera', { inviter: '', invited: 'de' });
    expect(subject).toBe('Einladung zu Hill & Dale');
    expect(text).toContain('Willkommen bei Hill & Dale');
    expect(text).toContain('host-of-vera hat für Sie das Konto „vera“ bei Hill & Dale angelegt.');
    expect(text).toContain(`Passwort wählen:\n${link('/accounts/invitation/')}`);
  });

  test('an invitation speaks like who invites, unless the invited person has chosen', async () => {
    const subjectOf = async (username: string, inviter: string, invited: string) =>
      (await invite(username, { inviter, invited })).subject;
    expect(await subjectOf('guest-1', 'de', '')).toBe('Einladung zu Hill & Dale');
    expect(await subjectOf('guest-2', 'de', 'en')).toBe('You are invited to Hill & Dale');
    expect(await subjectOf('guest-3', 'en', 'de')).toBe('Einladung zu Hill & Dale');
    expect(await subjectOf('guest-4', '', '')).toBe('You are invited to Hill & Dale');
    expect(await subjectOf('guest-5', 'xx', 'yy')).toBe('You are invited to Hill & Dale');
  });

  test('a confirmation of an address', async () => {
    const id = await user('conny', { language: 'de' });
    const root = rig.as(await user('root', { language: '', is_superuser: true }));
    await root('POST', `users/user/${id}/email/`, { email: 'second@example.org' });
    const { subject, text, link } = await server.take('second@example.org');
    expect(subject).toBe('[Hill & Dale] Bitte bestätigen Sie Ihre E-Mail-Adresse');
    expect(text).toContain('Das Konto „conny“ bei Hill & Dale nennt diese E-Mail-Adresse als seine eigene.');
    expect(text).toContain(`Adresse bestätigen:\n${link('/accounts/confirm-email/')}`);
  });

  test('a password that is about to expire', async () => {
    const password_updated = addDays(today, 7 - 30);
    await user('ann', { language: 'de', password_updated });
    await user('bob', { language: '', password_updated });
    await mailPasswordExpiry(rig.context);
    const { subject, text, link } = await server.take('ann@example.org');
    expect(subject).toBe('Handlungsbedarf: Ihr Passwort läuft bald ab');
    expect(text).toContain(
      'Das Passwort Ihres Kontos „ann“ bei Hill & Dale läuft in 7 Tagen ab, am 8. März 2026.',
    );
    expect(text).toContain(`Passwort ändern:\n${link('/accounts/password/change/')}`);
    const english = await server.take('bob@example.org');
    expect(english.subject).toBe('Action Required: Password Expiry Notice');
    expect(english.text).toContain('expires in 7 days, on 2026-03-08.');
    expect(english.html).toContain('<html lang="en">');
  });

  test('an account that is about to expire', async () => {
    const expiration_date = addDays(today, 1);
    await user('cleo', { language: 'de', expiration_date });
    await user('dirk', { language: 'en', expiration_date });
    await mailExpiryReminders(rig.context);
    const { subject, text } = await server.take('cleo@example.org');
    expect(subject).toBe('Handlungsbedarf: Ihr Konto läuft bald ab');
    expect(text).toContain('Ihr Konto „cleo“ bei Hill & Dale läuft in einem Tag ab, am 2. März 2026.');
    const english = await server.take('dirk@example.org');
    expect(english.subject).toBe('Action Required: Account Expiration Notice');
    expect(english.text).toContain('expires in 1 day, on 2026-03-02.');
  });

  test('an account that has expired', async () => {
    const expiration_date = addDays(today, -1);
    await user('emma', { language: 'de', expiration_date });
    await user('fred', { language: '', expiration_date });
    await deactivateExpired(rig.context);
    const { subject, text } = await server.take('emma@example.org');
    expect(subject).toBe('Ihr Konto wurde gesperrt');
    expect(text).toContain('Ihr Konto „emma“ bei Hill & Dale ist abgelaufen und wurde gesperrt.');
    expect((await server.take('fred@example.org')).subject).toBe('Your account has been deactivated');
  });

  test('who has chosen none, or one that there is not, gets that of the installation', async () => {
    await user('nora', { language: '' });
    await user('odd', { language: 'xx' });
    expect((await askForReset('nora')).subject).toBe('Password reset on Hill & Dale');
    expect((await askForReset('odd')).subject).toBe('Password reset on Hill & Dale');
    const german = await startUsersRig(dialect, {
      NETLOOM_MAIL_URL: server.url,
      NETLOOM_LANGUAGE: 'de',
    });
    try {
      await german.user({ username: 'gerd', email: 'gerd@example.org' });
      const english = await german.user({ username: 'ellen', email: 'ellen@example.org' });
      await german.as(english)('PUT', 'session/language/', { language: 'en' });
      expect((await askForReset('gerd', german)).subject).toBe('Passwort zurücksetzen bei Netloom');
      expect((await askForReset('ellen', german)).subject).toBe('Password reset on Netloom');
    } finally {
      await german.close();
    }
  });
});
