import { openTestDatabase, testDialects, waitFor, type TestDatabase } from '@netloom/server-kit/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestController, type TestController } from '../../testing/index.ts';
import { isSigned, startTestReceiver, type TestReceiver } from './test-receiver.ts';

describe.each(testDialects)('webhooks of a controller on %s', (dialect) => {
  let database: TestDatabase;
  let controller: TestController;
  let receiver: TestReceiver;
  let organization: string;
  beforeAll(async () => {
    database = await openTestDatabase(dialect);
    controller = await startTestController({
      NETLOOM_DATABASE_URL: database.url,
      NETLOOM_WEBHOOKS_ALLOW_PRIVATE: 'true',
    });
    organization = controller.defaultOrganizationId;
  });
  afterAll(async () => {
    await controller.stop();
    await database.close();
  });
  beforeEach(async () => (receiver = await startTestReceiver()));
  afterEach(async () => {
    const { body } = await root('GET', 'webhooks/webhook/?page_size=100');
    for (const { id } of body.results) await root('DELETE', `webhooks/webhook/${id}/`);
    await receiver.close();
  });

  const call = async (authorization: string, method: string, path: string, body?: unknown) => {
    const response = await fetch(`${controller.url}/api/v1/${path}`, {
      method,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const root = (method: string, path: string, body?: unknown) => call(controller.bearer, method, path, body);
  const hook = async (given: Record<string, unknown> = {}) => {
    const { status, body } = await root('POST', 'webhooks/webhook/', {
      name: 'hook',
      organization,
      url: receiver.url,
      topics: ['template.*'],
      ...given,
    });
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  let names = 0;
  const makeTemplate = async (given: Record<string, unknown> = {}) => {
    const { status, body } = await root('POST', 'controller/template/', {
      name: `template ${names++}`,
      organization,
      backend: 'netjsonconfig.OpenWrt',
      config: { general: { timezone: 'UTC' } },
      ...given,
    });
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  const deliveries = async (webhook: string, query = '') =>
    (await root('GET', `webhooks/webhook/${webhook}/deliveries/${query}`)).body.results;
  const makeOrganization = async (slug: string): Promise<string> =>
    (await root('POST', 'users/organization/', { name: slug, slug })).body.id;
  const makeManager = async (username: string, manages: string, groups: number[]): Promise<string> => {
    const password = 'a-Test-password-9';
    const made = await root('POST', 'users/user/', {
      username,
      email: `${username}@example.org`,
      password,
      email_verified: true,
      groups,
      is_staff: true,
      organization_users: { organization: manages, is_admin: true },
    });
    expect(made.status).toBe(201);
    return `Bearer ${(await root('POST', 'users/token/', { username, password })).body.token}`;
  };

  it('are told of events, signed, and write down what became of it', async () => {
    const { id, secret, ...made } = await hook();
    expect(made).toMatchObject({
      enabled: true,
      failing_since: null,
      disabled_reason: '',
      topics: ['template.*'],
    });
    expect(secret).toMatch(/^[A-Za-z0-9]{48}$/);
    const template = await makeTemplate();
    const request = await waitFor('the delivery', () => receiver.received[0]);
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'netloom-topic': 'template.created',
      'netloom-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'user-agent': expect.stringMatching(/^Netloom\/\d/),
    });
    expect(request.json).toEqual({
      id: expect.any(String),
      topic: 'template.created',
      created: expect.stringMatching(/Z$/),
      organization,
      data: { template_id: template.id },
    });
    expect(isSigned(request, secret)).toBe(true);
    expect(isSigned(request, `${secret}x`)).toBe(false);
    const [delivery] = await waitFor('the outcome', async () => {
      const found = await deliveries(id);
      return found[0]?.state === 'delivered' && found;
    });
    expect(delivery).toMatchObject({
      id: request.headers['netloom-delivery'],
      event: request.json.id,
      topic: 'template.created',
      attempts: 1,
      status: 200,
      error: '',
      next_attempt: null,
      replay_of: null,
    });
    const { body: detail } = await root('GET', `webhooks/webhook/${id}/deliveries/${delivery.id}/`);
    expect(detail).toMatchObject({ ...delivery, body: request.json, response: 'ok' });
  });

  it('show their secret once, keep it sealed, and take a new one', async () => {
    const { id, secret } = await hook();
    const { body } = await root('GET', `webhooks/webhook/${id}/`);
    expect(body).not.toHaveProperty('secret');
    expect((await root('PATCH', `webhooks/webhook/${id}/`, { name: 'other' })).body).not.toHaveProperty(
      'secret',
    );
    const { body: rotated } = await root('POST', `webhooks/webhook/${id}/rotate-secret/`);
    expect(Object.keys(rotated)).toEqual(['secret']);
    expect(rotated.secret).not.toBe(secret);
    const stored = await database.db.selectFrom('webhooks_webhook').selectAll().execute();
    const audited = await database.db.selectFrom('audit_entry').selectAll().execute();
    for (const known of [secret, rotated.secret]) {
      expect(JSON.stringify(stored)).not.toContain(known);
      expect(JSON.stringify(audited)).not.toContain(known);
    }
    expect(audited.filter(({ object_id }) => object_id === id).map(({ action }) => action)).toEqual([
      'created',
      'updated',
      'secret-rotated',
    ]);
    await makeTemplate();
    const request = await waitFor('the delivery', () => receiver.received[0]);
    expect([isSigned(request, rotated.secret), isSigned(request, secret)]).toEqual([true, false]);
  });

  it('hear only of their topics and their organization', async () => {
    const elsewhere = await makeOrganization(`elsewhere-${dialect}`);
    const own = await hook({ topics: ['template.created'], name: 'own' });
    const foreign = await hook({ topics: ['*'], organization: elsewhere, name: 'foreign' });
    const all = await hook({ topics: ['template.*', 'user.created'], organization: null, name: 'all' });
    const off = await hook({ topics: ['*'], enabled: false, name: 'off' });
    const template = await makeTemplate();
    await root('PATCH', `controller/template/${template.id}/`, { name: 'changed' });
    const shared = await makeTemplate({ organization: null });
    await root('POST', 'users/user/', {
      username: `watched-${dialect}`,
      email: `watched-${dialect}@example.org`,
      password: 'a-Test-password-9',
      email_verified: true,
    });
    const topicsOf = async ({ id }: { id: string }) =>
      (await deliveries(id, '?ordering=created')).map(({ topic }: { topic: string }) => topic);
    const expected = ['template.created', 'template.updated', 'template.created', 'user.created'];
    await waitFor('all events', async () => (await topicsOf(all)).length === expected.length);
    expect(await topicsOf(all)).toEqual(expected);
    // What is shared concerns every organization.
    expect(await topicsOf(own)).toEqual(['template.created', 'template.created']);
    expect(await topicsOf(foreign)).toEqual(['template.created']);
    expect(await topicsOf(off)).toEqual([]);
    await waitFor('the deliveries', () => receiver.received.length === 7);
    const toForeign = receiver.received.filter(({ json }) => json.data.template_id === shared.id);
    expect(toForeign).toHaveLength(3);
    expect(new Set(toForeign.map(({ json }) => json.id)).size).toBe(1);
    expect(new Set(toForeign.map(({ headers }) => headers['netloom-delivery'])).size).toBe(3);
  });

  it('follow changes with the very next event', async () => {
    const { id } = await hook({ topics: ['user.*'] });
    await makeTemplate();
    await root('PATCH', `webhooks/webhook/${id}/`, { topics: ['template.created'] });
    const heard = await makeTemplate();
    await waitFor('the delivery', () => receiver.received.length > 0);
    await root('PATCH', `webhooks/webhook/${id}/`, { enabled: false });
    await makeTemplate();
    await root('PATCH', `webhooks/webhook/${id}/`, { enabled: true });
    const again = await makeTemplate();
    await waitFor('the second delivery', () => receiver.received.length > 1);
    expect(receiver.received.map(({ json }) => json.data.template_id)).toEqual([heard.id, again.id]);
  });

  it('can be tested, also when they are switched off', async () => {
    const { id, secret } = await hook({ enabled: false });
    const { status, body } = await root('POST', `webhooks/webhook/${id}/test/`);
    expect([status, body]).toEqual([
      200,
      {
        delivery: expect.any(String),
        delivered: true,
        status: 200,
        error: '',
        duration_ms: expect.any(Number),
      },
    ]);
    const [request] = receiver.received;
    expect(request?.json).toMatchObject({ topic: 'ping', organization, data: { webhook: id } });
    expect(request && isSigned(request, secret)).toBe(true);
    receiver.answer = (response) => void response.writeHead(500).end('broken');
    const { body: failed } = await root('POST', `webhooks/webhook/${id}/test/`);
    expect(failed).toMatchObject({
      delivered: false,
      status: 500,
      error: 'The receiver answered with the status 500.',
    });
    expect((await deliveries(id)).map(({ state }: { state: string }) => state)).toEqual([
      'failed',
      'delivered',
    ]);
    const replay = await root('POST', `webhooks/webhook/${id}/deliveries/${failed.delivery}/replay/`);
    expect([replay.status, replay.body]).toEqual([400, { __all__: ['The webhook is switched off.'] }]);
    for (let times = 0; times < 8; times++) await root('POST', `webhooks/webhook/${id}/test/`);
    expect((await root('POST', `webhooks/webhook/${id}/test/`)).status).toBe(429);
  });

  it('get an event once more when somebody asks for it', async () => {
    const { id } = await hook();
    await makeTemplate();
    await waitFor('the delivery', () => receiver.received.length === 1);
    const [first] = await deliveries(id);
    const { status, body } = await root('POST', `webhooks/webhook/${id}/deliveries/${first.id}/replay/`);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ replay_of: first.id, event: first.event, topic: 'template.created' }),
    ]);
    await waitFor('the replay', () => receiver.received.length === 2);
    const [one, two] = receiver.received;
    expect(two?.body).toBe(one?.body);
    expect(two?.headers['netloom-delivery']).toBe(body.id);
    const missing = `webhooks/webhook/${id}/deliveries/00000000-0000-4000-8000-000000000000/replay/`;
    expect((await root('POST', missing)).status).toBe(404);
    expect((await root('DELETE', `webhooks/webhook/${id}/deliveries/${first.id}/`)).status).toBe(405);
  });

  it('belong to those who manage their organization', async () => {
    const elsewhere = await makeOrganization(`south-${dialect}`);
    const manager = await makeManager(`dora-${dialect}`, elsewhere, [2]);
    const operator = await makeManager(`ed-${dialect}`, elsewhere, [1]);
    const north = await hook();
    const all = await hook({ organization: null });
    const given = { name: 'mine', url: receiver.url, topics: ['*'] };
    for (const organizationGiven of [null, undefined])
      expect(
        (await call(manager, 'POST', 'webhooks/webhook/', { ...given, organization: organizationGiven }))
          .body,
      ).toEqual({ organization: ['This field may not be null.'] });
    expect((await call(manager, 'POST', 'webhooks/webhook/', { ...given, organization })).status).toBe(400);
    const mine = await call(manager, 'POST', 'webhooks/webhook/', { ...given, organization: elsewhere });
    expect(mine.status).toBe(201);
    const listed = await call(manager, 'GET', 'webhooks/webhook/');
    expect(listed.body.results.map(({ id }: { id: string }) => id)).toEqual([mine.body.id]);
    for (const { id } of [north, all]) {
      for (const [method, path] of [
        ['GET', ''],
        ['PATCH', ''],
        ['DELETE', ''],
        ['POST', 'rotate-secret/'],
        ['POST', 'test/'],
        ['GET', 'deliveries/'],
      ] as const)
        expect(
          (await call(manager, method, `webhooks/webhook/${id}/${path}`)).status,
          `${method} ${path}`,
        ).toBe(404);
    }
    expect((await call(manager, 'GET', `webhooks/webhook/${mine.body.id}/deliveries/`)).status).toBe(200);
    expect((await call(operator, 'GET', 'webhooks/webhook/')).status).toBe(403);
    expect((await call(operator, 'GET', 'webhooks/topics/')).status).toBe(403);
    expect((await call('', 'GET', 'webhooks/topics/')).status).toBe(401);
    const { body: known } = await call(manager, 'GET', 'webhooks/topics/');
    expect(known.wildcards).toContain('device.*');
    expect(known.topics).toContainEqual({ name: 'device.registered', description: expect.any(String) });
    // It stays where it is: its deliveries tell of that organization.
    const moved = await root('PATCH', `webhooks/webhook/${north.id}/`, { organization: elsewhere });
    expect([moved.status, moved.body.organization]).toEqual([200, organization]);
  });

  it.each([
    [{ topics: [] }, { topics: ['Choose at least one topic.'] }],
    [{ topics: 'device.*' }, { topics: ['Expected a list of topics.'] }],
    [
      { topics: ['device.*', 'nothing.*', 'ping'] },
      { topics: ['"nothing.*" is not a known topic.', '"ping" is not a known topic.'] },
    ],
    [{ topics: [7] }, { topics: ['"7" is not a known topic.'] }],
    [{ url: 'ftp://example.org' }, { url: ['Enter a valid URL, http or https.'] }],
    [{ url: 'https://a:b@example.org' }, { url: ['The URL must not contain a user name or password.'] }],
    [
      { url: undefined, topics: undefined, name: undefined },
      {
        name: ['This field is required.'],
        url: ['This field is required.'],
        topics: ['This field is required.'],
      },
    ],
  ])('refuse %j', async (given, errors) => {
    const { status, body } = await root('POST', 'webhooks/webhook/', {
      name: 'hook',
      organization,
      url: receiver.url,
      topics: ['*'],
      ...given,
    });
    expect([status, body]).toEqual([400, errors]);
  });

  it('are limited in number for one organization', async () => {
    const crowded = await makeOrganization(`crowded-${dialect}`);
    for (let count = 0; count < 50; count++) await hook({ organization: crowded });
    const given = { name: 'one more', organization: crowded, url: receiver.url, topics: ['*'] };
    expect(await root('POST', 'webhooks/webhook/', given)).toEqual({
      status: 400,
      body: { __all__: ['There are 50 webhooks already: delete one first.'] },
    });
    await root('DELETE', `users/organization/${crowded}/`);
    expect((await root('GET', 'webhooks/webhook/')).body.count).toBe(0);
  });
});
