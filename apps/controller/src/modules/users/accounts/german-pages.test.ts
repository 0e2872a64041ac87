import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMailServer, type TestMailServer } from '../../../testing/index.ts';
import { rigPassword, rigSite, startUsersRig, type Answer, type UsersRig } from '../test-rig.ts';
import { wordsOfPage } from './words-of-page.fixture.ts';

const good = 'Tr1cky-Heron-88';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe.each(testDialects)('the language of the pages under /accounts/ on %s', (dialect) => {
  let rig: UsersRig;
  let server: TestMailServer;
  let root: ReturnType<UsersRig['as']>;
  beforeAll(async () => {
    server = await startMailServer();
    rig = await startUsersRig(dialect, {
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_MAIL_URL: server.url,
      NETLOOM_SITE_NAME: 'Hill & Dale',
    });
    root = rig.as(await rig.user({ username: 'root', is_superuser: true }));
  });
  afterAll(async () => {
    await rig.close();
    await server.close();
  });

  interface Asking {
    language?: string;
    cookies?: Record<string, string>;
    on?: UsersRig;
  }
  const get = (path: string, { language, cookies = {}, on = rig }: Asking = {}) =>
    on.request('GET', path, {
      cookies,
      headers: language === undefined ? {} : { 'accept-language': language },
    });
  const post = (path: string, fields: Record<string, string>, { language, cookies = {} }: Asking = {}) =>
    rig.request('POST', path, {
      cookies,
      payload: new URLSearchParams(fields).toString(),
      headers: { ...form, ...(language === undefined ? {} : { 'accept-language': language }) },
    });
  const languageOf = ({ body, headers }: Answer): unknown => {
    expect(headers['content-language']).toBe(/<html lang="(\w+)">/.exec(body)?.[1]);
    expect(headers['vary']).toBe('accept-language');
    return headers['content-language'];
  };
  /** The same page in both languages has no words in common but these. */
  const expectTranslated = (english: Answer, german: Answer, kept: readonly string[] = []): void => {
    expect([languageOf(english), languageOf(german)]).toEqual(['en', 'de']);
    expect(german.status).toBe(english.status);
    const words = wordsOfPage(german.body);
    expect(words).toHaveLength(wordsOfPage(english.body).length);
    expect(words.length).toBeGreaterThan(3);
    const common = wordsOfPage(english.body).filter((word) => words.includes(word));
    expect(new Set(common)).toEqual(new Set(['Hill &amp; Dale', ...kept]));
  };
  const translated = async (path: string, { kept = [], ...asking }: Asking & { kept?: string[] } = {}) => {
    const german = await get(path, { ...asking, language: 'de-AT, en;q=0.5' });
    expectTranslated(await get(path, { ...asking, language: 'en' }), german, kept);
    return german.body as string;
  };

  const set = (id: string, fields: { language?: string; password?: string }) =>
    rig.database.db.updateTable('openwisp_users_user').set(fields).where('id', '=', id).execute();
  const pathOf = (link: string): string => link.replace(rigSite, '');
  const confirmationPath = async (username: string) => {
    const email = `${username}@example.org`;
    const { body } = await root('POST', 'users/user/', { username, email, password: 'x' });
    return {
      id: body.id as string,
      path: pathOf((await server.take(email)).link('/accounts/confirm-email/')),
    };
  };
  const invitationPath = async (username: string) => {
    const email = `${username}@example.org`;
    const { body } = await root('POST', 'users/user/', { username, email, password: null });
    await root('POST', `users/user/${body.id}/invitation/`);
    return { id: body.id as string, path: pathOf((await server.take(email)).link('/accounts/invitation/')) };
  };
  const resetPath = async (username: string) => {
    const email = `${username}@example.org`;
    const id = await rig.user({ username, email });
    await post('/accounts/password/reset/', { input: username });
    return { id, path: pathOf((await server.take(email)).link('/accounts/password/reset/key/')) };
  };
  const session = async (username: string) => {
    const id = await rig.user({ username });
    const login = await rig.request('POST', 'session/', { payload: { username, password: rigPassword } });
    return { id, cookies: Object.fromEntries([...login.cookies].map(([name, { value }]) => [name, value])) };
  };
  const newPasswords = { new_password1: good, new_password2: good };

  test.each([
    ['inactive', 'Dieses Konto ist gesperrt'],
    ['confirm-email', 'E-Mail-Adresse bestätigen'],
    ['email-verification-success', 'Vielen Dank'],
    ['logout-success', 'Auf Wiedersehen'],
    ['password/reset', 'Passwort zurücksetzen'],
    ['password/reset/done', 'Eine E-Mail ist unterwegs'],
    ['password/reset/key/done', 'Das Passwort ist geändert'],
    ['invitation/done', 'Willkommen'],
    ['password/change/success', 'Das Passwort ist geändert'],
    ['confirm-email/x', 'Dieser Link gilt nicht'],
    ['password/reset/key/x', 'Dieser Link gilt nicht'],
    ['invitation/x', 'Dieser Link gilt nicht'],
  ])('%s is translated', async (path, title) => {
    expect(await translated(`/accounts/${path}/`)).toContain(`<h1>${title}</h1>`);
  });

  test('the pages of links and the change of a password are translated', async () => {
    const confirmation = await translated((await confirmationPath('carl')).path);
    expect(confirmation).toContain('Ist carl@example.org Ihre Adresse?');
    expect(await translated((await resetPath('rita')).path)).toContain('Neues Passwort wiederholen');
    const invitation = await translated((await invitationPath('vera')).path, { kept: ['vera'] });
    expect(invitation).toContain('Ihr Benutzername ist <strong>vera</strong>.');
    const { id, cookies } = await session('erik');
    expect(await translated('/accounts/password/change/', { cookies })).toContain('Bisheriges Passwort');
    await set(id, { password: '!' });
    expect(await translated('/accounts/password/change/', { cookies })).toContain('Kein Passwort nötig');
  });

  test('a request that cannot be read is refused in the language of the browser', async () => {
    const send = (language: string) =>
      rig.request('POST', '/accounts/password/reset/', {
        headers: { 'content-type': 'text/csv', 'accept-language': language },
        payload: 'a,b',
      });
    const german = await send('de');
    expect(german.status).toBe(415);
    expect(german.body).toContain('Bitte später erneut versuchen.');
    expectTranslated(await send('en'), german);
  });

  test('what the person has chosen goes before what the browser says, also on the page that comes next', async () => {
    const links = [await confirmationPath('ch-1'), await resetPath('ch-2'), await invitationPath('ch-3')];
    for (const { id, path } of links) {
      for (const [chosen, browser] of [
        ['en', 'de'],
        ['de', 'en'],
      ] as const) {
        await set(id, { language: chosen });
        expect(languageOf(await get(path, { language: browser }))).toBe(chosen);
        expect(languageOf(await get(path))).toBe(chosen);
      }
      const done = await post(path, newPasswords, { language: 'en' });
      expect(done.status).toBe(302);
      const next = String(done.headers['location']);
      expect(languageOf(await get(next, { language: 'en' }))).toBe('de');
    }
    const { id, cookies } = await session('ch-4');
    await set(id, { language: 'de' });
    const page = await get('/accounts/password/change/', { language: 'en', cookies });
    expect(languageOf(page)).toBe('de');
    const [, csrfmiddlewaretoken = ''] = /name="csrfmiddlewaretoken" value="(\w+)"/.exec(page.body) ?? [];
    const change = { csrfmiddlewaretoken, old_password: 'wrong', ...newPasswords };
    const wrong = await post('/accounts/password/change/', change, { language: 'en', cookies });
    expect([wrong.status, languageOf(wrong)]).toEqual([400, 'de']);
    const right = { ...change, old_password: rigPassword };
    const elsewhere = await post('/accounts/password/change/?next=/devices', right, {
      language: 'en',
      cookies,
    });
    expect(elsewhere.headers['location']).toBe('/devices');
    const again = { ...change, old_password: good, new_password1: `${good}+`, new_password2: `${good}+` };
    const done = await post('/accounts/password/change/', again, { language: 'en', cookies });
    expect(done.headers['location']).toBe('/accounts/password/change/success/?language=de');
  });

  test('a page that goes on in the language of the browser has its usual address', async () => {
    const { id, path } = await confirmationPath('usual');
    await set(id, { language: 'de' });
    const { headers } = await post(path, {}, { language: 'de' });
    expect(headers['location']).toBe('/accounts/email-verification-success/');
  });

  test('an address may name the language, which a form keeps', async () => {
    const page = '/accounts/password/reset/?language=de';
    expect(languageOf(await get(page, { language: 'en' }))).toBe('de');
    const sent = await post(page, { input: 'nobody' }, { language: 'en' });
    expect(sent.headers['location']).toBe('/accounts/password/reset/done/?language=de');
    for (const query of ['language=xx', 'language=', 'language=de&language=de', 'language=__proto__'])
      expect(languageOf(await get(`/accounts/inactive/?${query}`, { language: 'en' }))).toBe('en');
  });

  test('a language that there is not counts as none', async () => {
    const { id, path } = await resetPath('odd');
    await set(id, { language: 'xx' });
    expect(languageOf(await get(path, { language: 'de' }))).toBe('de');
    expect(languageOf(await get(path, { language: 'fr' }))).toBe('en');
    expect(languageOf(await get(path))).toBe('en');
  });

  test('a wrong link tells nothing of its user, not even the language', async () => {
    const { id, path } = await resetPath('quiet');
    await set(id, { language: 'de' });
    const wrong = path.replace(/[0-9a-f]\/$/, (last) => (last === '0/' ? '1/' : '0/'));
    const answer = await get(wrong, { language: 'en' });
    expect([answer.status, languageOf(answer)]).toEqual([404, 'en']);
  });

  test('where nothing is known the setting decides', async () => {
    const german = await startUsersRig(dialect, { NETLOOM_LANGUAGE: 'de' });
    try {
      const ask = async (language?: string) =>
        languageOf(
          await get('/accounts/inactive/', { on: german, ...(language === undefined ? {} : { language }) }),
        );
      expect(await ask()).toBe('de');
      expect(await ask('fr, *;q=0.1')).toBe('de');
      expect(await ask('en-GB')).toBe('en');
    } finally {
      await german.close();
    }
  });
});
