import {
  createHttpServer,
  createLogger,
  createSecretBox,
  HttpError,
  parseSecretKeys,
} from '@netloom/server-kit';
import { openTestDatabase, testDialects, type TestDatabase } from '@netloom/server-kit/testing';
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthentication } from '../../platform/authentication.ts';
import type { Caller } from '../../platform/caller.ts';
import { createBegunRequests, type BegunRequests } from './begun-requests.ts';
import { createAudit } from './migrations/0001-create-audit.ts';
import { sealDocuments } from './migrations/0002-seal-documents.ts';
import { noteBegunRequests } from './migrations/0003-note-begun-requests.ts';
import { openAuditLog } from './open-audit-log.ts';
import { recordOtherWrites } from './record-other-writes.ts';
import { verifyAuditLog } from './verify-audit-log.ts';

const secrets = createSecretBox(parseSecretKeys('ab'.repeat(32), 'test'));
const migrations = [{ module: 'audit', migrations: [createAudit, sealDocuments, noteBegunRequests] }];
const quarterMs = 900_000;

const anna: Caller = {
  userId: '5d7c0000-0000-4000-8000-000000000001',
  username: 'anna',
  isSuperuser: false,
  isStaff: true,
  memberships: new Map(),
  permissions: new Set(),
  via: 'token',
  token: { name: 'backup', isReadOnly: false } as NonNullable<Caller['token']>,
};

describe.each(testDialects)('requests that are begun on %s', (dialect) => {
  let database: TestDatabase;
  let http: FastifyInstance;
  let begun: BegunRequests;
  let now: number;
  /** Notes that lay in the database while a route ran. */
  let seen: number[];

  const notes = () => database.db.selectFrom('audit_begunrequest').selectAll().execute();
  const entries = () => database.db.selectFrom('audit_entry').selectAll().orderBy('sequence').execute();

  beforeEach(async () => {
    database = await openTestDatabase(dialect, migrations);
    now = Date.parse('2026-03-01T10:00:00Z');
    seen = [];
    const log = createLogger({ level: 'silent' });
    const context = { database, db: database.db, secrets, log, clock: () => new Date(now) };
    http = await createHttpServer({ log, trustedProxies: [] });
    const auth = createAuthentication();
    auth.use(async ({ headers }) => (headers.authorization === 'anna' ? anna : undefined));
    begun = createBegunRequests(context);
    recordOtherWrites({ http, auth }, await openAuditLog(context), begun);
    http.post<{ Params: { answer: string } }>('/api/v1/:answer/', async (request) => {
      await auth.require(request);
      seen.push((await notes()).length);
      if (request.params.answer === 'refused') throw new HttpError(400, {});
      if (request.params.answer === 'broken') throw new Error('broken');
      return {};
    });
    http.get('/api/v1/look/', async (request) => auth.require(request).then(() => seen.push(-1)));
  });
  afterEach(async () => {
    await http.close();
    await database.close();
  });

  const post = async (url: string, authorization = 'anna') =>
    (await http.inject({ method: 'POST', url, headers: { authorization } })).statusCode;
  /** What is left of a request when the process dies in the middle of it. */
  const die = async (url: string): Promise<void> => {
    const kept = begun.answered;
    begun.answered = async () => {};
    await post(url);
    begun.answered = kept;
  };

  it.each([
    ['done', 200],
    ['refused', 400],
    ['broken', 500],
  ])('are noted until they are answered: %s', async (answer, status) => {
    expect(await post(`/api/v1/${answer}/`)).toBe(status);
    expect(seen).toEqual([1]);
    expect(await notes()).toEqual([]);
    await begun.tellInterrupted({ all: true });
    expect((await entries()).map(({ action }) => action)).toEqual(answer === 'done' ? ['requested'] : []);
  });

  it('are not noted when nobody is known, or nothing is written', async () => {
    expect(await post('/api/v1/done/', 'nobody')).toBe(401);
    await http.inject({ method: 'GET', url: '/api/v1/look/', headers: { authorization: 'anna' } });
    expect(seen).toEqual([-1]);
    expect(await notes()).toEqual([]);
  });

  it('are told when there will be no answer any more', async () => {
    await die('/api/v1/broken/?secret=1');
    now += quarterMs - 1;
    await begun.tellInterrupted();
    expect(await entries()).toEqual([]);
    now += 1;
    await begun.tellInterrupted();
    await begun.tellInterrupted({ all: true });
    expect(await entries()).toMatchObject([
      {
        sequence: 1,
        created: new Date(now),
        user_id: anna.userId,
        username: 'anna',
        via: 'token',
        token_name: 'backup',
        ip: '127.0.0.1',
        action: 'interrupted',
        kind: 'request',
        object_id: '/api/v1/broken/',
        label: 'POST /api/v1/:answer/',
        organization_id: null,
      },
    ]);
    expect(await notes()).toEqual([]);
    expect(await verifyAuditLog(database.db, secrets)).toMatchObject({ ok: true, entries: 1 });
  });

  it('are told at once by who is alone with the database, however many they are', async () => {
    for (let index = 0; index < 3; index++) await die('/api/v1/broken/');
    const [{ entry }] = (await notes()) as [Awaited<ReturnType<typeof notes>>[number]];
    const more = Array.from({ length: 250 }, () => ({
      id: crypto.randomUUID(),
      created: new Date(now),
      entry,
    }));
    await database.db.insertInto('audit_begunrequest').values(more).execute();
    await begun.tellInterrupted({ all: true });
    expect(await entries()).toHaveLength(253);
    expect(await notes()).toEqual([]);
  });

  it('change nothing when they cannot be noted', async () => {
    await sql`alter table audit_begunrequest rename to away`.execute(database.db);
    expect(await post('/api/v1/done/')).toBe(500);
    expect(seen).toEqual([]);
  });

  it('stay told when the log refuses them', async () => {
    await die('/api/v1/broken/');
    await sql`alter table audit_entry rename to away`.execute(database.db);
    await expect(begun.tellInterrupted({ all: true })).rejects.toThrow();
    expect(await notes()).toHaveLength(1);
  });
});
