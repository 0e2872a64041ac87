import type { FastifySchema } from 'fastify';
import { onlyWithKey } from '../api-document.ts';
import { maximumBulk } from './bulk-operations.ts';
import type { Field, ValueSchema } from './field.ts';
import { formatTypes } from './negotiate-format.ts';
import { fieldsOf } from './represent.ts';
import type { Resource, ResourceAction } from './resource.ts';

/** What Fastify's schema type lacks and OpenAPI has. */
type RouteDocs = FastifySchema & {
  tags?: string[];
  summary?: string;
  description?: string;
  operationId?: string;
};

interface ResourceDocs<Row> {
  list: RouteDocs;
  create: RouteDocs;
  read: RouteDocs;
  replace: RouteDocs;
  change: RouteDocs;
  remove: RouteDocs;
  bulk(operations: readonly string[]): RouteDocs;
  action(operation: ResourceAction<Row>): RouteDocs;
}

type Fields<Row> = Readonly<Record<string, Field<Row>>>;

/** Further errors of an operation, besides those that all have. */
const answers = (...statuses: number[]): Record<string, unknown> => ({ 'x-answers': statuses });

const consumes = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'];
const etag = {
  type: 'string',
  description: 'Entity tag: what `If-Match` and `If-None-Match` compare.',
};
const header = (description: string): ValueSchema => ({ type: 'string', description });
const ifMatch = header(
  'Entity tag of what the client has seen: 412 when the object is something else by now.',
);
const ifNoneMatch = header('Entity tag of what the client has: 304 when the object is still that.');

/** How conditional requests are described: the header of a read, the header of a write, and that of both answers. */
export const conditionalDocs = {
  read: { type: 'object', properties: { 'if-none-match': ifNoneMatch } },
  write: { type: 'object', properties: { 'if-match': ifMatch } },
  answer: { etag },
} as const;

/** An answer to a request with `fields`: any of the properties, in the same shape. */
const part: ValueSchema = { required: [], [onlyWithKey]: 'fields' };

const json = (description: string, schema: ValueSchema): ValueSchema => ({
  description,
  content: { [formatTypes.json]: { schema } },
});

