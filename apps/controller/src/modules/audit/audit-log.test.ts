import { createLogger, createSecretBox, migrate, openDatabase, parseSecretKeys } from '@netloom/server-kit';
import { openTestDatabase, testDialects, type TestDatabase } from '@netloom/server-kit/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { AuditEntry, RecordEntry } from '../../platform/audit.ts';
import { entryHash, headMark } from './chain.ts';
import { openEntryDocuments } from './entry-documents.ts';
import { createAudit } from './migrations/0001-create-audit.ts';
import { sealDocuments } from './migrations/0002-seal-documents.ts';
import { noteBegunRequests } from './migrations/0003-note-begun-requests.ts';
import { refuseReplacement } from './migrations/0004-refuse-replacement.ts';
import { openAuditLog } from './open-audit-log.ts';
import { verifyAuditLog } from './verify-audit-log.ts';

const secrets = createSecretBox(parseSecretKeys('ab'.repeat(32), 'test'));
const otherSecrets = createSecretBox(parseSecretKeys('cd'.repeat(32), 'test'));

const migrations = [
  { module: 'audit', migrations: [createAudit, sealDocuments, noteBegunRequests, refuseReplacement] },
];

const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  actor: { userId: '5d7c0000-0000-4000-8000-000000000001', username: 'anna', via: 'token' },
  ip: '192.0.2.7',
  requestId: 'req-1',
  action: 'updated',
  kind: 'device',
  objectId: 'd1',
  label: 'router',
  organizationId: null,
  before: { name: 'a' },
  after: { name: 'b' },
  ...changes,
});

