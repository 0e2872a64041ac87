import { badRequest, forbidden, HttpError, notFound, uniqueViolation } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import { permissionCode, requireManager, requirePermission, type Action } from '../authentication.ts';
import { holds, type Caller } from '../caller.ts';
import { managedScope } from '../tenancy.ts';
import { applyFilters, containsText } from './filter.ts';
import type { OrderTerm } from './keyset.ts';
import { describeResource } from './describe-resource.ts';
import { describeOptions } from './options-metadata.ts';
import { paginate, queryParameters } from './paginate.ts';
import { readBody } from './read-body.ts';
import { readFields } from './read-fields.ts';
import { recordCreation, recordWrite } from './record-write.ts';
import { chooseFields, fieldsOf, represent } from './represent.ts';
import type { Resource, ResourceAction, ResourceContext, WriteContext } from './resource.ts';
import type { Field } from './field.ts';
import type { SelectQuery } from './select-query.ts';

const actionOf: Record<string, Action | undefined> = {
  GET: 'view',
  HEAD: 'view',
  POST: 'add',
  PUT: 'change',
  PATCH: 'change',
  DELETE: 'delete',
};
const allMethods: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** Larger numbers are no ids, and no integers of the database either. */
const integerId = /^\d{1,9}$/;
const lowerUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Platform = Pick<AppContext, 'http' | 'auth' | 'db' | 'settings' | 'clock' | 'audit'>;

