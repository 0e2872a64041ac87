import { badRequest, uniqueViolation, type Db } from '@netloom/server-kit';
import { sql } from 'kysely';
import { entityTag, requireTag } from './entity-tag.ts';
import { showDetail } from './find-object.ts';
import { recordCreation, recordWrite } from './record-write.ts';
import type { ChangeContext, Resource, ResourceContext, Values, WriteContext } from './resource.ts';
import type { ResourcePlatform } from './resource-platform.ts';
import { createTurns } from './take-turns.ts';

/**
 * Changes of one object follow each other, so that what `If-Match` compared is still there when the rule writes. That
 * holds within this process; where several share a database, see `ChangeContext.requireUnchanged`.
 */
const inTurn = createTurns();

/** Creates an object; the id. */
export const createObject = async <Row extends { id: string | number }>(
  platform: ResourcePlatform,
  resource: Resource<Row>,
  context: WriteContext,
  values: Values,
): Promise<Row['id']> =>
  recordCreation(platform, resource, context, values, async () => {
    const id = await guardConflict(resource, async () => resource.create?.(values, context));
    if (id === undefined) throw new Error(`${resource.name} was not created`);
    return id;
  });

/** Changes an object, if it is still what the caller has seen. */
export const changeObject = async <Row extends { id: string | number }>(
  platform: ResourcePlatform,
  resource: Resource<Row>,
  context: WriteContext,
  row: Row,
  values: Values,
): Promise<void> =>
  inTurn(`${resource.path} ${row.id}`, () =>
    recordWrite(platform, resource, context, { action: 'updated', id: row.id, values }, async () => {
      await context.requireUnchanged(platform.db);
      await guardConflict(resource, async () => resource.update?.(row, values, context));
    }),
  );

/** Deletes an object, if it is still what the caller has seen. */
export const removeObject = async <Row extends { id: string | number }>(
  platform: ResourcePlatform,
  resource: Resource<Row>,
  context: ChangeContext,
  row: Row,
): Promise<void> =>
  inTurn(`${resource.path} ${row.id}`, () =>
    recordWrite(platform, resource, context, { action: 'deleted', id: row.id }, async () => {
      await context.requireUnchanged(platform.db);
      await resource.remove?.(row, context);
    }),
  );

/** Does something else with an object, if it is still what the caller has seen. */
export const actOnObject = async <Row extends { id: string | number }, Result>(
  platform: ResourcePlatform,
  resource: Resource<Row>,
  context: ResourceContext,
  { action, id }: { action: string; id: Row['id'] },
  run: () => Promise<Result>,
): Promise<Result> => {
  const record = (): Promise<Result> => recordWrite(platform, resource, context, { action, id }, run);
  // Some take long, such as a test of somebody else's server: others need not wait for them.
  if (context.request.headers['if-match'] === undefined) return record();
  return inTurn(`${resource.path} ${id}`, async () => {
    await unchangedGuard(platform, resource, context, id)(platform.db);
    return record();
  });
};

const guardConflict = async <Row extends { id: string | number }, Result>(
  resource: Resource<Row>,
  write: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    const violation = uniqueViolation(error);
    if (!violation) throw error;
    throw badRequest(
      resource.onConflict?.(violation) ?? {
        __all__: [`${resource.modelName} with these values already exists.`],
      },
    );
  }
};

/** `requireUnchanged` for an object: compares what the `If-Match` header of the request says with what is there now. */
export const unchangedGuard = <Row extends { id: string | number }>(
  { database }: ResourcePlatform,
  resource: Resource<Row>,
  context: ResourceContext,
  id: Row['id'] | undefined,
): ChangeContext['requireUnchanged'] => {
  const expected = context.request.headers['if-match'];
  return async (db: Db) => {
    if (expected === undefined || id === undefined) return;
    if (db.isTransaction && database.dialect === 'postgres') await lockRow(db, resource.idColumn, id);
    const shown = await showDetail(resource, { ...context, db }, id);
    requireTag(expected, entityTag(shown, JSON.stringify(shown), resource.liveFields));
  };
};

/** Nobody else changes the row until the transaction ends. On SQLite a transaction that writes is alone anyway. */
const lockRow = async (db: Db, idColumn: string, id: string | number): Promise<void> => {
  const table = idColumn.split('.').slice(0, -1).join('.');
  await sql`select 1 from ${sql.table(table)} where ${sql.ref(idColumn)} = ${id} for update`.execute(db);
};
