import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { badRequest } from '@netloom/server-kit';
import type { FastifyReply } from 'fastify';
import type { Field } from './field.ts';
import { afterCursor, cursorAfter, orderBy, selectKeys, type OrderTerm } from './keyset.ts';
import { listQuery } from './list-query.ts';
import { formatTypes, type Format } from './negotiate-format.ts';
import { countRows, queryParameters } from './paginate.ts';
import { chooseFields, represent } from './represent.ts';
import type { Resource, ResourceContext } from './resource.ts';
import type { ResourcePlatform } from './resource-platform.ts';
import type { SelectQuery } from './select-query.ts';
import type { Table } from './table.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

/** Objects that are read and written at a time. */
const pageSize = 250;

type FileFormat = Exclude<Format, 'json'>;

const writers: Record<FileFormat, (table: Table) => AsyncIterable<string | Uint8Array>> = {
  csv: writeCsv,
  xlsx: writeXlsx,
};

/**
 * The whole list as a file: filtered, searched, ordered and narrowed to fields as the list would be. It is read page
 * by page and sent as it is read, at the speed that the client takes it.
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
  return reply.send(Readable.from(writers[format](table)));
};

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
  yield [columns.map(({ title }) => title)];
  const names = new Set(Object.keys(fields));
  const ordered = orderBy(selectKeys(query, order), order);
  let cursor: string | undefined;
  for (let read = 0; read < limit; read += pageSize) {
    const page = cursor === undefined ? ordered : afterCursor(ordered, order, cursor);
    const rows = (await page.limit(Math.min(pageSize, limit - read)).execute()) as Row[];
    await resource.complete?.(rows, { ...context, fields: names, isDetail: false });
    const shown = rows.map((row) => represent(row, fields, context.caller));
    yield shown.map((object) => columns.map(({ valueOf }) => valueOf(object)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    cursor = cursorAfter(last as Record<string, unknown>, order);
    // With the embedded database nothing else would have its turn before the last page.
    await setImmediate();
  }
}

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
