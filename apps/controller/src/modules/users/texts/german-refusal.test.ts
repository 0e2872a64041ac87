import { readdirSync, readFileSync } from 'node:fs';
import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wordsOfPage } from '../accounts/words-of-page.fixture.ts';
import { rigPassword, startUsersRig, type Answer, type UsersRig } from '../test-rig.ts';
import { germanRefusal } from './german-refusal.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const changePage = '/accounts/password/change/';
const resetPage = '/accounts/password/reset/';
const owner = {
  username: 'karlsson.hq',
  first_name: 'Bartholomew',
  last_name: 'Featherstone',
  email: 'ak@hills.example',
};

interface Asking {
  headers?: Record<string, string>;
  cookies?: Record<string, string>;
  payload?: string;
}

describe.each(testDialects)('what pages refuse in German on %s', (dialect) => {
  let rig: UsersRig;
  let cookies: Record<string, string>;
  beforeAll(async () => {
    rig = await startUsersRig(dialect, {
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_TRUSTED_PROXIES: '127.0.0.1',
    });
    await rig.user(owner);
    const payload = { username: owner.username, password: rigPassword };
    const login = await rig.request('POST', 'session/', { payload });
    cookies = Object.fromEntries([...login.cookies].map(([name, { value }]) => [name, value]));
  });
  afterAll(() => rig.close());

  const post = (language: string, path: string, asking: Asking, on = rig): Promise<Answer> =>
    on.request('POST', path, {
      ...asking,
      headers: { ...form, 'accept-language': language, ...asking.headers },
    });
  /** Both pages say what they should, and the German one nothing that the English one says. */
  const expectTranslated = (english: Answer, german: Answer, texts: Record<string, string>): void => {
    expect(german.status).toBe(english.status);
    expect(german.status).toBeGreaterThanOrEqual(400);
    const [before, after] = [english, german].map(({ body }) => wordsOfPage(body.replaceAll('&#39;', "'")));
    for (const [expected, translation] of Object.entries(texts)) {
      expect(before).toContain(expected);
      expect(after).toContain(translation);
    }
    expect(after?.filter((words) => before?.includes(words))).toEqual(['Netloom']);
  };
  const expectRefused = async (path: string, asking: Asking, texts: Record<string, string>) =>
    expectTranslated(await post('en', path, asking), await post('de', path, asking), texts);
  const change = (fields: Record<string, string>): Asking => ({
    cookies,
    payload: new URLSearchParams({
      csrfmiddlewaretoken: cookies['csrftoken'] ?? '',
      old_password: rigPassword,
      ...fields,
    }).toString(),
  });

  test('an empty form', () =>
    expectRefused(resetPage, {}, { 'This field may not be blank.': 'Dieses Feld darf nicht leer sein.' }));

  test('a wrong present password', () =>
    expectRefused(changePage, change({ old_password: 'wrong' }), {
      'Your old password was entered incorrectly. Please enter it again.':
        'Das bisherige Passwort ist falsch.',
    }));

  test('two new passwords', () =>
    expectRefused(changePage, change({ new_password1: 'one', new_password2: 'two' }), {
      'The two password fields didn’t match.': 'Die beiden Passwörter stimmen nicht überein.',
    }));

  test.each<[password: string, texts: Record<string, string>]>([
    [
      '1234',
      {
        'This password is too short. It must contain at least 8 characters.':
          'Das Passwort ist zu kurz: mindestens 8 Zeichen.',
        'This password is too common.': 'Das Passwort ist zu verbreitet.',
        'This password is entirely numeric.': 'Das Passwort besteht nur aus Ziffern.',
      },
    ],
    [
      'karlsson.hq1',
      { 'The password is too similar to the username.': 'Das Passwort ähnelt dem Benutzernamen zu sehr.' },
    ],
    [
      'bartholomew9',
      { 'The password is too similar to the first name.': 'Das Passwort ähnelt dem Vornamen zu sehr.' },
    ],
    [
      'featherstone9',
      { 'The password is too similar to the last name.': 'Das Passwort ähnelt dem Nachnamen zu sehr.' },
    ],
    [
      'hillsexample',
      {
        'The password is too similar to the email address.':
          'Das Passwort ähnelt der E-Mail-Adresse zu sehr.',
      },
    ],
    [
      rigPassword,
      {
        'You cannot re-use your current password. Enter a new password.':
          'Das neue Passwort darf nicht das alte sein.',
      },
    ],
  ])('the new password %s', (password, texts) =>
    expectRefused(changePage, change({ new_password1: password, new_password2: password }), texts),
  );

  const stale = 'Das Formular gehört nicht zu dieser Sitzung. Bitte die Seite neu laden.';
  const strange = (address: string): string =>
    `Das Formular kam von einer fremden Adresse: ${address}. Nichts wurde geändert.`;
  const unnamed = 'Der Browser hat nicht genannt, von welcher Seite das Formular kam. Nichts wurde geändert.';
  const secure = { 'x-forwarded-proto': 'https' };
  test.each<[what: string, asking: () => Asking, english: string, german: string]>([
    [
      'a form of another site',
      () => ({ headers: { origin: 'https://evil.example' } }),
      'CSRF Failed: Origin checking failed - https://evil.example does not match any trusted origins.',
      strange('https://evil.example'),
    ],
    [
      'a form of no site',
      () => ({ headers: { origin: 'null' } }),
      'CSRF Failed: Origin checking failed - null does not match any trusted origins.',
      strange('null'),
    ],
    [
      'a secure form of another site',
      () => ({ headers: { ...secure, referer: 'https://evil.example/page' } }),
      'CSRF Failed: Referer checking failed - https://evil.example/page does not match any trusted origins.',
      strange('https://evil.example/page'),
    ],
    [
      'a secure form from nowhere',
      () => ({ headers: secure }),
      'CSRF Failed: Referer checking failed - no Referer.',
      unnamed,
    ],
    [
      'a secure form from an address that is none',
      () => ({ headers: { ...secure, referer: 'nowhere' } }),
      'CSRF Failed: Referer checking failed - Referer is malformed.',
      unnamed,
    ],
    [
      'a secure form of an insecure page',
      () => ({ headers: { ...secure, referer: 'http://localhost:80/' } }),
      'CSRF Failed: Referer checking failed - Referer is insecure while host is secure.',
      'Das Formular kam von einer unverschlüsselten Seite. Nichts wurde geändert.',
    ],
    [
      'a browser without the cookie',
      () => ({ cookies: { sessionid: cookies['sessionid'] ?? '' } }),
      'CSRF Failed: CSRF cookie not set.',
      'Dem Browser fehlt ein Cookie. Bitte Cookies erlauben und die Seite neu laden.',
    ],
    ['a form without a token', () => ({ payload: '' }), 'CSRF Failed: CSRF token missing.', stale],
    [
      'a token that is too short',
      () => ({ payload: 'csrfmiddlewaretoken=abc' }),
      'CSRF Failed: CSRF token from POST has incorrect length.',
      stale,
    ],
    [
      'a token that is none',
      () => ({ payload: `csrfmiddlewaretoken=${'_'.repeat(32)}` }),
      'CSRF Failed: CSRF token from POST has invalid characters.',
      stale,
    ],
    [
      'a token of another session',
      () => ({ payload: `csrfmiddlewaretoken=${'a'.repeat(32)}` }),
      'CSRF Failed: CSRF token from POST incorrect.',
      stale,
    ],
    [
      'a token of another session in a header',
      () => ({ payload: '', headers: { 'x-csrftoken': 'a'.repeat(32) } }),
      "CSRF Failed: CSRF token from the 'X-Csrftoken' HTTP header incorrect.",
      stale,
    ],
  ])('%s', (_what, asking, english, german) =>
    expectRefused(changePage, { ...change({}), ...asking() }, { [english]: german }),
  );

  test('JSON that is none', async () => {
    const asking = { headers: { 'content-type': 'application/json' }, payload: '{' };
    const answers = [await post('en', resetPage, asking), await post('de', resetPage, asking)] as const;
    expect(answers[0].body).toContain('JSON parse error');
    expectTranslated(...answers, {});
    expect(answers[1].body).toContain('Der Inhalt der Anfrage ist kein gültiges JSON.');
  });

  test('too many requests', async () => {
    const slow = await startUsersRig(dialect, { NETLOOM_AUTH_THROTTLE_RATE: '1/min' });
    try {
      const ask = (language: string) => post(language, resetPage, { payload: 'input=nobody' }, slow);
      expect((await ask('en')).status).toBe(302);
      expectTranslated(await ask('en'), await ask('de'), {
        'Request was throttled. Expected available in 60 seconds.':
          'Zu viele Versuche. Ein neuer ist in 60 Sekunden möglich.',
      });
      slow.pass(59_000);
      expectTranslated(await ask('en'), await ask('de'), {
        'Request was throttled. Expected available in 1 second.':
          'Zu viele Versuche. Ein neuer ist in einer Sekunde möglich.',
      });
    } finally {
      await slow.close();
    }
  });

  /** Asks 100 times at once, and looks at what those are told who are turned away. */
  const expectCrowdRefused = async (
    ask: (language: string, index: number) => Promise<Answer>,
    texts: Record<string, string>,
  ): Promise<void> => {
    const crowd = Array.from({ length: 100 }, async (_, index) => {
      const language = index % 2 === 0 ? 'en' : 'de';
      return { language, answer: await ask(language, index) };
    });
    const busy = (await Promise.all(crowd)).filter(({ answer }) => answer.status === 503);
    const inLanguage = (wanted: string) => {
      const found = busy.find(({ language }) => language === wanted);
      if (!found) throw new Error(`nobody was turned away in ${wanted}`);
      return found.answer;
    };
    expectTranslated(inLanguage('en'), inLanguage('de'), texts);
  };

  test('too many passwords at once', () =>
    expectCrowdRefused((language) => post(language, changePage, change({ old_password: 'wrong' })), {
      'Too many passwords are being checked at once, try again later.':
        'Gerade werden zu viele Passwörter geprüft. Bitte später erneut versuchen.',
    }));

  test('too many logins at once', () => {
    const csrftoken = 'a'.repeat(32);
    return expectCrowdRefused(
      (language, index) =>
        post(language, '/accounts/login/', {
          cookies: { csrftoken },
          // Guesses of one client would be too many before.
          headers: { 'x-forwarded-for': `10.0.${index}.1` },
          payload: `csrfmiddlewaretoken=${csrftoken}&login=name${index}&password=wrong`,
        }),
      {
        'Too many logins at once, try again later.':
          'Gerade melden sich zu viele an. Bitte später erneut versuchen.',
      },
    );
  });

  test('a login that fails', async () => {
    const csrftoken = 'a'.repeat(32);
    const [english, german] = await Promise.all(
      ['en', 'de'].map((language) =>
        post(language, '/admin/login/', {
          cookies: { csrftoken },
          payload: `csrfmiddlewaretoken=${csrftoken}&username=nobody&password=wrong`,
        }),
      ),
    );
    expect(english?.body).toContain('Unable to log in with provided credentials.');
    expect(german?.body).toContain('Die Anmeldung mit diesen Angaben ist nicht möglich.');
  });
});

test('every reason why a login through an identity provider fails has its German', () => {
  const folders = ['../single-sign-on/', '../routes/'].map((name) => new URL(name, import.meta.url));
  const sources = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8')),
  );
  const texts = sources.flatMap((source) =>
    [...source.matchAll(/new SignOnError\(\s*(['`])(.*?)\1/gs)].map(([, , text = '']) =>
      text.replaceAll(/\$\{[^}]*\}/g, 'Acme'),
    ),
  );
  expect(texts.length).toBeGreaterThan(8);
  for (const text of texts) {
    expect(germanRefusal(text)).not.toBe(text);
    expect(germanRefusal(text).includes('Acme')).toBe(text.includes('Acme'));
  }
});

test('a text that nobody has translated stays as it is, and what it names is put in as it is', () => {
  expect(germanRefusal('The moon is full.')).toBe('The moon is full.');
  expect(germanRefusal('$& cannot be reached. Try again later.')).toBe(
    '$& ist nicht erreichbar. Bitte später erneut versuchen.',
  );
});