/** Makes the routes of a resource: list, create, read, update, delete, and its other operations. */
export const registerResource = <Row extends { id: string | number }>(
  platform: Platform,
  resource: Resource<Row>,
  actions: readonly ResourceAction<Row>[] = [],
): void => {
  const { http } = platform;
  const docs = describeResource(resource);
  const listPath = `/api/v1/${resource.path}/`;
  const detailPath = `${listPath}:id/`;
  const supported = {
    list: ['GET', 'HEAD', ...(resource.create ? ['POST'] : []), 'OPTIONS'],
    detail: [
      'GET',
      'HEAD',
      ...(resource.update ? ['PUT', 'PATCH'] : []),
      ...(resource.remove ? ['DELETE'] : []),
      'OPTIONS',
    ],
  };

  const authorized = new WeakMap<FastifyRequest, ResourceContext>();
  const rows = new WeakMap<FastifyRequest, Row>();

  /** The checks that come before the body is read: who, may they, does it exist (users-and-api, section 4.1). */
  const authorize =
    (methods: readonly string[], action?: Action) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      reply.header('allow', methods.join(', ')).header('vary', 'Accept');
      requireAcceptable(request);
      const parameters = request.params as { id?: string } & Record<string, string>;
      for (const [name, value] of Object.entries(parameters)) {
        if (!(name === 'id' && resource.integerId ? integerId : lowerUuid).test(value)) throw notFound();
      }
      const { id } = parameters;
      const caller = await platform.auth.require(request);
      if (resource.managersOnly !== false) requireManager(caller);
      const needed = action ?? actionOf[request.method];
      if (request.method === 'HEAD' && !holds(caller, permissionCode(resource.permission, 'view')))
        throw forbidden();
      if (needed) requirePermission(caller, resource.permission, needed);
      if (!methods.includes(request.method)) {
        throw new HttpError(405, { detail: `Method "${request.method}" not allowed.` });
      }
      const context: ResourceContext = { db: platform.db, caller, scope: managedScope(caller), request };
      authorized.set(request, context);
      await resource.requireParent?.(context);
      if (id === undefined || request.method === 'OPTIONS') return;
      const row = await findRow(resource, context, resource.integerId ? Number(id) : id);
      requireSharedAccess(resource, row, caller, request.method, needed);
      if (needed === 'change') await resource.mayChange?.(row, context);
      rows.set(request, row);
    };

  const contextOf = (request: FastifyRequest): ResourceContext => {
    const context = authorized.get(request);
    if (!context) throw new Error('the request was not authorized');
    return context;
  };
  const rowOf = (request: FastifyRequest): Row => {
    const row = rows.get(request);
    if (!row) throw new Error('the object was not loaded');
    return row;
  };
  const showOne = async (
    id: Row['id'],
    context: ResourceContext,
    fieldSet: Readonly<Record<string, Field<Row>>>,
    isDetail: boolean,
  ) => {
    const row = await findRow(resource, context, id);
    await resource.complete?.([row], { ...context, fields: new Set(Object.keys(fieldSet)), isDetail });
    return represent(row, fieldSet, context.caller);
  };
  const readInput = async (
    request: FastifyRequest,
    context: ResourceContext,
    isPartial: boolean,
    isDetail: boolean,
  ) => {
    const { values, isForm } = await readBody(request);
    const writeContext: WriteContext = { ...context, isPartial, isForm };
    const fields = { ...fieldsOf(resource, isDetail), ...resource.extraFields };
    return {
      values: await readFields(
        fields,
        withOrganization(fields, values, context.caller, request.method === 'POST'),
        writeContext,
      ),
      writeContext,
    };
  };

  const list = async (request: FastifyRequest): Promise<unknown> => {
    const context = contextOf(request);
    const parameters = queryParameters(request);
    const fields = chooseFields(resource, false, parameters.get('fields'), context.caller);
    const { query, order } = listQuery(resource, context, parameters, platform.clock());
    const page = await paginate<Row>(query, order, request, {
      default: platform.settings.apiDefaultPageSize,
      max: platform.settings.apiMaxPageSize,
    });
    await resource.complete?.(page.rows, {
      ...context,
      fields: new Set(Object.keys(fields)),
      isDetail: false,
    });
    return page.wrap(page.rows.map((row) => represent(row, fields, context.caller)));
  };

  const read = async (request: FastifyRequest): Promise<unknown> => {
    const context = contextOf(request);
    const fields = chooseFields(resource, true, queryParameters(request).get('fields'), context.caller);
    const row = rowOf(request);
    await resource.complete?.([row], { ...context, fields: new Set(Object.keys(fields)), isDetail: true });
    return represent(row, fields, context.caller);
  };

  const create = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const context = contextOf(request);
    const { values, writeContext } = await readInput(request, context, false, false);
    const id = await recordCreation(platform, resource, context, values, async () => {
      const made = await guardConflict(resource, async () => resource.create?.(values, writeContext));
      if (made === undefined) throw new Error(`${resource.name} was not created`);
      return made;
    });
    const created = await showOne(
      id,
      context,
      chooseFields(resource, false, undefined, context.caller),
      false,
    );
    if (typeof created['url'] === 'string') reply.header('location', created['url']);
    return reply.code(201).send(created);
  };

  const update = async (request: FastifyRequest): Promise<unknown> => {
    const context = contextOf(request);
    const row = rowOf(request);
    const { values, writeContext } = await readInput(request, context, request.method === 'PATCH', true);
    await recordWrite(platform, resource, context, { action: 'updated', id: row.id, values }, () =>
      guardConflict(resource, async () => resource.update?.(row, values, writeContext)),
    );
    return showOne(row.id, context, chooseFields(resource, true, undefined, context.caller), true);
  };

  const remove = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const row = rowOf(request);
    await recordWrite(platform, resource, contextOf(request), { action: 'deleted', id: row.id }, async () =>
      resource.remove?.(row, contextOf(request)),
    );
    return reply.code(204).send();
  };

  const options = (isDetail: boolean) => async (request: FastifyRequest) =>
    describeOptions(resource, contextOf(request).caller, isDetail);
  const refuse = async (): Promise<never> => {
    throw new Error('the method was refused before');
  };

  const onList = authorize(supported.list);
  const onDetail = authorize(supported.detail);
  http.get(listPath, { onRequest: onList, schema: docs.list, exposeHeadRoute: true }, list);
  if (resource.create) http.post(listPath, { onRequest: onList, schema: docs.create }, create);
  http.options(listPath, { onRequest: onList, schema: { hide: true } }, options(false));
  http.get(detailPath, { onRequest: onDetail, schema: docs.read, exposeHeadRoute: true }, read);
  if (resource.update) {
    http.put(detailPath, { onRequest: onDetail, schema: docs.replace }, update);
    http.patch(detailPath, { onRequest: onDetail, schema: docs.change }, update);
  }
  if (resource.remove) http.delete(detailPath, { onRequest: onDetail, schema: docs.remove }, remove);
  http.options(detailPath, { onRequest: onDetail, schema: { hide: true } }, options(true));
  // Any other method: 401 and 403 come before 405.
  http.route({
    method: missing(supported.list),
    url: listPath,
    onRequest: onList,
    schema: { hide: true },
    handler: refuse,
  });
  const missingDetail = missing(supported.detail);
  if (missingDetail.length > 0)
    http.route({
      method: missingDetail,
      url: detailPath,
      onRequest: onDetail,
      schema: { hide: true },
      handler: refuse,
    });

  const byPath = Map.groupBy(actions, ({ path }) => path);
  for (const [path, operations] of byPath) {
    const methods = [
      ...operations.map(({ method }) => method as string),
      ...(operations.some(({ method }) => method === 'GET') ? ['HEAD'] : []),
      'OPTIONS',
    ];
    for (const operation of operations) {
      http.route({
        method: operation.method,
        url: `${detailPath}${path}/`,
        onRequest: authorize(methods, operation.action),
        exposeHeadRoute: operation.method === 'GET',
        schema: docs.action(operation),
        ...(operation.action === 'view' ? { config: { audit: false as const } } : {}),
        handler: async (request, reply) => {
          const context = contextOf(request);
          const row = rowOf(request);
          const run = () => operation.run({ ...context, row }, reply);
          if (operation.action === 'view') return run();
          const { audit: action = operation.path } = operation;
          return recordWrite(platform, resource, context, { action, id: row.id }, run);
        },
      });
    }
    http.route({
      method: missing(methods),
      url: `${detailPath}${path}/`,
      onRequest: authorize(methods),
      schema: { hide: true },
      handler: refuse,
    });
  }
};

