import type { FastifySchema } from 'fastify';
import type { Field, ValueSchema } from './field.ts';
import { fieldsOf } from './represent.ts';
import { maximumBulk } from './bulk-operations.ts';
import type { Resource, ResourceAction } from './resource.ts';

/** What Fastify's schema type lacks and OpenAPI has. */
type RouteDocs = FastifySchema & {
  tags?: string[];
  summary?: string;
  description?: string;
  operationId?: string;
};

const detailError = { type: 'object', properties: { detail: { type: 'string' } }, required: ['detail'] };
const fieldErrors = {
  type: 'object',
  description:
    'The values are not allowed; nothing was changed. Messages by field; `__all__` and `non_field_errors` concern the whole object.',
  additionalProperties: true,
};
const errors = {
  401: { description: 'No or bad credentials.', ...detailError },
  403: { description: 'Not allowed.', ...detailError },
};
const missing = {
  404: { description: 'There is no such object, or the caller may not see it.', ...detailError },
};
const invalid = { 400: fieldErrors };
const throttled = { 429: { description: 'Too many requests; see Retry-After.', ...detailError } };

/** The part of the OpenAPI document that a resource's declaration makes. */
export const describeResource = <Row extends { id: string | number }>(
  resource: Resource<Row>,
): Record<'list' | 'create' | 'read' | 'replace' | 'change' | 'remove', RouteDocs> & {
  bulk(operations: readonly string[]): RouteDocs;
  action(operation: ResourceAction<Row>): RouteDocs;
} => {
  // Without the ids of parents: `users/user/:user_id/email`.
  const words = resource.path.split('/').filter((word) => !word.startsWith(':'));
  const tags = [words.join(' ')];
  const operation = (verb: string): string => [verb, ...words].join('_').replaceAll('-', '_');
  const parents = [...resource.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const parentIds = Object.fromEntries(parents.map((name) => [name, { type: 'string', format: 'uuid' }]));
  const parentParameters =
    parents.length > 0 ? { params: { type: 'object', properties: parentIds, required: parents } } : {};
  const idParameter = {
    type: 'object',
    properties: {
      ...parentIds,
      id: resource.integerId ? { type: 'integer' } : { type: 'string', format: 'uuid' },
    },
    required: [...parents, 'id'],
  };
  const shownInList = shownSchema(resource.fields);
  const shownInDetail = shownSchema(fieldsOf(resource, true));
  const consumes = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'];
  const body = (isDetail: boolean, isPartial: boolean) =>
    readSchema({ ...fieldsOf(resource, isDetail), ...resource.extraFields }, isPartial);

  return {
    list: {
      tags,
      summary: `List ${resource.name} objects`,
      description: resource.description,
      operationId: operation('list'),
      ...parentParameters,
      querystring: { type: 'object', properties: listParameters(resource) },
      response: { 200: listSchema(shownInList), ...invalid, ...errors, ...missing },
    },
    create: {
      tags,
      summary: `Create a ${resource.name}`,
      operationId: operation('create'),
      ...parentParameters,
      consumes,
      body: body(false, false),
      response: { 201: shownInList, ...invalid, ...errors, ...throttled },
    },
    read: {
      tags,
      summary: `Read a ${resource.name}`,
      operationId: operation('read'),
      params: idParameter,
      querystring: { type: 'object', properties: { fields: fieldsParameter(resource) } },
      response: { 200: shownInDetail, ...errors, ...missing },
    },
    replace: {
      tags,
      summary: `Replace a ${resource.name}`,
      operationId: operation('replace'),
      consumes,
      params: idParameter,
      body: body(true, false),
      response: { 200: shownInDetail, ...invalid, ...errors, ...missing },
    },
    change: {
      tags,
      summary: `Change a ${resource.name}`,
      operationId: operation('change'),
      consumes,
      params: idParameter,
      body: body(true, true),
      response: { 200: shownInDetail, ...invalid, ...errors, ...missing },
    },
    remove: {
      tags,
      summary: `Delete a ${resource.name}`,
      operationId: operation('delete'),
      params: idParameter,
      response: { 204: { description: 'Deleted.', type: 'null' }, ...errors, ...missing },
    },
    bulk: (operations) => ({
      tags,
      summary: `Do one operation to many ${resource.name} objects`,
      operationId: operation('bulk'),
      ...parentParameters,
      consumes,
      body: bulkBody(operations, idParameter.properties.id),
      response: { 200: bulkAnswer(idParameter.properties.id), ...invalid, ...errors, ...missing },
    }),
    action: ({ path, method, summary, response, body: actionBody }) => ({
      tags,
      summary,
      operationId: operation(`${method.toLowerCase()}_${path}`.replaceAll(/[/-]/g, '_')),
      params: idParameter,
      ...(actionBody ? { body: actionBody } : {}),
      ...(typeof response === 'string' ? { produces: [response] } : {}),
      response: {
        200:
          typeof response === 'object'
            ? response
            : { description: 'Done.', type: 'string', ...(response ? { format: 'binary' } : {}) },
        ...(actionBody ? invalid : {}),
        ...errors,
        ...missing,
      },
    }),
  } as ReturnType<typeof describeResource<Row>>;
};

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
  type: 'object',
  description: 'What became of each object, in the order of the ids.',
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
  required: ['results'],
});

const shownSchema = <Row>(fields: Readonly<Record<string, Field<Row>>>): ValueSchema => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => !field.writeOnly)
      .map(([name, { schema }]) => [name, schema]),
  ),
});

const readSchema = <Row>(fields: Readonly<Record<string, Field<Row>>>, isPartial: boolean): ValueSchema => {
  const written = Object.entries(fields).filter(([, field]) => !field.readOnly);
  const required = isPartial ? [] : written.filter(([, field]) => field.required).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(written.map(([name, { schema }]) => [name, schema])),
    ...(required.length > 0 ? { required } : {}),
  };
};

const listSchema = (item: ValueSchema): ValueSchema => ({
  type: 'object',
  properties: {
    count: { type: 'integer' },
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

const fieldsParameter = <Row extends { id: string | number }>(resource: Resource<Row>): ValueSchema => ({
  type: 'string',
  description: `Names of the fields to show, separated by commas.${resource.extraFields ? ` Only shown when named: ${Object.keys(resource.extraFields).join(', ')}.` : ''}`,
});

const listParameters = <Row extends { id: string | number }>(
  resource: Resource<Row>,
): Record<string, ValueSchema> => ({
  page: { type: 'string', description: 'Number of the page, from 1, or `last`.' },
  page_size: { type: 'integer', description: 'Objects on a page.' },
  cursor: {
    type: 'string',
    description: 'Pages by key instead of by number: start with an empty value, go on with `next_cursor`.',
  },
  fields: fieldsParameter(resource),
  ...(resource.search ? { search: { type: 'string', description: 'Words that must all be found.' } } : {}),
  ...(resource.orderings
    ? {
        ordering: {
          type: 'string',
          description: `Order by: ${Object.keys(resource.orderings).join(', ')}; \`-\` in front reverses. Default ${resource.defaultOrdering}.`,
        },
      }
    : {}),
  ...Object.fromEntries(Object.entries(resource.filters ?? {}).map(([name, { schema }]) => [name, schema])),
});
