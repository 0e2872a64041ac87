import { forbidden, HttpError, notFound, tooManyRequests } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPermitted, notManaged, permissionCode, requireManager, type Action } from '../authentication.ts';
import { holds, type Caller } from '../caller.ts';
import { includes, managedScope, systemScope } from '../tenancy.ts';
import { findRow } from './find-object.ts';
import { negotiateFormat, type Offer } from './negotiate-format.ts';
import { isMultipart, readMultipart } from './read-body.ts';
import type { Resource, ResourceContext } from './resource.ts';
import type { ResourcePlatform } from './resource-platform.ts';

const actionOf: Readonly<Record<string, Action | undefined>> = {
  GET: 'view',
  HEAD: 'view',
  POST: 'add',
  PUT: 'change',
  PATCH: 'change',
  DELETE: 'delete',
};
/** Larger numbers are no ids, and no integers of the database either. */
const integerId = /^\d{1,9}$/;
export const lowerUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the checks need to know of a route. */
interface CheckedRoute extends Offer {
  /** Supported by the path, for the `Allow` header and 405. */
  methods: readonly string[];
  /** The permission that an operation needs, where the method does not tell. */
  action?: Action;
  /** The body tells what is done: one of these permissions is needed to go on, the operation then asks for its own. */
  anyOf?: readonly Action[];
}

/** Does the checks that come before the body is read, and hands out what they found. */
export interface Authorizer<Row> {
  /** The hooks of a route. */
  hooks(route: CheckedRoute): {
    onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void>;
    preHandler(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  };
  contextOf(request: FastifyRequest): ResourceContext;
  /** The object that the URL names. */
  rowOf(request: FastifyRequest): Row;
}

/**
 * The one place where it is decided who may do what with a resource. The order of the checks is part of the contract
 * (REST conventions, section 4.1): routing 404, format 404 and 406, authentication 401, permissions 403 and parent 404,
 * throttle 429, method 405, object 404 and 403. Only then is the body read.
 */
export const createAuthorizer = <Row extends { id: string | number }>(
  platform: ResourcePlatform,
  resource: Resource<Row>,
): Authorizer<Row> => {
  const contexts = new WeakMap<FastifyRequest, ResourceContext>();
  const rows = new WeakMap<FastifyRequest, Row>();

  const authorize = async (
    request: FastifyRequest,
    reply: FastifyReply,
    route: CheckedRoute,
  ): Promise<void> => {
    const id = readIds(resource, request);
    reply.header('allow', route.methods.join(', ')).header('vary', varyOf(request));
    negotiateFormat(request, route);
    const caller = await platform.auth.require(request);
    const context: ResourceContext = { db: platform.db, caller, scope: managedScope(caller), request };
    const { method } = request;
    const action = route.action ?? actionOf[method];

    if (resource.managersOnly !== false) requireManager(caller);
    if (resource.parentFirst) await resource.requireParent?.(context);
    if (method === 'HEAD' && !holds(caller, permissionCode(resource.permission, 'view'))) throw forbidden();
    const needed = route.anyOf ?? (action === undefined ? [] : [action]);
    if (needed.length > 0 && !needed.some((one) => isPermitted(caller, resource.permission, one)))
      throw forbidden();
    if (!resource.parentFirst) await resource.requireParent?.(context);
    const wait = resource.throttle?.take(caller.userId) ?? 0;
    if (wait > 0) throw tooManyRequests(wait);
    if (!route.methods.includes(method)) {
      throw new HttpError(405, { detail: `Method "${method}" not allowed.` });
    }
    contexts.set(request, context);
    if (id === undefined || action === undefined) return;
    const readsOnly = method === 'GET' || method === 'HEAD';
    rows.set(request, await authorizeRow(resource, context, id, { action, readsOnly }));
  };

  return {
    hooks: (route) => ({
      onRequest: async (request, reply) => {
        if (!provesOriginInForm(request)) await authorize(request, reply, route);
      },
      preHandler: async (request, reply) => {
        if (contexts.has(request)) return;
        if (isMultipart(request)) request.body ??= await readMultipart(request);
        await authorize(request, reply, route);
      },
    }),
    contextOf: (request) => {
      const context = contexts.get(request);
      if (!context) throw new Error('the request was not authorized');
      return context;
    },
    rowOf: (request) => {
      const row = rows.get(request);
      if (!row) throw new Error('the object was not loaded');
      return row;
    },
  };
};

/** The operation that is about to be done with one object. */
interface Operation {
  action: Action;
  readsOnly: boolean;
}

/**
 * Finds an object and makes sure that the caller, who holds the permission, may do this with it. Bulk operations ask
 * here for each of their objects.
 *
 * @throws HttpError 404 for objects that the caller may not know of, 403 for what may not be done.
 */
export const authorizeRow = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  context: ResourceContext,
  id: Row['id'],
  operation: Operation,
): Promise<Row> => {
  const { caller } = context;
  const row = await findRow(
    resource,
    resource.foreignIsForbidden ? { ...context, scope: systemScope } : context,
    id,
  );
  const organization = resource.organizationOf?.(row);
  if (resource.foreignIsForbidden && organization !== undefined && !includes(context.scope, organization)) {
    throw notManaged();
  }
  if (organization === null) requireSharedAccess(resource, caller, operation);
  if (operation.action === 'change') await resource.mayChange?.(row, context);
  return row;
};

/** What is shared with all organizations is read-only for all but superusers, and needs the view permission itself. */
const requireSharedAccess = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  caller: Caller,
  { action, readsOnly }: Operation,
): void => {
  if (caller.isSuperuser) return;
  const mayView = holds(caller, permissionCode(resource.permission, 'view'));
  if (!readsOnly || action !== 'view' || !mayView) throw forbidden();
};

/**
 * The id of the URL, if it has one.
 *
 * @throws HttpError 404 for an id, or a parent's, that is none: no route has such a path.
 */
const readIds = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  request: FastifyRequest,
): Row['id'] | undefined => {
  const parameters = request.params as Readonly<Record<string, string>>;
  for (const [name, value] of Object.entries(parameters)) {
    const pattern = name === 'id' && resource.integerId ? integerId : lowerUuid;
    if (!pattern.test(value)) throw notFound();
  }
  const { id } = parameters;
  return id !== undefined && resource.integerId ? Number(id) : id;
};

/** Answers depend on the session's cookie unless the caller comes with a token. */
const varyOf = ({ headers }: FastifyRequest): string =>
  /^bearer\b/i.test(headers.authorization ?? '') ? 'Accept' : 'Accept, Cookie';

/**
 * A page's form may carry the proof of its origin in the body (`csrfmiddlewaretoken`), so that the body has to be read
 * before it is known who calls. Only for requests that could hardly be anything else.
 */
export const provesOriginInForm = ({ method, headers }: FastifyRequest): boolean =>
  method === 'POST' &&
  headers.cookie !== undefined &&
  headers.authorization === undefined &&
  headers['x-csrftoken'] === undefined &&
  /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(headers['content-type'] ?? '');