/** The part of the OpenAPI document that a resource's declaration makes. */
export const describeResource = <Row extends { id: string | number }>(
  resource: Resource<Row>,
): ResourceDocs<Row> => {
  // Without the ids of parents: `users/user/:user_id/email`.
  const words = resource.path.split('/').filter((word) => !word.startsWith(':'));
  const tags = [words.join(' ')];
  const operationId = (verb: string): string => [verb, ...words].join('_').replaceAll(/[/-]/g, '_');
  const parents = [...resource.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const id: ValueSchema = resource.integerId ? { type: 'integer' } : { type: 'string', format: 'uuid' };
  const parentIds = Object.fromEntries(parents.map((name) => [name, { type: 'string', format: 'uuid' }]));
  const parentParameters =
    parents.length > 0 ? { params: { type: 'object', properties: parentIds, required: parents } } : {};
  const idParameters = {
    params: { type: 'object', properties: { ...parentIds, id }, required: [...parents, 'id'] },
  };

  const title = resource.modelName;
  const shownInDetail: ValueSchema = {
    title,
    ...shownSchema(fieldsOf(resource, true), resource.extraFields),
  };
  const itemSchema = shownSchema(resource.fields, resource.extraFields);
  const isSame = JSON.stringify({ title, ...itemSchema }) === JSON.stringify(shownInDetail);
  const shownInList = isSame ? shownInDetail : { title: `${title}Item`, ...itemSchema };
  const tagged = { ...json('The object.', shownInDetail), headers: conditionalDocs.answer };
  const partOfDetail = { ...shownInDetail, title: `${title}Part`, ...part };
  const partOfItem = isSame ? partOfDetail : { ...shownInList, title: `${title}ItemPart`, ...part };
  const newBody = bodySchema(`${title}Create`, { ...resource.fields, ...resource.extraFields }, false);
  const fieldsOfDetail = { ...fieldsOf(resource, true), ...resource.extraFields };

  return {
    list: {
      tags,
      summary: `List ${resource.name} objects`,
      description: resource.description,
      operationId: operationId('list'),
      ...parentParameters,
      querystring: { type: 'object', properties: listParameters(resource) },
      response: {
        200: {
          description: 'A page of the list, or the whole list as a file.',
          content: {
            [formatTypes.json]: { schema: pageSchema(`${title}Page`, { anyOf: [shownInList, partOfItem] }) },
            [formatTypes.csv]: { schema: { type: 'string' } },
            [formatTypes.xlsx]: { schema: { type: 'string', format: 'binary' } },
          },
        },
      },
      ...answers(404, 406),
    },
    create: {
      tags,
      summary: `Create a ${resource.name}`,
      operationId: operationId('create'),
      ...parentParameters,
      consumes,
      body: newBody,
      response: { 201: json('The object, as the list shows it.', shownInList) },
      ...answers(404, 406),
    },
    read: {
      tags,
      summary: `Read a ${resource.name}`,
      operationId: operationId('read'),
      ...idParameters,
      querystring: { type: 'object', properties: { fields: fieldsParameter(resource) } },
      headers: conditionalDocs.read,
      response: {
        200: {
          ...json('The object, or of it what `fields` asks for.', { anyOf: [shownInDetail, partOfDetail] }),
          headers: conditionalDocs.answer,
        },
      },
      ...answers(304, 406),
    },
    replace: {
      tags,
      summary: `Replace a ${resource.name}`,
      operationId: operationId('replace'),
      consumes,
      ...idParameters,
      headers: conditionalDocs.write,
      body: bodySchema(`${title}Replace`, fieldsOfDetail, false),
      response: { 200: tagged },
      ...answers(406, 412),
    },
    change: {
      tags,
      summary: `Change a ${resource.name}`,
      operationId: operationId('change'),
      consumes,
      ...idParameters,
      headers: conditionalDocs.write,
      body: bodySchema(`${title}Change`, fieldsOfDetail, true),
      response: { 200: tagged },
      ...answers(406, 412),
    },
    remove: {
      tags,
      summary: `Delete a ${resource.name}`,
      operationId: operationId('delete'),
      ...idParameters,
      ...querystring(resource.removeOptions),
      headers: conditionalDocs.write,
      response: { 204: { description: 'Deleted.', type: 'null' } },
      ...answers(...(resource.removeErrors ?? []), 406, 412),
    },
    bulk: (operations) => ({
      tags,
      summary: `Do one operation to many ${resource.name} objects`,
      description:
        'Each object is treated as if it were alone: what fails does not keep the others from being done.',
      operationId: operationId('bulk'),
      ...parentParameters,
      consumes: ['application/json'],
      body: bulkBody(operations, id),
      response: { 200: json('What became of each object, in the order of the ids.', bulkAnswer(id)) },
      ...answers(404, 406),
    }),
    action: ({
      path,
      method,
      summary,
      description,
      response,
      status = 200,
      action,
      errors = [],
      refusals = {},
      body: actionBody,
      query,
    }) => ({
      tags,
      summary,
      ...(description === undefined ? {} : { description }),
      operationId: operationId(`${method.toLowerCase()}_${path}`),
      ...idParameters,
      ...querystring(query),
      ...(actionBody ? { consumes, body: actionBody } : {}),
      ...(typeof response === 'string' ? { produces: [response] } : {}),
      ...(action === 'view' ? {} : { headers: conditionalDocs.write }),
      response: { [status]: actionAnswer(response), ...refusals },
      ...answers(404, 406, ...(action === 'view' ? [] : [412]), ...errors),
    }),
  } as ResourceDocs<Row>;
};

const querystring = (properties: Readonly<Record<string, ValueSchema>> | undefined): object =>
  properties ? { querystring: { type: 'object', properties } } : {};

const actionAnswer = (response: ResourceAction<never>['response']): ValueSchema => {
  if (typeof response === 'object') return response;
  return response === undefined
    ? { description: 'Done.', type: 'null' }
    : { description: 'Done.', type: 'string', format: 'binary' };
};

/** What is shown: `extra` only when it is asked for. */
const shownSchema = <Row>(fields: Fields<Row>, extra: Fields<Row> = {}): ValueSchema => {
  const shown = Object.entries({ ...extra, ...fields }).filter(([, field]) => !field.writeOnly);
  return {
    type: 'object',
    properties: Object.fromEntries(shown.map(([name, { schema }]) => [name, schema])),
    required: shown
      .filter(([name, { hiddenFrom, optional }]) => Object.hasOwn(fields, name) && !hiddenFrom && !optional)
      .map(([name]) => name),
  };
};

const bodySchema = <Row>(title: string, fields: Fields<Row>, isPartial: boolean): ValueSchema => {
  const written = Object.entries(fields).filter(([, field]) => !field.readOnly);
  const required = isPartial ? [] : written.filter(([, field]) => field.required).map(([name]) => name);
  return {
    title,
    type: 'object',
    properties: Object.fromEntries(
      written.map(([name, { schema, bodySchema: body }]) => [name, body ?? schema]),
    ),
    ...(required.length > 0 ? { required } : {}),
  };
};

/** A page of a list of `item`. */
export const pageSchema = (title: string, item: ValueSchema): ValueSchema => ({
  title,
  type: 'object',
  properties: {
    count: { type: 'integer', description: 'Objects in the whole list; with a cursor, when it began.' },
    next: { type: ['string', 'null'], description: 'URL of the next page. Absent with a cursor.' },
    previous: { type: ['string', 'null'], description: 'URL of the page before. Absent with a cursor.' },
    next_cursor: {
      type: ['string', 'null'],
      description: 'Value of `cursor` for the next page. Only with a cursor.',
    },
    results: { type: 'array', items: item },
  },
  required: ['count', 'results'],
});

const bulkBody = (operations: readonly string[], id: ValueSchema): ValueSchema => ({
  type: 'object',
  properties: {
    action: { type: 'string', enum: operations },
    ids: { type: 'array', items: id, minItems: 1, maxItems: maximumBulk },
    params: {
      type: 'object',
      additionalProperties: true,
      description: 'What the operation takes; for `change`, the fields to change.',
    },
  },
  required: ['action', 'ids'],
});

const bulkAnswer = (id: ValueSchema): ValueSchema => ({
  title: id['type'] === 'integer' ? 'BulkResultsByNumber' : 'BulkResults',
  type: 'object',
  properties: {
    results: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id,
          status: { type: 'string', enum: ['ok', 'error'] },
          detail: { type: 'string', description: 'Why it failed.' },
        },
        required: ['id', 'status'],
      },
    },
  },
});