const missing = (methods: readonly string[]): HTTPMethods[] =>
  allMethods.filter((method) => !methods.includes(method as string));

const requireAcceptable = (request: FastifyRequest): void => {
  const { format } = request.query as { format?: string };
  if (format !== undefined && format !== 'json' && format !== 'api') throw notFound();
  const { accept } = request.headers;
  if (
    accept === undefined ||
    /\*\/\*|application\/(\*|json|octet-stream|gzip)|text\/(\*|html|csv)/.test(accept)
  )
    return;
  throw new HttpError(406, { detail: 'Could not satisfy the request Accept header.' });
};

/** The row with this id, if the caller may see it. */
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

/** An object as its detail shows it now, for operations that answer with the object that they changed. */
export const showDetail = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  context: ResourceContext,
  id: Row['id'],
): Promise<Record<string, unknown>> => {
  const fields = chooseFields(resource, true, undefined, context.caller);
  const row = await findRow(resource, context, id);
  await resource.complete?.([row], { ...context, fields: new Set(Object.keys(fields)), isDetail: true });
  return represent(row, fields, context.caller);
};

/** What is shared with all organizations is read-only for all but superusers, and needs the view permission itself. */
const requireSharedAccess = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  row: Row,
  caller: Caller,
  method: string,
  action: Action | undefined,
): void => {
  if (caller.isSuperuser || resource.organizationOf?.(row) !== null) return;
  const reads = (method === 'GET' || method === 'HEAD') && action === 'view';
  if (!reads || !holds(caller, permissionCode(resource.permission, 'view'))) throw forbidden();
};

/**
 * A non-superuser who leaves the organization out would create something shared with everybody: treated like null.
 */
const withOrganization = <Row>(
  fields: Readonly<Record<string, Field<Row>>>,
  values: Readonly<Record<string, unknown>>,
  caller: Caller,
  isCreate: boolean,
): Readonly<Record<string, unknown>> => {
  const field = fields['organization'];
  if (!field || caller.isSuperuser) return values;
  if (!Object.hasOwn(values, 'organization'))
    return isCreate && !field.required ? { ...values, organization: '' } : values;
  return values['organization'] === null && field.nullable ? { ...values, organization: '' } : values;
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

/** The list's rows, narrowed by filters and search, and their order, which ends with the id. */
const listQuery = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  context: ResourceContext,
  parameters: ReadonlyMap<string, string>,
  now: Date,
): { query: SelectQuery<Row>; order: OrderTerm[] } => {
  const filtered = applyFilters(
    resource.query(context.db, context.scope, context.caller, context.request),
    resource.filters ?? {},
    parameters,
    {
      caller: context.caller,
      scope: context.scope,
      now,
    },
  );
  const order = [
    ...orderTerms(resource, parameters.get('ordering')),
    { column: resource.idColumn, descending: false },
  ];
  const words = (resource.search ? (parameters.get('search') ?? '') : '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8);
  const query = words.reduce(
    (narrowed, word) =>
      narrowed.where((eb) => eb.or((resource.search ?? []).map((column) => containsText(column, word)))),
    filtered,
  );
  return { query, order };
};

const orderTerms = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  ordering: string | undefined,
): OrderTerm[] => {
  const term = (name: string): OrderTerm[] => {
    const known = resource.orderings ?? {};
    const key = name.replace(/^-/, '');
    const column = Object.hasOwn(known, key) ? known[key] : undefined;
    return column ? [{ ...column, descending: name.startsWith('-') }] : [];
  };
  const asked = (ordering ?? '')
    .split(',')
    .slice(0, 4)
    .flatMap((name) => term(name.trim()));
  return asked.length > 0 ? asked : term(resource.defaultOrdering);
};