describe.each(testDialects)('the audit log on %s', (dialect) => {
  let database: TestDatabase;
  let logged: { msg: string; entry?: { label: string } }[];
  let record: RecordEntry;

  const openOn = (target: Pick<TestDatabase, 'db' | 'dialect'>): Promise<RecordEntry> =>
    openAuditLog({
      database: target,
      secrets,
      clock: () => new Date('2026-03-01T10:00:00.123Z'),
      log: createLogger({
        level: 'error',
        destination: { write: (line) => void logged.push(JSON.parse(line)) },
      }),
    });
  const verify = (options: Parameters<typeof verifyAuditLog>[2] = {}) =>
    verifyAuditLog(database.db, secrets, options);
  const rows = async () => {
    const kept = await database.db.selectFrom('audit_entry').selectAll().orderBy('sequence').execute();
    return kept.map(({ documents_sealed: sealed, ...row }) => ({
      ...row,
      ...openEntryDocuments(secrets, row.sequence, sealed),
    }));
  };
  /** As somebody who owns the database but not the secret key. */
  const tamper = async (statement: string): Promise<void> => {
    const triggers =
      dialect === 'sqlite'
        ? ['drop trigger if exists audit_entry_no_update', 'drop trigger if exists audit_entry_no_delete']
        : ['drop trigger if exists audit_entry_no_change on audit_entry'];
    for (const text of [...triggers, statement]) await sql.raw(text).execute(database.db);
  };

  beforeEach(async () => {
    logged = [];
    database = await openTestDatabase(dialect, migrations);
    record = await openOn(database);
  });
  afterEach(() => database.close());

  it('is whole from the start, and entries follow each other', async () => {
    expect(await verify()).toEqual({ ok: true, entries: 0, end: { sequence: 0, hash: '' } });
    await openOn(database);
    for (const label of ['one', 'two', 'three']) await record(entry({ label }));
    const kept = await rows();
    expect(kept.map(({ sequence, label }) => [sequence, label])).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
    ]);
    expect(kept[0]).toMatchObject({
      created: new Date('2026-03-01T10:00:00.123Z'),
      user_id: '5d7c0000-0000-4000-8000-000000000001',
      username: 'anna',
      via: 'token',
      ip: '192.0.2.7',
      request_id: 'req-1',
      before: { name: 'a' },
      after: { name: 'b' },
    });
    for (const chunk of [1, 2, 3, 1000])
      expect(await verify({ chunk })).toEqual({
        ok: true,
        entries: 3,
        end: { sequence: 3, hash: kept[2]?.hash },
      });
    expect(logged).toEqual([]);
  });

  it('takes what is awkward to store, without its secrets, and stays whole', async () => {
    await record(
      entry({
        actor: { userId: null, username: `a\0b\ud800${'x'.repeat(400)}`, via: 'login', tokenName: 'ci\0' },
        label: 'ключ 🔑',
        before: null,
        after: {
          z: 1e21,
          'a"\u2028': [-0, 0.1, null, true, ['\ud83d', '\0']],
          nested: { b: 1, a: { __proto__x: 1, password: 'geheim' } },
          gone: undefined,
          at: new Date(0),
          long: 'x'.repeat(70_000),
        },
      }),
    );
    const [kept] = await rows();
    expect(kept?.username).toHaveLength(253);
    expect(kept?.username.startsWith('ab\ufffdx')).toBe(true);
    expect(kept?.token_name).toBe('ci');
    expect(kept?.after).toEqual({
      z: 1e21,
      'a"\u2028': [0, 0.1, null, true, ['\ud83d', '\0']],
      nested: { b: 1, a: { __proto__x: 1, password: '***' } },
      at: '1970-01-01T00:00:00.000Z',
      long: '[70002 characters of JSON: too long for the audit log]',
    });
    expect(await verify()).toMatchObject({ ok: true, entries: 1 });
  });

  it('keeps the order of many writers, also from two connections', async () => {
    // Two connections to one SQLite file in one thread would wait for each other for ever.
    const other = dialect === 'postgres' ? openDatabase(database.url) : undefined;
    const second = other ? await openOn(other) : record;
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? record : second)(entry({ objectId: String(index) })),
      ),
    );
    await other?.close();
    expect(logged).toEqual([]);
    expect(new Set((await rows()).map(({ object_id }) => object_id)).size).toBe(40);
    expect(await verify({ chunk: 7 })).toMatchObject({ ok: true, entries: 40 });
  });

  it('can be verified while it grows', async () => {
    for (let index = 0; index < 20; index++) await record(entry());
    const growing = (async () => {
      for (let index = 0; index < 60; index++) await record(entry());
    })();
    let verdicts = 0;
    do {
      expect(await verify({ chunk: 3 })).toMatchObject({ ok: true });
      verdicts++;
    } while ((await rows()).length < 80);
    await growing;
    expect(verdicts).toBeGreaterThan(0);
  });

  it.each([
    "update audit_entry set label = 'x'",
    'delete from audit_entry',
    ...{
      postgres: ['truncate audit_entry'],
      sqlite: [
        'replace into audit_entry select * from audit_entry',
        'insert or replace into audit_entry select * from audit_entry',
      ],
    }[dialect],
  ])('refuses: %s', async (statement) => {
    await record(entry());
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow(
      'entries of the audit log are only added',
    );
    expect(await verify()).toMatchObject({ ok: true, entries: 1 });
  });

  const cutOff = 'the log was cut off: it had 5 entries';
  const changed = 'the entry was changed, or does not follow the one before it';
  const notOurs = 'the end of the log is not one that Netloom wrote';
  it.each([
    ["update audit_entry set label = 'x' where sequence = 3", 3, changed],
    [
      `update audit_entry set documents_sealed = (select documents_sealed from audit_entry where sequence = 2)
        where sequence = 3`,
      3,
      changed,
    ],
    ["update audit_entry set documents_sealed = '' where sequence = 3", 3, changed],
    ["update audit_entry set documents_sealed = 'x' where sequence = 3", 3, changed],
    ['update audit_entry set user_id = null where sequence = 3', 3, changed],
    ["update audit_entry set hash = '0' where sequence = 5", 5, changed],
    ['delete from audit_entry where sequence = 3', 3, 'the entry is missing'],
    ['delete from audit_entry where sequence = 1', 1, 'the entry is missing'],
    ['delete from audit_entry where sequence >= 4', 4, cutOff],
    ['delete from audit_entry', 1, cutOff],
    ["update audit_head set mark = ''", 1, notOurs],
    ['update audit_head set sequence = 3', 1, notOurs],
    ['delete from audit_head', 1, notOurs],
    [
      `insert into audit_entry (sequence, created, username, via, ip, request_id, action, kind, object_id, label, hash)
        select 6, created, username, via, ip, request_id, action, kind, object_id, label, hash from audit_entry where sequence = 5`,
      6,
      changed,
    ],
  ])('notices: %s', async (statement, sequence, reason) => {
    for (const label of ['one', 'two', 'three', 'four', 'five']) await record(entry({ label }));
    await tamper(statement);
    for (const chunk of [1, 2, 1000])
      expect(await verify({ chunk })).toEqual({
        ok: false,
        entries: sequence - 1,
        broken: { sequence, reason },
      });
  });

  it('notices that the newest entries were cut off and the end moved back, also after further entries', async () => {
    for (const label of ['one', 'two', 'three']) await record(entry({ label }));
    const [, second] = await rows();
    await tamper('delete from audit_entry where sequence = 3');
    await database.db
      .updateTable('audit_head')
      .set({ sequence: 2, hash: second?.hash ?? '' })
      .execute();
    expect(await verify()).toMatchObject({ ok: false, broken: { reason: notOurs } });
    await record(entry({ label: 'covers it up' }));
    expect(logged.map(({ msg }) => msg)).toEqual([
      'the end of the audit log was changed from outside: verify it (netloom audit verify)',
    ]);
    expect(await verify()).toEqual({ ok: false, entries: 2, broken: { sequence: 3, reason: changed } });
  });

  it('lies in the database without a word of what changed', async () => {
    await record(entry({ after: { context: { lobby: 'zq-pass-phrase-zq' } } }));
    const kept = await database.db.selectFrom('audit_entry').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain('zq-pass');
    expect(await rows()).toMatchObject([{ after: { context: { lobby: 'zq-pass-phrase-zq' } } }]);
  });

  it('notices another secret key', async () => {
    await record(entry());
    expect(await verifyAuditLog(database.db, otherSecrets)).toMatchObject({ ok: false });
  });

  it('notices by an anchor that an older state came back whole', async () => {
    await record(entry({ label: 'one' }));
    const head = await database.db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
    await record(entry({ label: 'two' }));
    const anchored = await verify();
    if (!anchored.ok) throw new Error('the log should be whole');
    const anchor = anchored.end;
    expect(await verify({ anchor })).toMatchObject({ ok: true });

    await tamper('delete from audit_entry where sequence = 2');
    await database.db.updateTable('audit_head').set(head).execute();
    expect(await verify()).toMatchObject({ ok: true, entries: 1 });
    expect(await verify({ anchor })).toEqual({
      ok: false,
      entries: 1,
      broken: { sequence: 2, reason: 'the log ends before the entry 2 of the anchor' },
    });
    await record(entry({ label: 'another' }));
    expect(await verify({ anchor })).toEqual({
      ok: false,
      entries: 1,
      broken: { sequence: 2, reason: 'the entry is another one than the anchor names' },
    });
  });

  it('logs an entry that cannot be kept, without its secrets', async () => {
    await sql`drop table audit_head`.execute(database.db);
    await record(entry({ label: 'lost', after: { password: 'geheim' } }));
    expect(logged).toMatchObject([
      { msg: 'an entry of the audit log could not be kept', entry: { label: 'lost' } },
    ]);
    const endless: Record<string, unknown> = { secret: 'geheim' };
    endless['self'] = endless;
    await record(entry({ objectId: 'endless', after: endless }));
    expect(logged[1]).toMatchObject({ entry: { objectId: 'endless', action: 'updated' } });
    expect(JSON.stringify(logged)).not.toContain('geheim');
  });
});

