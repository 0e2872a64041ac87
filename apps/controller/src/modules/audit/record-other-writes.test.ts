import { createHttpServer, createLogger, HttpError, unauthorized } from '@netloom/server-kit';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditOrigin, type AuditEntry } from '../../platform/audit.ts';
import { createAuthentication, type Authentication } from '../../platform/authentication.ts';
import type { Caller } from '../../platform/caller.ts';
import { recordOtherWrites } from './record-other-writes.ts';

const anna: Caller = {
  userId: '5d7c0000-0000-4000-8000-000000000001',
  username: 'anna',
  isSuperuser: false,
  isStaff: true,
  memberships: new Map(),
  permissions: new Set(),
  via: 'session',
};

let http: FastifyInstance;
let auth: Authentication;
let entries: AuditEntry[];

beforeEach(async () => {
  entries = [];
  http = await createHttpServer({ log: createLogger({ level: 'silent' }), trustedProxies: [] });
  auth = createAuthentication();
  auth.use(async ({ headers }) => {
    if (headers.authorization === 'bad') throw unauthorized();
    return headers.authorization === 'anna' ? anna : undefined;
  });
  // A module that comes before this one, one that comes after it, and one that speaks for itself.
  http.post('/api/v1/things/:id/', async (request) => auth.caller(request).then(() => ({ done: true })));
  const record = recordOtherWrites({ http, auth }, async (entry) => void entries.push(entry), {
    begin: async () => {},
    answered: async () => {},
  });
  http.post('/api/v1/fail/', async (request) => {
    await auth.require(request);
    throw new HttpError(400, {});
  });
  http.post('/api/v1/look/', { config: { audit: false } }, async (request) => auth.require(request));
  http.get('/api/v1/things/', async (request) => auth.require(request));
  http.post('/api/v1/open/', async () => ({}));
  http.post('/controller/report/', async (request) => auth.require(request));
  http.delete('/api/v1/own/', async (request, reply) => {
    await record({
      ...auditOrigin(request, anna),
      action: 'deleted',
      kind: 'own',
      objectId: '1',
      label: 'own',
      organizationId: null,
      before: {},
      after: null,
    });
    return reply.code(204).send();
  });
});
afterEach(() => http.close());

const call = (method: 'GET' | 'POST' | 'DELETE', url: string, authorization = 'anna') =>
  http.inject({ method, url, headers: { authorization } });

it('records the route of a write that nobody else records', async () => {
  await call('POST', '/api/v1/things/7/?token=geheim');
  expect(entries).toEqual([
    {
      actor: { userId: anna.userId, username: 'anna', via: 'session' },
      ip: '127.0.0.1',
      requestId: expect.any(String),
      action: 'requested',
      kind: 'request',
      objectId: '/api/v1/things/7/',
      label: 'POST /api/v1/things/:id/',
      organizationId: null,
      before: null,
      after: null,
    },
  ]);
});

it('leaves a write alone that was recorded', async () => {
  await call('DELETE', '/api/v1/own/');
  expect(entries.map(({ kind }) => kind)).toEqual(['own']);
});

it.each([
  ['one that failed', 'POST', '/api/v1/fail/', 'anna'],
  ['one that changes nothing', 'POST', '/api/v1/look/', 'anna'],
  ['one that reads', 'GET', '/api/v1/things/', 'anna'],
  ['one of nobody', 'POST', '/api/v1/things/7/', 'nobody'],
  ['one with bad credentials', 'POST', '/api/v1/things/7/', 'bad'],
  ['one that asks nobody', 'POST', '/api/v1/open/', 'anna'],
  ['one of a device', 'POST', '/controller/report/', 'anna'],
  ['one to nowhere', 'POST', '/api/v1/nowhere/', 'anna'],
] as const)('does not record %s', async (_what, method, url, as) => {
  await call(method, url, as);
  expect(entries).toEqual([]);
});
