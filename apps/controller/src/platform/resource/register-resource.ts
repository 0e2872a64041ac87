import type { FastifyReply, FastifyRequest, HTTPMethods, RouteOptions } from 'fastify';
import type { Action } from '../authentication.ts';
import { authorizeRow, createAuthorizer } from './authorize-resource.ts';
import { bulkOperations, runBulk } from './bulk-operations.ts';
import { describeResource } from './describe-resource.ts';
import { entityTag, isFresh } from './entity-tag.ts';
import { exportList } from './export-list.ts';
import { findWritten, showRow } from './find-object.ts';
import { headerUrl } from './header-url.ts';
import { listObjects } from './list-objects.ts';
import { negotiateFormat, type Offer } from './negotiate-format.ts';
import { pathMetadata, writableFields } from './options-metadata.ts';
import { detailName, listName, operationName } from './path-names.ts';
import { queryParameters } from './paginate.ts';
import { readBody } from './read-body.ts';
import { readInput } from './read-input.ts';
import { chooseFields } from './represent.ts';
import type { Resource, ResourceAction, ResourceContext, WriteContext } from './resource.ts';
import type { ResourcePlatform } from './resource-platform.ts';
import { actOnObject, changeObject, createObject, removeObject, unchangedGuard } from './write-object.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True for methods that a path refuses with 405: they are no operations of the API. */
    isRefusal?: true;
  }
}

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'TRACE';

const allMethods: readonly Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

const jsonOnly: Offer = { formats: ['json'] };
const tables: Offer = { formats: ['json', 'csv', 'xlsx'] };

/** One operation of a path. */
interface Operation extends Partial<Offer> {
  method: Method;
  schema: RouteOptions['schema'];
  action?: Action;
  anyOf?: readonly Action[];
  isUnrecorded?: boolean;
  ignoresBody?: true;
  handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

/** Makes the routes of a resource: list, create, read, update, delete, bulk, and its other operations. */
export const registerResource = <Row extends { id: string | number }>(
  platform: ResourcePlatform,
  resource: Resource<Row>,
  actions: readonly ResourceAction<Row>[] = [],
): void => {
  const docs = describeResource(resource);
  const { hooks, contextOf, rowOf } = createAuthorizer(platform, resource);
  const { bodyLimit } = resource;
  const listPath = `/api/v1/${resource.path}/`;
  const detailPath = `${listPath}:id/`;

  /** Registers all methods of a path: those that it does not support are refused, after 401 and 403. */
  const registerPath = (
    url: string,
    operations: readonly Operation[],
    describe: (request: FastifyRequest) => unknown,
  ): void => {
    const supported = operations.flatMap(({ method }): Method[] =>
      method === 'GET' ? ['GET', 'HEAD'] : [method],
    );
    const methods: Method[] = [...supported, 'OPTIONS'];
    for (const operation of operations) {
      const { method, schema, action, anyOf, isUnrecorded, ignoresBody, handle, ...offer } = operation;
      platform.http.route({
        method,
        url,
        exposeHeadRoute: method === 'GET',
        schema: schema ?? {},
        ...(bodyLimit === undefined ? {} : { bodyLimit }),
        config: { ...(isUnrecorded ? { audit: false } : {}), ...(ignoresBody ? { ignoresBody } : {}) },
        ...hooks({
          methods,
          ...jsonOnly,
          ...offer,
          ...(action ? { action } : {}),
          ...(anyOf ? { anyOf } : {}),
        }),
        handler: handle,
      });
    }
    const hidden = { url, schema: { hide: true }, ...hooks({ methods, ...jsonOnly }) };
    platform.http.route({ ...hidden, method: 'OPTIONS', handler: async (request) => describe(request) });
    const refused: HTTPMethods[] = allMethods.filter((method) => !methods.includes(method));
    platform.http.route({ ...hidden, method: refused, config: { isRefusal: true }, handler: refuse });
  };

  const writeContext = (request: FastifyRequest, isForm: boolean, id?: Row['id']): WriteContext => {
    const context = contextOf(request);
    return {
      ...context,
      id,
      isPartial: request.method === 'PATCH',
      isForm,
      options: queryParameters(request),
      requireUnchanged: unchangedGuard(platform, resource, context, id),
    };
  };

  const list = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const format = negotiateFormat(request, tables);
    const context = contextOf(request);
    if (format === 'json') return listObjects(platform, resource, context);
    return exportList(platform, resource, context, format, reply);
  };

