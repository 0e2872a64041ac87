import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestController } from '../src/testing/index.ts';
import { startControllerOn } from './start-controller-on.ts';

/** What a browser sends. */
const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const page = 'text/html; charset=utf-8';

describe.each(testDialects)('the API in a browser on %s', (dialect) => {
  let controller: TestController;
  let authorization: string;
  beforeAll(async () => {
    controller = await startControllerOn(dialect);
    authorization = controller.bearer;
  });
  afterAll(() => controller.stop());

  const call = async (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) => {
    const answer = await fetch(`${controller.url}${path}`, { redirect: 'manual', ...init, headers });
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      headers: answer.headers,
      text: await answer.text(),
    };
  };
  const cookieOf = async (): Promise<string> => {
    const body = JSON.stringify({ username: controller.username, password: controller.password });
    const headers = { 'content-type': 'application/json' };
    const login = await fetch(`${controller.url}/api/v1/session/`, { method: 'POST', headers, body });
    return login.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  };

  test('is a page that runs nothing, loads nothing and is kept nowhere', async () => {
    const { status, type, headers, text } = await call('/api/v1/users/user/', { ...browser, authorization });
    expect([status, type]).toEqual([200, page]);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('vary')).toBe('Accept');
    expect(headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
    expect(text).not.toMatch(/<script|<link|src=|style=/);
    expect(text).toContain('<h1>GET /api/v1/users/user/</h1>');
    expect(text).toContain('<strong>HTTP 200 OK</strong>');
    expect(text).toContain('<strong>Content-Type:</strong> application/json');
    expect(text).toContain('&quot;username&quot;: &quot;admin&quot;');
    expect(text).toContain('Logged in as <strong>admin</strong>');
    expect(text).toMatch(/href="\/api\/v1\/docs\/#\/users%20user\/list_users_user"/);
  });

  test('is JSON for everybody who does not ask for a page', async () => {
    const path = '/api/v1/users/group/';
    const plain = await call(path, { authorization });
    for (const accept of ['*/*', 'application/json', 'application/json, text/html', 'text/html;q=0.1, */*']) {
      const { status, type, text } = await call(path, { authorization, accept });
      expect([accept, status, type, text]).toEqual([accept, 200, 'application/json', plain.text]);
    }
    const chosen = await call(`${path}?format=json`, { ...browser, authorization });
    expect([chosen.type, chosen.text]).toEqual(['application/json', plain.text]);
    const csv = await call(`${path}?format=csv`, { ...browser, authorization });
    expect(csv.type).toContain('text/csv');
  });

  test('is a page for whoever names it, whatever else they take', async () => {
    const { type, text } = await call('/api/v1/users/group/?format=api', {
      authorization,
      accept: 'application/json',
    });
    expect(type).toBe(page);
    expect(text).toContain('href="/api/v1/users/group/?format=json"');
  });

  test('links to what it names, and to the pages of a list', async () => {
    for (let index = 0; index < 3; index++)
      await controller.api('POST', 'users/organization/', {
        name: `<b>net ${index}</b>`,
        slug: `net-${index}`,
        url: `https://example.org/?a=1&b=<${index}>"x`.replaceAll(/[<>"]/g, ''),
        description: 'javascript:alert(1) "https://evil.example" \u003c/pre>',
      });
    const path = '/api/v1/users/organization/?page_size=2';
    const first = await call(path, { ...browser, authorization });
    const next = `${controller.url}/api/v1/users/organization/?page=2&amp;page_size=2`;
    expect(first.text).toContain(`<a href="${next}">Next page</a>`);
    expect(first.text).toContain('<span class="soft">Previous page</span>');
    expect(first.text).toContain('<span>4 in all</span>');
    expect(first.text).toContain(`&quot;next&quot;: "<a href="${next}" rel="noreferrer">${next}</a>"`);
    expect(first.text).toContain('<a href="https://example.org/?a=1&amp;b=2x" rel="noreferrer">');
    expect(first.text).not.toMatch(/<b>|href="javascript|href="https:\/\/evil/);
    expect(first.text.match(/<\/pre>/g)).toHaveLength(1);
    const second = await call(next.slice(controller.url.length).replace('&amp;', '&'), {
      ...browser,
      authorization,
    });
    expect(second.text).toContain('>Previous page</a>');
  });

  test('keeps the status of an error, and lets a stranger log in', async () => {
    const path = '/api/v1/users/user/?search=a&page=1';
    const stranger = await call(path, browser);
    expect([stranger.status, stranger.type]).toEqual([401, page]);
    expect(stranger.headers.get('www-authenticate')).toBe('Bearer');
    expect(stranger.text).toContain('<strong>HTTP 401 Unauthorized</strong>');
    expect(stranger.text).toContain('<form action="/accounts/login/">');
    expect(stranger.text).toContain('name="next" value="/api/v1/users/user/?search=a&amp;page=1"');
    const cookie = await cookieOf();
    const known = await call(path, { ...browser, cookie });
    expect(known.status).toBe(200);
    expect(known.headers.get('vary')).toBe('Accept, Cookie');
    expect(known.text).toContain('<a href="/accounts/logout/">Log out</a>');
    const missing = await call('/api/v1/users/user/?page=9', { ...browser, authorization });
    expect([missing.status, missing.type]).toEqual([404, page]);
    const notAllowed = await call('/api/v1/users/user/', { ...browser, authorization }, { method: 'PATCH' });
    expect([notAllowed.status, notAllowed.type]).toEqual([405, page]);
    const refused = await call(
      '/api/v1/users/group/',
      { ...browser, authorization, 'content-type': 'application/json' },
      { method: 'POST', body: '{}' },
    );
    expect([refused.status, refused.type]).toEqual([400, page]);
    expect(refused.text).toContain('This field is required.');
  });

  test('has a page for one object, without the entity tag of the JSON', async () => {
    const path = `/api/v1/users/organization/${controller.defaultOrganizationId}/`;
    const json = await call(path, { authorization });
    const tag = json.headers.get('etag') ?? '';
    expect(tag).not.toBe('');
    const shown = await call(path, { ...browser, authorization });
    expect([shown.status, shown.type, shown.headers.get('etag')]).toEqual([200, page, null]);
    const head = await call(path, { ...browser, authorization }, { method: 'HEAD' });
    expect([head.status, head.type, head.text]).toEqual([200, page, '']);
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(shown.text)));
    const options = await call(path, { ...browser, authorization }, { method: 'OPTIONS' });
    expect([options.status, options.type]).toEqual([200, page]);
    for (const described of [path, '/api/v1/users/group/', '/api/v1/users/token/']) {
      const { text } = await call(described, { authorization }, { method: 'OPTIONS' });
      expect(JSON.parse(text)).toMatchObject({ renders: ['application/json', 'text/html'] });
    }
    const gone = await call('/api/v1/users/group/2/', { ...browser, authorization }, { method: 'DELETE' });
    expect([gone.status, gone.text]).toEqual([204, '']);
  });

  test('has a page for addresses that there are not, for browsers alone', async () => {
    for (const path of [
      '/api/',
      '/api/v1/',
      '/api/v1/nothing/',
      '/api/v1/users/user/x/',
      '/api/v1/docs.xml',
    ]) {
      const shown = await call(path, { ...browser, authorization });
      const plain = await call(path, { authorization });
      expect([path, shown.status, plain.status]).toEqual([path, 404, 404]);
      if (!path.includes('docs')) expect([path, shown.type]).toEqual([path, page]);
      expect(plain.text).toBe('{"detail":"Not found."}');
    }
  });

  test('leaves the documentation and files for programs as they are', async () => {
    const headers = { ...browser, authorization };
    expect((await call('/api/v1/docs.json', headers)).type).toBe('application/json');
    expect((await call('/api/v1/docs/', headers)).text).toContain('swagger');
    const slip = await call('/api/v1/users/user', headers);
    expect([slip.status, slip.headers.get('location')]).toEqual([301, '/api/v1/users/user/']);
  });

  test('tells nothing but JSON to whoever has to change an expired password', async () => {
    const strict = await startControllerOn(dialect, { NETLOOM_USER_PASSWORD_EXPIRATION: '30' });
    try {
      await strict.context.db
        .updateTable('openwisp_users_user')
        .set({ password_updated: '2020-01-01' })
        .execute();
      const login = await fetch(`${strict.url}/api/v1/session/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...browser },
        body: JSON.stringify({ username: strict.username, password: strict.password }),
      });
      expect([login.status, login.headers.get('content-type')]).toEqual([403, 'application/json']);
      expect(await login.json()).toMatchObject({ code: 'password_expired' });
    } finally {
      await strict.stop();
    }
  });
});

describe('the description of the API', () => {
  test('is not linked to where it is not served', async () => {
    const controller = await startControllerOn('sqlite', { NETLOOM_API_DOCS: 'false' });
    const answer = await fetch(`${controller.url}/api/v1/users/group/`, {
      headers: { ...browser, authorization: controller.bearer },
    });
    const text = await answer.text();
    await controller.stop();
    expect(text).toContain('<h1>GET /api/v1/users/group/</h1>');
    expect(text).not.toContain('/api/v1/docs/');
  });
});
