import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createIdentityProvider,
  type TestIdentityProvider,
} from '../single-sign-on/saml-identity-provider.fixture.ts';
import { startUsersRig, type Answer, type UsersRig } from '../test-rig.ts';

const site = 'https://net.example.org';
const base = '/api/v1/session/saml/campus/';
const acs = `${site}${base}acs/`;
const audience = `${site}${base}metadata/`;

const cookiesOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries([...answer.cookies].map(([name, { value }]) => [name, value]));

describe.each(testDialects)('SAML on %s', (dialect) => {
  let rig: UsersRig;
  let idp: TestIdentityProvider;
  beforeAll(async () => {
    idp = createIdentityProvider({ audience, acs });
    rig = await startUsersRig(dialect, {
      NETLOOM_SITE_URL: site,
      NETLOOM_SINGLE_SIGN_ON: JSON.stringify({
        campus: {
          type: 'saml',
          label: 'Campus',
          entry_point: 'https://id.example.org/sso?tenant=1',
          issuer: idp.entityId,
          certificate: idp.certificate,
          create_users: true,
        },
      }),
    });
  });
  afterAll(() => rig.close());

  const begin = async (next = ''): Promise<{ cookies: Record<string, string>; requestId: string }> => {
    const answer = await rig.request('GET', `${base}start/${next && `?next=${encodeURIComponent(next)}`}`);
    expect(answer.status).toBe(303);
    return { cookies: cookiesOf(answer), requestId: idp.requestIdOf(String(answer.headers['location'])) };
  };
  /** The provider's page posts the form: browsers send no cookie with it. */
  const post = (answer: string) =>
    rig.request('POST', `${base}acs/`, {
      payload: new URLSearchParams({ SAMLResponse: answer }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://id.example.org' },
    });
  const finish = (posted: Answer, cookies: Record<string, string>) =>
    rig.request('GET', String(posted.headers['location']), { cookies });
  const whoIs = async (answer: Answer) =>
    (await rig.request('GET', 'session/', { cookies: cookiesOf(answer) })).body.user?.username;
  type Options = Partial<Parameters<TestIdentityProvider['answer']>[0]>;
  const logIn = async (options: Options = {}, next = ''): Promise<Answer> => {
    const { cookies, requestId } = await begin(next);
    const posted = await post(idp.answer({ requestId, ...options }));
    return posted.status === 303 ? finish(posted, cookies) : posted;
  };

  test('tells the provider about this site', async () => {
    const { body, headers } = await rig.request('GET', `${base}metadata/`);
    expect(headers['content-type']).toContain('xml');
    expect(body).toContain(`entityID="${audience}"`);
    expect(body).toContain(`Location="${acs}"`);
    expect(body).toContain('WantAssertionsSigned="true"');
    const begun = await rig.request('GET', `${base}start/`);
    expect(String(begun.headers['location'])).toMatch(
      /^https:\/\/id\.example\.org\/sso\?tenant=1&SAMLRequest=/,
    );
  });

  test('logs in whoever the provider has signed for', async () => {
    const answer = await logIn({}, '/map');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/map']);
    expect(await whoIs(answer)).toBe('anna');
    // Known by the name id, whatever the address is now.
    expect(await whoIs(await logIn({ attributes: { mail: 'new@example.org' } }))).toBe('anna');
  });

  test('a name of one time is no identity: the address is', async () => {
    const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
    const attributes = { mail: 'Tess@example.org', uid: 'tess' };
    const first = await logIn({ nameId: '_x1', nameIdFormat: transient, attributes });
    const second = await logIn({ nameId: '_x2', nameIdFormat: transient, attributes });
    expect([await whoIs(first), await whoIs(second)]).toEqual(['tess', 'tess']);
    const byName = {
      nameId: 'vera@example.org',
      nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      attributes: {},
    };
    expect(await whoIs(await logIn(byName))).toBe('vera@example.org');
  });

  test.each<[string, (requestId: string) => Options]>([
    ['is not signed', () => ({ sign: 'nothing' })],
    ['is signed around the assertion only', () => ({ sign: 'response' })],
    ['is for another site', () => ({ audience: 'https://other.example.org/' })],
    ['is to be posted elsewhere', () => ({ recipient: 'https://other.example.org/acs/' })],
    ['is of another provider', () => ({ issuer: 'https://evil.example/' })],
    ['is too old', () => ({ notOnOrAfter: -61 })],
    ['is of the future', () => ({ notBefore: 120, notOnOrAfter: 180 })],
    ['answers another request', () => ({ inResponseTo: `_${'0'.repeat(40)}` })],
    ['answers no request', () => ({ inResponseTo: null })],
    ['names nobody', () => ({ nameId: '' })],
    ['names no address of somebody new', () => ({ nameId: 'new', attributes: {} })],
  ])('an answer that %s is refused', async (_, options) => {
    const { requestId } = await begin();
    const posted = await post(idp.answer({ requestId, ...options(requestId) }));
    expect(posted.status).toBe(403);
    expect(posted.cookies.get('sessionid')).toBeUndefined();
  });

  test('an answer of another key, or changed on the way, is refused', async () => {
    const { requestId, cookies } = await begin();
    const stranger = createIdentityProvider({ audience, acs });
    expect((await post(stranger.answer({ requestId }))).status).toBe(403);
    const changed = Buffer.from(idp.answer({ requestId }), 'base64')
      .toString()
      .replace('>anna-1<', '>boss-1<');
    expect((await post(Buffer.from(changed).toString('base64'))).status).toBe(403);
    expect((await post('no xml')).status).toBe(403);
    expect((await post('')).status).toBe(403);
    // Wrong answers do not use the request up.
    expect(await whoIs(await finish(await post(idp.answer({ requestId })), cookies))).toBe('anna');
  });

  test('a signed assertion does not help in another envelope', async () => {
    const unsolicited = idp.answer({ requestId: `_${'1'.repeat(40)}`, inResponseTo: null });
    const { requestId } = await begin();
    const xml = Buffer.from(unsolicited, 'base64')
      .toString()
      .replace(`_${'1'.repeat(40)}`, requestId);
    expect((await post(Buffer.from(xml).toString('base64'))).status).toBe(403);
    // A second, unsigned assertion beside the signed one.
    const good = Buffer.from(idp.answer({ requestId }), 'base64').toString();
    const [assertion = ''] = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(good) ?? [];
    const forged = assertion.replace('>anna-1<', '>boss-1<').replace(/ ID="[^"]+"/, ' ID="_forged"');
    const wrapped = good.replace('<saml:Assertion', `${forged}<saml:Assertion`);
    expect((await post(Buffer.from(wrapped).toString('base64'))).status).toBe(403);
  });

  test('an answer works once, for the browser that asked', async () => {
    const mine = await begin();
    const answer = idp.answer({ requestId: mine.requestId });
    const posted = await post(answer);
    expect((await post(answer)).status).toBe(403);
    const other = await begin();
    expect((await finish(posted, {})).status).toBe(403);
    expect((await finish(posted, other.cookies)).status).toBe(403);
    const good = await finish(posted, mine.cookies);
    expect(await whoIs(good)).toBe('anna');
    expect((await finish(posted, mine.cookies)).status).toBe(403);
    const twice = await begin();
    const same = idp.answer({ requestId: twice.requestId });
    const answers = await Promise.all([post(same), post(same)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 403]);
  });

  test('leads nowhere but to this site', async () => {
    expect((await logIn({}, '//evil.example')).headers['location']).toBe('/');
  });
});
