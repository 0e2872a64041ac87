import { forbidden, unauthorized } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import { holds, managedOrganizations, type Caller } from './caller.ts';

/**
 * Tells who calls. Returns undefined for nobody; throws 401 for bad credentials and 403 for a failed CSRF check.
 * The users module provides it.
 */
export type Authenticate = (request: FastifyRequest) => Promise<Caller | undefined>;

/** Where the users module puts its way of telling who calls, and where everybody else asks. */
export interface Authentication {
  use(authenticate: Authenticate): void;
  /** The caller, or undefined. Worked out once for each request. */
  caller(request: FastifyRequest): Promise<Caller | undefined>;
  /** The caller; 401 when there is none. */
  require(request: FastifyRequest): Promise<Caller>;
}

export const createAuthentication = (): Authentication => {
  let authenticate: Authenticate = async () => undefined;
  const known = new WeakMap<FastifyRequest, Promise<Caller | undefined>>();
  const caller = (request: FastifyRequest): Promise<Caller | undefined> => {
    const answer = known.get(request) ?? authenticate(request);
    known.set(request, answer);
    return answer;
  };
  return {
    use: (given) => {
      authenticate = given;
    },
    caller,
    require: async (request) => {
      const found = await caller(request);
      if (!found) throw unauthorized();
      return found;
    },
  };
};

export type Action = 'view' | 'add' | 'change' | 'delete';

/** A model in the permission codes: `{ app: 'config', model: 'device' }` gives `config.change_device`. */
export interface PermissionModel {
  app: string;
  model: string;
}

export const permissionCode = ({ app, model }: PermissionModel, action: Action): string =>
  `${app}.${action}_${model}`;

/** 403 unless the caller is a superuser or manages at least one organization. */
export const requireManager = (caller: Caller): void => {
  if (caller.isSuperuser || managedOrganizations(caller).length > 0) return;
  throw forbidden('User is not a manager of the organization to which the requested resource belongs.');
};

/** 403 unless the caller holds the permission. Who may change may also view. */
export const requirePermission = (caller: Caller, model: PermissionModel, action: Action): void => {
  const codes = action === 'view' ? (['view', 'change'] as const) : ([action] as const);
  if (!holds(caller, ...codes.map((code) => permissionCode(model, code)))) throw forbidden();
};