  const create = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { values: body, isForm } = await readBody(request);
    const context = writeContext(request, isForm);
    const values = await readInput(resource, body, context, 'create');
    const id = await createObject(platform, resource, context, values);
    const fields = chooseFields(resource, false, undefined, context.caller);
    const row = await findWritten(resource, context, id);
    const created = await showRow(resource, context, row, { fields, isDetail: false });
    if (typeof created['url'] === 'string') reply.header('location', headerUrl(created['url']));
    return reply.code(201).send(created);
  };

  /** Answers with the whole object and its entity tag. */
  const sendObject = async (context: ResourceContext, row: Row, reply: FastifyReply): Promise<unknown> => {
    const fields = chooseFields(resource, true, undefined, context.caller);
    const shown = await showRow(resource, context, row, { fields, isDetail: true });
    const text = JSON.stringify(shown);
    const tag = entityTag(shown, text, resource.liveFields);
    reply.header('etag', tag);
    const { method, headers } = context.request;
    const reads = method === 'GET' || method === 'HEAD';
    if (reads && isFresh(headers['if-none-match'], tag)) return reply.code(304).send();
    return reply.type('application/json').send(text);
  };

  const read = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const context = contextOf(request);
    const row = rowOf(request);
    const wanted = queryParameters(request).get('fields');
    if (wanted === undefined) return sendObject(context, row, reply);
    const fields = chooseFields(resource, true, wanted, context.caller);
    return showRow(resource, context, row, { fields, isDetail: true });
  };

  const change = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const row = rowOf(request);
    const { values: body, isForm } = await readBody(request);
    const context = writeContext(request, isForm, row.id);
    const values = await readInput(resource, body, context, 'change');
    await changeObject(platform, resource, context, row, values);
    return sendObject(context, await findWritten(resource, context, row.id), reply);
  };

  const remove = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const row = rowOf(request);
    await removeObject(platform, resource, writeContext(request, false, row.id), row);
    return reply.code(204).send();
  };

  const describeList = (request: FastifyRequest): unknown => {
    const writable = writableFields(resource, contextOf(request).caller, false);
    const metadata = pathMetadata(listName(resource), resource.description);
    return writable ? { ...metadata, actions: writable } : metadata;
  };

  /** Fields are only named for an object that the caller may change. */
  const describeDetail = async (request: FastifyRequest): Promise<unknown> => {
    const context = contextOf(request);
    const metadata = pathMetadata(detailName(resource), resource.description);
    const writable = writableFields(resource, context.caller, true);
    const { id } = request.params as { id: string };
    const mayChange =
      writable &&
      (await authorizeRow(resource, context, resource.integerId ? Number(id) : id, {
        action: 'change',
        readsOnly: false,
      }).then(
        () => true,
        () => false,
      ));
    return mayChange ? { ...metadata, actions: writable } : metadata;
  };

  registerPath(
    listPath,
    [
      { method: 'GET', schema: docs.list, handle: list, ...tables },
      ...(resource.create ? [{ method: 'POST' as const, schema: docs.create, handle: create }] : []),
    ],
    describeList,
  );
  registerPath(
    detailPath,
    [
      { method: 'GET', schema: docs.read, handle: read },
      ...(resource.update
        ? [
            { method: 'PUT' as const, schema: docs.replace, handle: change },
            { method: 'PATCH' as const, schema: docs.change, handle: change },
          ]
        : []),
      ...(resource.remove
        ? [{ method: 'DELETE' as const, schema: docs.remove, handle: remove, ignoresBody: true as const }]
        : []),
    ],
    describeDetail,
  );

  const bulk = bulkOperations(platform, resource, actions);
  if (bulk.size > 0) {
    const anyOf = [...bulk.values()].map(({ action }) => action);
    const operation: Operation = {
      method: 'POST',
      schema: docs.bulk([...bulk.keys()]),
      anyOf,
      handle: (request) => runBulk(resource, bulk, contextOf(request)),
    };
    registerPath(`${listPath}bulk/`, [operation], () =>
      pathMetadata(
        operationName(resource, 'bulk'),
        `One operation on many objects: ${[...bulk.keys()].join(', ')}.`,
      ),
    );
  }

  for (const [path, ofPath] of Map.groupBy(actions, ({ path }) => path)) {
    const operations = ofPath.map((operation): Operation => {
      const { method, action, response, audit = path } = operation;
      return {
        method,
        action,
        schema: docs.action(operation),
        isUnrecorded: action === 'view',
        ...(typeof response === 'string' ? { mediaTypes: [response] } : {}),
        handle: async (request, reply) => {
          const context = contextOf(request);
          const row = rowOf(request);
          const run = (): Promise<unknown> => operation.run({ ...context, row }, reply);
          if (action === 'view') return run();
          return actOnObject(platform, resource, context, { action: audit, id: row.id }, run);
        },
      };
    });
    registerPath(`${detailPath}${path}/`, operations, () =>
      pathMetadata(operationName(resource, path), ofPath.map(({ summary }) => summary).join('. ')),
    );
  }
};

const refuse = async (): Promise<never> => {
  throw new Error('the method was refused before');
};