describe.each(testDialects)('an audit log from before on %s', (dialect) => {
  it('is sealed, stays whole, and is still only added to', async () => {
    const database = await openTestDatabase(dialect, [{ module: 'audit', migrations: [createAudit] }]);
    onTestFinished(() => database.close());
    const { db } = database;
    const created = new Date('2026-03-01T10:00:00.123Z');
    const documents = [
      { before: { z: 1, a: 'geheim' }, after: { a: ['b'] } },
      { before: null, after: null },
    ];
    let hash = '';
    for (const [index, { before, after }] of documents.entries()) {
      const row = {
        sequence: index + 1,
        created,
        user_id: null,
        username: 'anna',
        via: 'token',
        token_name: null,
        ip: '',
        request_id: '',
        action: 'updated',
        kind: 'device',
        object_id: 'd1',
        label: 'router',
        organization_id: null,
      };
      hash = entryHash(secrets, hash, { ...row, before, after, hash: '' });
      await sql`insert into audit_entry (sequence, created, username, via, ip, request_id, action, kind, object_id, label, "before", "after", hash)
        values (${row.sequence}, ${dialect === 'sqlite' ? created.toISOString() : created}, 'anna', 'token', '', '', 'updated', 'device', 'd1', 'router',
          ${before && JSON.stringify(before)}, ${after && JSON.stringify(after)}, ${hash})`.execute(db);
    }
    const end = { sequence: documents.length, hash };
    await db
      .updateTable('audit_head')
      .set({ ...end, mark: headMark(secrets, end) })
      .execute();
    expect((await migrate(database, migrations, secrets))[0]).toBe('audit/0002-seal-documents');
    expect(await verifyAuditLog(db, secrets)).toEqual({ ok: true, entries: 2, end });
    const kept = await db.selectFrom('audit_entry').selectAll().orderBy('sequence').execute();
    expect(JSON.stringify(kept)).not.toContain('geheim');
    expect(
      kept.map(({ sequence, documents_sealed: sealed }) => openEntryDocuments(secrets, sequence, sealed)),
    ).toEqual(documents);
    await expect(sql`delete from audit_entry`.execute(db)).rejects.toThrow(
      'entries of the audit log are only added',
    );
  });
});
