import { HttpError } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';

/** What a caller has to do before anything else: only the routes that are needed for it work until then. */
export type Restriction = 'password-expired' | 'second-factor-missing';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route works for callers who are under these restrictions. */
    permits?: readonly Restriction[];
  }
}

/** What the answer to whoever is under a restriction depends on. */
export interface RestrictionContext {
  /** There are the operations of the API that take passwords (`NETLOOM_USERS_AUTH_API`). */
  hasAuthApi: boolean;
}

/**
 * Ends the request of a caller who has to do something else first, unless the route is there for it.
 *
 * @throws HttpError 403 that says what to do.
 */
export const refuseRestricted = (
  context: RestrictionContext,
  request: FastifyRequest,
  restriction: Restriction,
): void => {
  if (request.routeOptions.config.permits?.includes(restriction)) return;
  throw restricted(context, request, restriction);
};

/** The answer to whoever is under a restriction, by REST conventions, section 6.1. */
export const restricted = (
  { hasAuthApi }: RestrictionContext,
  request: FastifyRequest,
  restriction: Restriction,
): HttpError => {
  const origin = `${request.protocol}://${request.host}`;
  if (restriction === 'second-factor-missing') {
    return new HttpError(403, {
      detail: 'Your organization asks for a second factor. Set one up to continue.',
      code: 'second_factor_required',
      second_factor_url: `${origin}/api/v1/session/second-factor/`,
    });
  }
  return new HttpError(403, {
    detail: 'Your password has expired. Update it to continue.',
    code: 'password_expired',
    web_password_change_url: `${origin}/accounts/password/change/`,
    ...(hasAuthApi
      ? {
          api_password_change_url: `${origin}/api/v1/users/user/password/change/`,
          api_password_reset_url: `${origin}/api/v1/users/password/reset/`,
        }
      : {}),
  });
};
