import { forbidden, unauthorized, type HttpError } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import { holds, managedOrganizations, type Caller } from './caller.ts';

/**
 * Tells who calls. Returns undefined for nobody; throws 401 for bad credentials and 403 for a failed CSRF check.
 * The users module provides it.
 */
export type Authenticate = (
  request: FastifyRequest,
  options?: AuthenticateOptions,
) => Promise<Caller | undefined>;

export interface AuthenticateOptions {
  /** False: that somebody asks does not make a session last longer. Default true. */
  isUse?: boolean;
}

/**
 * Tells whether a request carries the name and password of a user as HTTP Basic. Throws 403 for a wrong one, 429 after
 * many. The users module provides it.
 */
export type CheckBasic = (request: FastifyRequest) => Promise<boolean>;

/** Where the users module puts its way of telling who calls, and where everybody else asks. */
export interface Authentication {
  use(authenticate: Authenticate, checkBasic?: CheckBasic): void;
  /** For the few paths that take HTTP Basic besides: true when it is the name and password of a user. */
  isBasicLogin: CheckBasic;
  /** The caller, or undefined. Worked out once for each request. */
  caller(request: FastifyRequest): Promise<Caller | undefined>;
  /** The caller of a request that somebody has asked about before; undefined when nobody has, or there is none. */
  known(request: FastifyRequest): Promise<Caller | undefined>;
  /** The caller; 401 when there is none. */
  require(request: FastifyRequest): Promise<Caller>;
  /**
   * The caller of a request that has lasted for a while, such as that of a WebSocket, as of now; throws what `require`
   * would for a new request. An open connection does not count as use of a session.
   */
  requireStill(request: FastifyRequest): Promise<Caller>;
  /**
   * `begin` runs for each request that may write, once its caller is known and before anybody is told who it is: before
   * anything is changed. When it fails, the request does.
   */
  beforeWrites(begin: (request: FastifyRequest, caller: Caller) => Promise<void>): void;
}

export const createAuthentication = (): Authentication => {
  let authenticate: Authenticate = async () => undefined;
  let checkBasic: CheckBasic = async () => false;
  let begin = async (_request: FastifyRequest, _caller: Caller): Promise<void> => {};
  const known = new WeakMap<FastifyRequest, Promise<Caller | undefined>>();
  const authenticateWithin = async (request: FastifyRequest): Promise<Caller | undefined> => {
    const found = await authenticate(request);
    if (!found || isSafe(request)) return found;
    if (found.token?.isReadOnly) refuseWrite();
    await begin(request, found);
    return found;
  };
  const caller = (request: FastifyRequest): Promise<Caller | undefined> => {
    const answer = known.get(request) ?? authenticateWithin(request);
    known.set(request, answer);
    return answer;
  };
  return {
    use: (given, basic = checkBasic) => {
      authenticate = given;
      checkBasic = basic;
    },
    isBasicLogin: (request) => checkBasic(request),
    caller,
    known: async (request) => known.get(request)?.catch(() => undefined),
    require: async (request) => {
      const found = await caller(request);
      if (!found) throw unauthorized();
      return found;
    },
    requireStill: async (request) => {
      const found = await authenticate(request, { isUse: false });
      if (!found) throw unauthorized();
      return found;
    },
    beforeWrites: (given) => {
      begin = given;
    },
  };
};

/** True for requests that by their method change nothing. */
export const isSafe = ({ method }: FastifyRequest): boolean =>
  method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/**
 * The one place that holds tokens for reading to it.
 *
 * @throws HttpError 403.
 */
const refuseWrite = (): never => {
  throw forbidden('This token is for reading only.');
};

export type Action = 'view' | 'add' | 'change' | 'delete';

/** A model in the permission codes: `{ app: 'config', model: 'device' }` gives `config.change_device`. */
export interface PermissionModel {
  app: string;
  model: string;
}

export const permissionCode = ({ app, model }: PermissionModel, action: Action): string =>
  `${app}.${action}_${model}`;

/** 403 for an object, or a whole area, of organizations that the caller does not manage. */
export const notManaged = (): HttpError =>
  forbidden('User is not a manager of the organization to which the requested resource belongs.');

/** 403 unless the caller is a superuser or manages at least one organization. */
export const requireManager = (caller: Caller): void => {
  if (!caller.isSuperuser && managedOrganizations(caller).length === 0) throw notManaged();
};

/** True when the caller holds the permission. Who may change may also view. */
export const isPermitted = (caller: Caller, model: PermissionModel, action: Action): boolean => {
  const codes = action === 'view' ? (['view', 'change'] as const) : ([action] as const);
  return holds(caller, ...codes.map((code) => permissionCode(model, code)));
};

/** 403 unless the caller holds the permission. */
export const requirePermission = (caller: Caller, model: PermissionModel, action: Action): void => {
  if (!isPermitted(caller, model, action)) throw forbidden();
};
