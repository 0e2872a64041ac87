import { createLogger, HttpError, type Migration } from '@netloom/server-kit';
import { openTestDatabase, type TestDatabase } from '@netloom/server-kit/testing';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAudit, type Audit, type AuditEntry } from '../audit.ts';
import type { Caller } from '../caller.ts';
import * as field from './fields.ts';
import { recordCreation, recordWrite } from './record-write.ts';
import type { Resource, ResourceContext } from './resource.ts';

interface DoorRow {
  id: string;
  organization_id: string | null;
  name: string;
  code: string;
  opened: number;
  modified: Date;
  owner?: string;
}

declare module '@netloom/server-kit' {
  interface Tables {
    test_door: Omit<DoorRow, 'owner'>;
  }
}

const createDoors: Migration = {
  name: '0001-doors',
  up: async ({ tx, types }) => {
    await tx.schema
      .createTable('test_door')
      .addColumn('id', types.uuid, (column) => column.primaryKey())
      .addColumn('organization_id', types.uuid)
      .addColumn('name', types.text)
      .addColumn('code', types.text)
      .addColumn('opened', types.int)
      .addColumn('modified', types.time)
      .execute();
  },
};

const doors: Resource<DoorRow> = {
  name: 'door',
  modelName: 'Door',
  path: 'test/door',
  description: 'Doors.',
  permission: { app: 'test', model: 'door' },
  // Nobody but superusers sees a door: its change is recorded all the same.
  query: (db, _scope, caller) =>
    db
      .selectFrom('test_door')
      .selectAll()
      .where(sql<boolean>`${caller.isSuperuser ? 1 : 0} = 1`),
  idColumn: 'test_door.id',
  fields: {
    id: field.idField(),
    name: field.text(),
    code: field.text({ secret: true }),
    note: field.text({ writeOnly: true }),
    quiet: field.bool({ writeOnly: true }),
    opened: field.shown({ type: 'integer' }, { hiddenFrom: ({ isSuperuser }: Caller) => !isSuperuser }),
  },
  detailFields: { modified: field.timeField() },
  extraFields: {
    owner: field.text(),
    statistics: field.shown({ type: 'object' }, { show: () => ({ costly: true }) }),
  },
  complete: async (rows, { fields, isDetail }) => {
    expect(isDetail).toBe(true);
    if (fields.has('owner')) for (const row of rows) row.owner = `owner of ${row.name}`;
  },
  defaultOrdering: 'id',
};

describe('the record of a write', () => {
  let database: TestDatabase;
  let audit: Audit;
  let entries: AuditEntry[];
  let context: ResourceContext;
  const id = 'bbbbbbbb-0000-4000-8000-000000000001';
  const organization = 'aaaaaaaa-0000-4000-8000-000000000001';
  const caller: Caller = {
    userId: 'u',
    username: 'anna',
    isSuperuser: false,
    isStaff: true,
    memberships: new Map(),
    permissions: new Set(),
    via: 'session',
  };

  beforeAll(async () => {
    database = await openTestDatabase('sqlite', [{ module: 'test', migrations: [createDoors] }]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    entries = [];
    audit = createAudit();
    audit.use(async (entry) => void entries.push(entry));
    const request = { ip: '192.0.2.1', id: 'req-7', log: createLogger({ level: 'silent' }) };
    context = {
      db: database.db,
      caller,
      scope: { kind: 'organizations', ids: [], shared: false },
      request: request as unknown as FastifyRequest,
    };
    await database.db.deleteFrom('test_door').execute();
  });

  const insert = () =>
    database.db
      .insertInto('test_door')
      .values({
        id,
        organization_id: organization,
        name: 'front',
        code: '1234',
        opened: 0,
        modified: new Date(0),
      })
      .execute();
  const set = (changes: Partial<DoorRow>) =>
    database.db.updateTable('test_door').set(changes).where('id', '=', id).execute();

  it('holds the object as superusers see it, without secrets, what is never shown, and what is costly', async () => {
    const values = { name: 'front', code: '1234', note: 'geheim', quiet: true };
    const made = await recordCreation({ audit }, doors, context, values, async () => {
      await insert();
      return id;
    });
    expect(made).toBe(id);
    expect(entries).toEqual([
      {
        actor: { userId: 'u', username: 'anna', via: 'session' },
        ip: '192.0.2.1',
        requestId: 'req-7',
        action: 'created',
        kind: 'door',
        objectId: id,
        label: 'front',
        organizationId: organization,
        before: null,
        after: {
          id,
          name: 'front',
          code: '***',
          note: '***',
          quiet: true,
          opened: 0,
          modified: '1970-01-01T00:00:00.000000Z',
          owner: 'owner of front',
        },
      },
    ]);
  });

  it('holds only what differs, and says that a secret does', async () => {
    await insert();
    const changes = { name: 'back', code: '4321', opened: 1, modified: new Date(1) };
    const write = { action: 'updated', id, values: { code: '4321', note: 'x' } };
    expect(
      await recordWrite({ audit }, doors, context, write, async () => (await set(changes), 'the answer')),
    ).toBe('the answer');
    expect(entries[0]).toMatchObject({ action: 'updated', label: 'back' });
    expect([entries[0]?.before, entries[0]?.after]).toEqual([
      { name: 'front', code: '***', opened: 0, owner: 'owner of front' },
      { name: 'back', code: '*** (changed)', opened: 1, owner: 'owner of back', note: '***' },
    ]);
    await recordWrite({ audit }, doors, context, { action: 'painted', id }, () =>
      set({ modified: new Date(2) }),
    );
    expect(entries[1]).toMatchObject({ action: 'painted', before: {}, after: {} });
  });

  it('keeps what was deleted, as the resource wants it called', async () => {
    await insert();
    const named: Resource<DoorRow> = {
      ...doors,
      audit: { label: ({ name }) => `door ${name}`, organizationOf: () => null },
    };
    await recordWrite({ audit }, named, context, { action: 'deleted', id }, async () => {
      await database.db.deleteFrom('test_door').execute();
    });
    expect(entries).toMatchObject([
      {
        action: 'deleted',
        label: 'door front',
        organizationId: null,
        before: { name: 'front' },
        after: null,
      },
    ]);
  });

  it('is not made of a write that failed, and none is made where nobody keeps it', async () => {
    await insert();
    const refuse = async (): Promise<never> => {
      throw new HttpError(400, {});
    };
    await expect(recordWrite({ audit }, doors, context, { action: 'updated', id }, refuse)).rejects.toThrow(
      '400',
    );
    const silent: Resource<DoorRow> = { ...doors, audit: false };
    await recordWrite({ audit }, silent, context, { action: 'updated', id }, () => set({ name: 'x' }));
    const before = database.statements();
    await recordWrite({ audit: createAudit() }, doors, context, { action: 'updated', id }, () =>
      set({ name: 'y' }),
    );
    expect(database.statements() - before).toBe(1);
    expect(entries).toEqual([]);
  });

  it('does not fail a write that has succeeded', async () => {
    await insert();
    audit.use(async () => {
      throw new Error('the log is broken');
    });
    expect(await recordWrite({ audit }, doors, context, { action: 'updated', id }, async () => 'done')).toBe(
      'done',
    );
  });
});