/** Query parameters of everything that comes in pages. */
export const pageParameters: Readonly<Record<string, ValueSchema>> = {
  page: { type: 'string', description: 'Number of the page, from 1, or `last`.' },
  page_size: { type: 'integer', description: 'Objects on a page.' },
  cursor: {
    type: 'string',
    description: 'Pages by key instead of by number: start with an empty value, go on with `next_cursor`.',
  },
};

const fieldsParameter = <Row extends { id: string | number }>(resource: Resource<Row>): ValueSchema => ({
  type: 'string',
  description: `Names of the fields to show, separated by commas; the answer then has only those.${resource.extraFields ? ` Only shown when named: ${Object.keys(resource.extraFields).join(', ')}.` : ''}`,
});

const listParameters = <Row extends { id: string | number }>(
  resource: Resource<Row>,
): Record<string, ValueSchema> => ({
  ...pageParameters,
  fields: fieldsParameter(resource),
  format: {
    type: 'string',
    enum: Object.keys(formatTypes),
    description: 'The whole list as a file: `csv` or `xlsx`. Pages do not matter then.',
  },
  ...(resource.search ? { search: { type: 'string', description: 'Words that must all be found.' } } : {}),
  ...(resource.orderings
    ? {
        ordering: {
          type: 'string',
          description: `Order by: ${Object.keys(resource.orderings).join(', ')}; \`-\` in front reverses; several are separated by commas. Default ${resource.defaultOrdering}.`,
        },
      }
    : {}),
  ...Object.fromEntries(Object.entries(resource.filters ?? {}).map(([name, { schema }]) => [name, schema])),
});
