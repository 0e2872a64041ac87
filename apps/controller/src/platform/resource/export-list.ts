import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { badRequest } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Field } from './field.ts';
import { afterCursor, cursorAfter, orderBy, selectKeys, type OrderTerm } from './keyset.ts';
import { listQuery } from './list-query.ts';
import { formatTypes, type Format } from './negotiate-format.ts';
import { queryParameters } from './paginate.ts';
import { countRows } from './read-rows.ts';
import { chooseFields, represent } from './represent.ts';
import type { Resource, ResourceContext } from './resource.ts';
import type { ResourcePlatform } from './resource-platform.ts';
import type { SelectQuery } from './select-query.ts';
import type { Lines, Table } from './table.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

/**
 * Objects that are read and written at a time. Few, so that with the embedded database, whose statements nobody can
 * interrupt, a long export does not keep everybody else waiting.
 */
const pageSize = 100;
/** Ids that are read at a time: the order may be one that has to be sorted again for each further piece. */
const pieceSize = 5000;

type FileFormat = Exclude<Format, 'json'>;

const writers: Record<FileFormat, (table: Table) => AsyncIterable<string | Uint8Array>> = {
  csv: writeCsv,
  xlsx: writeXlsx,
};

/**
 * The whole list as a file: filtered, searched, ordered and narrowed to fields as the list would be. It is read page
 * by page and sent as it is read, at the speed that the client takes it: what changes meanwhile may be seen or not.
 *
 * @throws HttpError 400 when the list is longer than an export may be.
 */
export const exportList = async <Row extends { id: string | number }>(
  platform: ResourcePlatform,
  resource: Resource<Row>,
  context: ResourceContext,
  format: FileFormat,
  reply: FastifyReply,
): Promise<unknown> => {
  const { request } = context;
  const parameters = queryParameters(request);
  const fields = chooseFields(resource, false, parameters.get('fields'), context.caller);
  const now = platform.clock();
  const { query, order } = await listQuery(resource, context, parameters, now);
  const limit = platform.settings.apiMaxExportSize;
  const count = await countRows(query);
  if (count > limit) {
    throw badRequest({
      format: [`The list has ${count} objects, and an export at most ${limit}: narrow it with filters.`],
    });
  }
  reply
    .type(format === 'csv' ? `${formatTypes.csv}; charset=utf-8` : formatTypes[format])
    .header('content-disposition', `attachment; filename="${fileName(resource.path, now)}.${format}"`);
  if (request.method === 'HEAD') return reply.send();
  const table = readTable(resource, context, { query, order, fields, limit });
  // What is wrong from the start is still an error, and not a file that breaks off.
  const start = await table.next();
  return reply.send(Readable.from(writers[format](resume(start, table, request))));
};

/** The rest of a table whose first lines are there. The client only notices a failure by a file without an end. */
async function* resume(start: IteratorResult<Lines, void>, rest: Table, { log }: FastifyRequest): Table {
  if (!start.done) yield start.value;
  try {
    yield* rest;
  } catch (error) {
    log.error({ err: error }, 'an export broke off');
    throw error;
  }
}

/** `controller-device-2026-01-31` */
const fileName = (path: string, now: Date): string => {
  const words = path.split('/').filter((word) => !word.startsWith(':'));
  return [...words, now.toISOString().slice(0, 10)].join('-');
};

interface Selection<Row> {
  query: SelectQuery<Row>;
  order: readonly OrderTerm[];
  fields: Readonly<Record<string, Field<Row>>>;
  limit: number;
}

async function* readTable<Row extends { id: string | number }>(
  resource: Resource<Row>,
  context: ResourceContext,
  { query, order, fields, limit }: Selection<Row>,
): Table {
  const columns = columnsOf(fields);
  let titles = [columns.map(({ title }) => title)];
  const names = new Set(Object.keys(fields));
  for await (const ids of readIds(resource, query, order, limit)) {
    const rows = await readRows(resource, context, ids);
    await resource.complete?.(rows, { ...context, fields: names, isDetail: false });
    const shown = rows.map((row) => represent(row, fields, context.caller));
    yield [...titles, ...shown.map((object) => columns.map(({ valueOf }) => valueOf(object)))];
    titles = [];
    // With the embedded database nothing else would have its turn before the last page.
    await setImmediate();
  }
  yield titles;
}

/** The ids of a list in its order, a page at a time. */
async function* readIds<Row extends { id: string | number }>(
  { idColumn }: Resource<Row>,
  query: SelectQuery<Row>,
  order: readonly OrderTerm[],
  limit: number,
): AsyncGenerator<Row['id'][], void, undefined> {
  const ids = sql.ref<Row['id']>(idColumn).as('id');
  const ordered = orderBy(selectKeys(query.clearSelect().select(ids), order), order);
  let cursor: string | undefined;
  for (let read = 0; read < limit; read += pieceSize) {
    const rest = cursor === undefined ? ordered : afterCursor(ordered, order, cursor);
    const found = (await rest.limit(Math.min(pieceSize, limit - read)).execute()) as { id: Row['id'] }[];
    for (let start = 0; start < found.length; start += pageSize)
      yield found.slice(start, start + pageSize).map(({ id }) => id);
    const last = found.at(-1);
    if (last === undefined || found.length < pieceSize) return;
    cursor = cursorAfter(last, order);
  }
}

/** The rows with these ids, in this order; without those that are gone by now. */
const readRows = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  { db, scope, caller, request }: ResourceContext,
  ids: readonly Row['id'][],
): Promise<Row[]> => {
  const rows = (await resource
    .query(db, scope, caller, request)
    .where(sql<boolean>`${sql.ref(resource.idColumn)} in (${sql.join(ids)})`)
    .execute()) as Row[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

interface Column {
  title: string;
  valueOf(object: Readonly<Record<string, unknown>>): unknown;
}

/** A column a field; a field with an object of known properties has one for each of them: `config.status`. */
const columnsOf = <Row>(fields: Readonly<Record<string, Field<Row>>>): Column[] =>
  Object.entries(fields).flatMap(([name, { schema }]): Column[] => {
    const { properties } = schema as { properties?: Readonly<Record<string, unknown>> };
    if (!properties) return [{ title: name, valueOf: (object) => object[name] }];
    return Object.keys(properties).map((property) => ({
      title: `${name}.${property}`,
      valueOf: (object) => (object[name] as Record<string, unknown> | null | undefined)?.[property],
    }));
  });
