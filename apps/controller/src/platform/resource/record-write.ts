import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import { auditOrigin } from '../audit.ts';
import type { Caller } from '../caller.ts';
import { changedFields } from '../changed-fields.ts';
import { maskChange, masked } from '../mask-change.ts';
import { systemScope } from '../tenancy.ts';
import type { Field } from './field.ts';
import { fieldsOf, represent } from './represent.ts';
import type { Resource, ResourceContext, Values } from './resource.ts';

type Document = Readonly<Record<string, unknown>>;

/** A write to one object that the audit log shall tell. */
interface Write<Id> {
  /** `updated`, `deleted`, or another word for what was done. */
  action: string;
  id: Id;
  /** What the body said, as the fields read it. */
  values?: Values;
}

type Platform = Pick<AppContext, 'audit'>;

/** Runs a write to an object that is there, and records the object before and after. */
export const recordWrite = async <Row extends { id: string | number }, Result>(
  { audit }: Platform,
  resource: Resource<Row>,
  context: ResourceContext,
  write: Write<Row['id']>,
  run: () => Promise<Result>,
): Promise<Result> => {
  if (!audit.isKept || resource.audit === false) return run();
  const before = await look(resource, context, write.id);
  const result = await run();
  await report({ audit }, resource, context, write, before);
  return result;
};

/** Creates an object and records it. */
export const recordCreation = async <Row extends { id: string | number }>(
  { audit }: Platform,
  resource: Resource<Row>,
  context: ResourceContext,
  values: Values,
  create: () => Promise<Row['id']>,
): Promise<Row['id']> => {
  const id = await create();
  if (audit.isKept && resource.audit !== false)
    await report({ audit }, resource, context, { action: 'created', id, values });
  return id;
};

interface Look<Row> {
  row: Row;
  shown: Document;
  /** Whose managers may read of it. */
  organizationId: string | null;
}

/** An object as superusers see it: what its writer may not see, or not any more, is recorded all the same. */
const look = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  context: ResourceContext,
  id: Row['id'],
): Promise<Look<Row> | undefined> => {
  const { db, caller, request } = context;
  const seer: Caller = { ...caller, isSuperuser: true };
  const row = (await resource
    .query(db, systemScope, seer, request)
    .where(sql<boolean>`${sql.ref(resource.idColumn)} = ${id}`)
    .executeTakeFirst()) as Row | undefined;
  if (!row) return undefined;
  const fields = recordedFields(resource, seer);
  await resource.complete?.([row], {
    db,
    caller: seer,
    scope: systemScope,
    request,
    fields: new Set(Object.keys(fields)),
    isDetail: true,
  });
  // Plain JSON, as it will be stored and compared.
  const shown = JSON.parse(JSON.stringify(represent(row, fields, seer))) as Document;
  const organizationId = await organizationOf(resource, row, context);
  const within = resource.audit && resource.audit.within;
  return {
    row,
    shown: within && organizationId !== null ? within(shown, organizationId) : shown,
    organizationId,
  };
};

/** What the detail shows, and what else a body may say. */
const recordedFields = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  seer: Caller,
): Record<string, Field<Row>> => {
  const extra = Object.entries(resource.extraFields ?? {}).filter(([, field]) => !field.readOnly);
  return Object.fromEntries(
    [...Object.entries(fieldsOf(resource, true)), ...extra].filter(
      ([, field]) => !field.writeOnly && !field.hiddenFrom?.(seer),
    ),
  );
};

/** Every field with its name; a name may come twice, for the list and the detail. */
const allFields = <Row extends { id: string | number }>(resource: Resource<Row>): [string, Field<Row>][] =>
  [resource.fields, resource.detailFields, resource.extraFields].flatMap((fields) =>
    Object.entries(fields ?? {}),
  );

/** The write has succeeded: nothing that happens here may make its answer a failure. */
const report = async <Row extends { id: string | number }>(
  { audit }: Platform,
  resource: Resource<Row>,
  context: ResourceContext,
  write: Write<Row['id']>,
  before?: Look<Row>,
): Promise<void> => {
  const { caller, request } = context;
  try {
    const after = await look(resource, context, write.id);
    const change = changeOf(before?.shown, after?.shown, writtenOnly(resource, write.values));
    const secretFields = new Set(
      allFields(resource).flatMap(([name, field]) => (field.secret ? [name] : [])),
    );
    await audit.record({
      ...auditOrigin(request, caller),
      action: write.action,
      kind: resource.name,
      objectId: objectIdOf(resource, after ?? before) ?? String(write.id),
      label: labelOf(resource, after ?? before) ?? String(write.id),
      organizationId: (after ?? before)?.organizationId ?? null,
      ...maskChange(change, secretFields),
    });
  } catch (error) {
    request.log.error(
      { err: error, action: write.action, kind: resource.name, objectId: write.id, userId: caller.userId },
      'a write is missing from the audit log',
    );
  }
};

const changeOf = (
  before: Document | undefined,
  after: Document | undefined,
  written: Document,
): { before: Document | null; after: Document | null } => {
  if (!before || !after) return { before: before ?? null, after: after ? { ...after, ...written } : null };
  const changed = changedFields(unstamped(before), unstamped(after));
  return { before: changed.before, after: { ...changed.after, ...written } };
};

/** The moment of the last change is another one after every write: the entry's own time says as much. */
const unstamped = ({ modified: _modified, ...document }: Document): Document => document;

/** Fields that are written and never shown: the log tells that they were written, and shows no more than the API. */
const writtenOnly = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  values: Values = {},
): Document => {
  const hidden = new Set(
    allFields(resource).flatMap(([name, field]) => (field.writeOnly && !field.readOnly ? [name] : [])),
  );
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name, value]) => hidden.has(name) && value !== undefined)
      .map(([name, value]) => [name, value === null || typeof value === 'boolean' ? value : masked]),
  );
};

const labelOf = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  seen: Look<Row> | undefined,
): string | undefined => {
  if (!seen) return undefined;
  if (resource.audit && resource.audit.label) return resource.audit.label(seen.row);
  const { shown } = seen;
  return [shown['name'], shown['username'], shown['email']].find(
    (value): value is string => typeof value === 'string' && value !== '',
  );
};

const objectIdOf = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  seen: Look<Row> | undefined,
): string | undefined =>
  seen && resource.audit && resource.audit.objectId ? resource.audit.objectId(seen.row) : undefined;

const organizationOf = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  row: Row,
  context: ResourceContext,
): Promise<string | null> => {
  if (resource.audit && resource.audit.organizationOf) return resource.audit.organizationOf(row, context);
  if (resource.organizationOf) return resource.organizationOf(row);
  const { organization_id: id } = row as { organization_id?: string | null };
  return id ?? null;
};
