import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { north, siteId, south, startSiteRig, type SiteRig } from './site-rig.ts';

const manager = 'User is not a manager of the organization to which the requested resource belongs.';
const forbidden = 'You do not have permission to perform this action.';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const boundary = 'edge';
const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };

const part = (name: string, value: string, file = ''): string =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
const parts = (...all: string[]): string => `${all.join('')}--${boundary}--\r\n`;

describe.each(testDialects)('the conventions of the REST API on %s', (dialect) => {
  let rig: SiteRig;
  beforeAll(async () => (rig = await startSiteRig(dialect)));
  afterAll(() => rig.close());

  const status = async (...call: Parameters<SiteRig['call']>): Promise<[number, unknown]> => {
    const answer = await rig.call(...call);
    return [answer.status, answer.body['detail']];
  };

  describe('the order of the checks', () => {
    it('looks at the path, then at the format, then at who asks', async () => {
      const noPage = { accept: 'image/png' };
      expect(await status(undefined, 'GET', 'site/x/', undefined, noPage)).toEqual([404, 'Not found.']);
      expect(await status(undefined, 'GET', 'site/?format=xml')).toEqual([404, 'Not found.']);
      expect(await status(undefined, 'GET', 'site/', undefined, noPage)).toEqual([
        406,
        'Could not satisfy the request Accept header.',
      ]);
      expect((await status(undefined, 'PUT', 'site/'))[0]).toBe(401);
    });

    it('looks at the parent before or after the permission, as the resource says, and before the method', async () => {
      expect(await status('powerless', 'GET', `closed/${south}/site/`)).toEqual([404, 'Not found.']);
      expect(await status('powerless', 'GET', `closed/${north}/site/`)).toEqual([403, forbidden]);
      expect(await status('powerless', 'GET', `open/${south}/site/`)).toEqual([403, forbidden]);
      expect(await status('north', 'GET', `open/${south}/site/`)).toEqual([404, 'Not found.']);
      expect(await status('north', 'DELETE', `closed/${south}/site/`)).toEqual([404, 'Not found.']);
      expect(await status('north', 'DELETE', `closed/${north}/site/`)).toEqual([
        405,
        'Method "DELETE" not allowed.',
      ]);
      expect((await status('north', 'GET', `closed/${north}/site/`))[0]).toBe(200);
    });

    it('counts what is permitted, and before it looks at the method', async () => {
      for (let request = 0; request < 5; request++)
        expect((await status('hasty', 'GET', 'strict-site/'))[0]).toBe(200);
      const refused = await rig.call('hasty', 'DELETE', 'strict-site/');
      expect([refused.status, refused.body['detail']]).toEqual([
        429,
        `Request was throttled. Expected available in ${refused.headers['retry-after']} seconds.`,
      ]);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3500);
    });

    it('finds the object before it reads the body', async () => {
      const text = { 'content-type': 'text/plain' };
      expect(await status('changer', 'POST', 'site/', 'x', text)).toEqual([403, forbidden]);
      expect((await status('north', 'PATCH', `site/${siteId(50)}/`, 'x', text))[0]).toBe(404);
      expect(await status('north', 'PATCH', `site/${siteId(1)}/`, 'x', text)).toEqual([
        415,
        'Unsupported media type "text/plain" in request.',
      ]);
    });

    it('is 403 for a foreign object where the contract says so', async () => {
      expect(await status('north', 'GET', `strict-site/${siteId(50)}/`)).toEqual([403, manager]);
      expect((await status('north', 'GET', `strict-site/${siteId(1)}/`))[0]).toBe(200);
      expect((await status('north', 'GET', `strict-site/${siteId(99)}/`))[0]).toBe(404);
    });
  });

  it.each([
    ['application/json', 200],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 200],
    ['application/*;q=0.1', 200],
    ['text/html', 200],
    ['*', 200],
    ['', 200],
    ['image/svg+xml', 406],
    ['text/csv', 406],
  ])('Accept: %s gives %i', async (accept, expected) => {
    expect((await status('root', 'GET', 'site/', undefined, { accept }))[0]).toBe(expected);
  });

  it('answers with what an operation has besides JSON, and lets ?format= win over the header', async () => {
    const plan = await rig.call('root', 'GET', `site/${siteId(1)}/plan/`, undefined, {
      accept: 'image/svg+xml',
    });
    expect([plan.status, plan.headers['content-type'], plan.text]).toEqual([
      200,
      'image/svg+xml',
      '<svg><text>site 01</text></svg>',
    ]);
    const accept = 'image/png';
    expect((await status('root', 'GET', 'site/?format=json', undefined, { accept }))[0]).toBe(200);
    expect((await status('root', 'GET', 'site/?format='))[0]).toBe(200);
    expect((await status('root', 'GET', 'site/?format=xml&format=json'))[0]).toBe(200);
    expect((await status('root', 'GET', `site/${siteId(1)}/?format=csv`))[0]).toBe(404);
  });

  it('answers JSON without a parameter, errors too', async () => {
    for (const as of ['root', undefined]) {
      for (const path of ['site/', `site/${siteId(1)}/`]) {
        const { headers } = await rig.call(as, 'GET', path);
        expect(headers['content-type']).toBe('application/json');
      }
    }
  });

  it('tells caches what an answer depends on', async () => {
    const vary = async (headers: Record<string, string>) =>
      (await rig.call('root', 'GET', 'site/', undefined, headers)).headers['vary'];
    expect(await vary({ authorization: 'Bearer x' })).toBe('Accept');
    expect(await vary({ authorization: 'Basic x' })).toBe('Accept, Cookie');
    expect(await vary({ cookie: 'sessionid=x' })).toBe('Accept, Cookie');
  });

  it.each([
    ['page=', 10],
    ['page=+2', 10],
    ['page_size=5', 5],
    ['page_size=-5', 10],
    ['page_size=0x5', 10],
    ['page_size=1e1', 10],
    ['page_size=99999', 25],
    ['page_size=', 10],
  ])('?%s gives %i objects', async (query, size) => {
    const { body } = await rig.call('root', 'GET', `site/?${query}`);
    expect(body['results']).toHaveLength(size);
  });

  it('refuses a host that no link could be made of', async () => {
    expect(await status('root', 'GET', 'site/', undefined, { host: 'a b' })).toEqual([
      400,
      'Invalid Host header.',
    ]);
  });

  it('refuses null characters in searches, and organizations that are not there', async () => {
    expect((await rig.call('root', 'GET', 'site/?search=a%00b')).body).toEqual({
      search: ['Null characters are not allowed.'],
    });
    expect((await rig.call('root', 'GET', `site/?organization=${siteId(1)}`)).body).toEqual({
      organization: ['Select a valid choice. That choice is not one of the available choices.'],
    });
  });

  describe('bodies', () => {
    it('refuses what is no JSON', async () => {
      for (const body of ['{"name": NaN}', '{"name": "x"', "{'name': 1}"]) {
        const answer = await rig.call('root', 'POST', 'site/', body);
        expect([answer.status, String(answer.body['detail']).split(' - ')[0]]).toEqual([
          400,
          'JSON parse error',
        ]);
      }
      expect((await rig.call('root', 'POST', 'site/', 'null')).body).toEqual({
        non_field_errors: ['No data provided'],
      });
      expect((await rig.call('root', 'POST', 'site/', '')).body).toEqual({
        name: ['This field is required.'],
      });
    });

    it('refuses what is no UTF-8, and white space alone', async () => {
      for (const body of [Buffer.from('{"name": "\xff"}', 'latin1'), '   ']) {
        const answer = await rig.call('root', 'POST', 'site/', body);
        expect([answer.status, answer.body['detail']]).toEqual([
          400,
          expect.stringMatching(/^JSON parse error - ./),
        ]);
      }
      expect((await rig.call('root', 'POST', 'site/', '{"name": "\\ud800"}')).body).toEqual({
        name: ['Surrogate characters are not allowed: U+D800.'],
      });
    });

    it('takes what is not there for {}, whatever its type', async () => {
      const types = [
        undefined,
        'text/plain',
        'application/json',
        'application/xml',
        'x',
        multipart['content-type'],
      ];
      for (const type of [...types, form['content-type']]) {
        const headers = { 'content-length': '0', ...(type === undefined ? {} : { 'content-type': type }) };
        expect((await rig.call('root', 'POST', 'site/', undefined, headers)).body).toEqual({
          name: ['This field is required.'],
        });
      }
    });

    it('does not look at the body of a deletion', async () => {
      for (const type of ['application/json', 'application/xml', 'multipart/form-data']) {
        const { body } = await rig.call('root', 'POST', 'site/', { name: 'doomed', enabled: false });
        const path = `site/${String(body['id'])}/`;
        expect((await status('root', 'OPTIONS', path, '{', { 'content-type': type }))[0]).toBe(200);
        expect((await status('root', 'DELETE', path, '{', { 'content-type': type }))[0]).toBe(204);
      }
    });

    it('reads forms of several hundred fields, and says what is wrong with others', async () => {
      const many = (length: number) => parts(...Array.from({ length }, (_, index) => part(`f${index}`, 'x')));
      expect((await rig.call('root', 'POST', 'site/', many(1000), multipart)).body).toEqual({
        name: ['This field is required.'],
      });
      expect((await status('root', 'POST', 'site/', many(1001), multipart))[0]).toBe(413);
      const bodies = ['garbage', part('name', 'x'), `--${boundary}\r\n\r\nx`];
      for (const body of bodies) {
        const answer = await status('root', 'POST', 'site/', body, multipart);
        expect(answer).toEqual([400, expect.stringMatching(/^Multipart form parse error - ./)]);
      }
      const long = 'x'.repeat(201);
      for (const [type, told] of [
        ['', 'None'],
        ['; boundary=', ''],
        ['; charset=utf-8; boundary=""', ''],
        [`; boundary=${long}`, long],
      ] as const) {
        const headers = { 'content-type': `multipart/form-data${type}` };
        expect(await status('root', 'POST', 'site/', 'x', headers)).toEqual([
          400,
          `Multipart form parse error - Invalid boundary in multipart: ${told}`,
        ]);
      }
    });

    it('reads multipart forms like URL-encoded ones', async () => {
      const body = parts(part('name', 'old'), part('name', 'multi'), part('organization', north));
      const created = await rig.call('root', 'POST', 'site/', body, multipart);
      expect([created.status, created.body['name'], created.body['enabled']]).toEqual([201, 'multi', false]);
      const path = `site/${String(created.body['id'])}/`;
      const changed = await rig.call('root', 'PATCH', path, parts(part('name', 'changed')), multipart);
      expect([changed.status, changed.body['name']]).toEqual([200, 'changed']);
      expect((await status('root', 'DELETE', path))[0]).toBe(204);
    });

    it('refuses files where a text is wanted, and forms that are too large', async () => {
      const file = parts(part('name', 'x', '; filename="x.txt"'));
      expect((await rig.call('root', 'POST', 'site/', file, multipart)).body).toEqual({
        name: ['Not a valid string.'],
      });
      const large = parts(...Array.from({ length: 60 }, (_, index) => part(`f${index}`, 'x'.repeat(50_000))));
      expect((await status('root', 'POST', 'site/', large, multipart))[0]).toBe(413);
    });

    it('never lets a non-superuser share an object, whatever the form leaves out', async () => {
      for (const body of ['name=x', 'name=x&organization=']) {
        const answer = await rig.call('north', 'POST', 'site/', body, form);
        expect([answer.status, answer.body]).toEqual([
          400,
          { organization: ['This field may not be null.'] },
        ]);
      }
      const kept = await rig.call('north', 'PUT', `site/${siteId(1)}/`, { name: 'site 01' });
      expect([kept.status, kept.body['organization']]).toEqual([200, north]);
      const shared = await rig.call('root', 'POST', 'site/', 'name=shared&organization=', form);
      expect([shared.status, shared.body['organization']]).toEqual([201, null]);
      expect((await status('root', 'DELETE', `site/${String(shared.body['id'])}/`))[0]).toBe(204);
    });

    it('survives keys that are made to hurt', async () => {
      const deep = Array.from({ length: 30_000 }, () => 'a').join('.');
      const body = `name=&${deep}=1&__proto__.enabled=true&constructor.prototype.x=1&a=1&a.b=2`;
      expect((await rig.call('root', 'POST', 'site/', body, form)).body).toEqual({
        name: ['This field may not be blank.'],
      });
      expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
    });

    it('takes the proof of origin from the header or from the form', async () => {
      const cookie = 'sessionid=x';
      const taken = { __all__: ['Site with these values already exists.'] };
      const urlEncoded = `name=site+01&organization=${north}&csrfmiddlewaretoken=proof`;
      const inParts = parts(
        part('csrfmiddlewaretoken', 'proof'),
        part('name', 'site 01'),
        part('organization', north),
      );
      const post = (body: string, headers: Record<string, string>) =>
        rig.call('root', 'POST', 'site/', body, { cookie, ...headers });
      expect((await post(urlEncoded, form)).body).toEqual(taken);
      expect((await post(inParts, multipart)).body).toEqual(taken);
      expect((await post('name=x', form)).body).toEqual({ detail: 'CSRF Failed: no proof.' });
      expect((await post('name=x', { ...form, 'x-csrftoken': 'proof' })).status).toBe(201);
      const [made] = (await rig.call('root', 'GET', 'site/?name=x')).body['results'] as { id: string }[];
      expect((await status('root', 'DELETE', `site/${made?.id}/`))[0]).toBe(204);
    });
  });

  it('writes links as clients know them', async () => {
    const { body } = await rig.call('root', 'GET', "site/?page_size=1&b=*~!'()&a=%20x");
    expect(body['next']).toMatch(/\/site\/\?a=\+x&b=%2A~%21%27%28%29&page=2&page_size=1$/);
  });

  it('shows and takes times in the time zone of the server', async () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/New_York';
    try {
      const { body } = await rig.call('root', 'GET', `site/${siteId(1)}/`);
      expect(body['created']).toBe('2025-12-31T19:00:01.000000-05:00');
      const count = async (query: string) => (await rig.call('root', 'GET', `site/?${query}`)).body['count'];
      expect(await count('created__lt=2026-01-01')).toBe(25);
      expect(await count('created__lt=2025-12-31T19:00:10')).toBe(10);
      expect(await count('created__lt=2026-01-01T00:00:10Z')).toBe(10);
    } finally {
      process.env['TZ'] = zone;
    }
  });

  it('refuses TRACE like other methods', async () => {
    for (const path of ['site/', `site/${siteId(1)}/`]) {
      expect((await status(undefined, 'TRACE' as 'GET', path))[0]).toBe(401);
      expect(await status('root', 'TRACE' as 'GET', path)).toEqual([405, 'Method "TRACE" not allowed.']);
    }
  });

  it('knows no path that could not be meant', async () => {
    for (const path of [
      'site/%zz/',
      `site/${'1'.repeat(400)}/`,
      'site/x',
      `site/${siteId(1).toUpperCase()}`,
    ]) {
      for (const method of ['GET', 'POST'] as const)
        expect(await status('root', method, path)).toEqual([404, 'Not found.']);
    }
    expect((await status('root', 'GET', `site/${siteId(1)}`))[0]).toBe(301);
    expect((await status('root', 'POST', 'site/bulk'))[0]).toBe(301);
    expect((await status('root', 'POST', `site/${siteId(1)}/rename`))[0]).toBe(301);
    expect((await status('root', 'POST', 'site/x/rename'))[0]).toBe(404);
  });

  describe('HEAD and OPTIONS', () => {
    it('OPTIONS calls each path by a name', async () => {
      const paths = ['site/', `site/${siteId(1)}/`, 'site/bulk/', `site/${siteId(1)}/rename/`];
      const names = await Promise.all(
        paths.map(async (path) => (await rig.call('root', 'OPTIONS', path)).body['name']),
      );
      expect(names).toEqual(['Site List Create', 'Site Detail', 'Site Bulk', 'Site Rename']);
    });

    it('HEAD is GET without the body, and needs the permission to view itself', async () => {
      const path = `site/${siteId(1)}/`;
      const read = await rig.call('north', 'GET', path);
      const head = await rig.call('north', 'HEAD', path);
      expect([head.status, head.text, head.headers['etag']]).toEqual([200, '', read.headers['etag']]);
      expect((await status('changer', 'HEAD', path))[0]).toBe(403);
      expect((await status('changer', 'GET', path))[0]).toBe(200);
    });

    it('OPTIONS names the fields of objects that the caller may change', async () => {
      const actions = async (as: string, path: string) =>
        Object.keys(((await rig.call(as, 'OPTIONS', path)).body['actions'] as object | undefined) ?? {});
      expect((await status(undefined, 'OPTIONS', 'site/'))[0]).toBe(401);
      expect(await actions('north', `site/${siteId(1)}/`)).toEqual(['PUT']);
      expect(await actions('north', `site/${siteId(50)}/`)).toEqual([]);
      expect(await actions('north', `site/${siteId(60)}/`)).toEqual([]);
      expect(await actions('root', `site/${siteId(60)}/`)).toEqual(['PUT']);
      expect(await actions('powerless', `site/${siteId(1)}/`)).toEqual([]);
      expect((await rig.call('root', 'OPTIONS', `site/${siteId(1)}/rename/`)).headers['allow']).toBe(
        'POST, OPTIONS',
      );
    });
  });

  it('redirects to the path with the slash', async () => {
    for (const method of ['GET', 'POST'] as const) {
      const answer = await rig.call(undefined, method, 'site?a=1');
      expect([answer.status, answer.headers['location']]).toEqual([301, '/api/v1/test/site/?a=1']);
    }
  });
});
