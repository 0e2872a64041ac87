import { HttpError, notFound } from '@netloom/server-kit';
import { sql } from 'kysely';
import { systemScope } from '../tenancy.ts';
import type { Field } from './field.ts';
import { chooseFields, represent } from './represent.ts';
import type { Resource, ResourceContext } from './resource.ts';

/**
 * The row with this id, if it lies in the context's scope.
 *
 * @throws HttpError 404.
 */
export const findRow = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  context: ResourceContext,
  id: Row['id'],
): Promise<Row> => {
  const row = (await resource
    .query(context.db, context.scope, context.caller, context.request)
    .where(sql<boolean>`${sql.ref(resource.idColumn)} = ${id}`)
    .executeTakeFirst()) as Row | undefined;
  if (!row) throw notFound(`No ${resource.modelName} matches the given query.`);
  return row;
};

/**
 * The row with this id after the caller has written it, also when it does not lie in the caller's scope, such as a new
 * organization that nobody manages yet: the write has succeeded, and its answer must say so.
 */
export const findWritten = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  context: ResourceContext,
  id: Row['id'],
): Promise<Row> =>
  findRow(resource, context, id).catch((error: unknown) => {
    if (!(error instanceof HttpError) || error.status !== 404) throw error;
    const caller = { ...context.caller, isSuperuser: true };
    return findRow(resource, { ...context, caller, scope: systemScope }, id);
  });

/** A row that has been read, as one object with these fields shows it. */
export const showRow = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  context: ResourceContext,
  row: Row,
  shown: { fields: Readonly<Record<string, Field<Row>>>; isDetail: boolean },
): Promise<Record<string, unknown>> => {
  const { fields, isDetail } = shown;
  await resource.complete?.([row], { ...context, fields: new Set(Object.keys(fields)), isDetail });
  return represent(row, fields, context.caller);
};

/** An object as its detail shows it now, for operations that answer with the object that they changed. */
export const showDetail = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  context: ResourceContext,
  id: Row['id'],
): Promise<Record<string, unknown>> =>
  showRow(resource, context, await findRow(resource, context, id), {
    fields: chooseFields(resource, true, undefined, context.caller),
    isDetail: true,
  });
