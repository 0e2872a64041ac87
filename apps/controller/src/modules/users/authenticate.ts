import type { Db, SecretBox } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../platform/app-context.ts';
import type { AuthenticateOptions } from '../../platform/authentication.ts';
import type { Access, AccessCache } from './access-cache.ts';
import { bearerKey, loadTokenAccess, tokenDigest } from './access-tokens.ts';
import { apiTokenDigest, apiTokenPrefix, loadApiTokenAccess, useApiToken } from './api-tokens.ts';
import { requireCsrfToken } from './csrf.ts';
import { refuseRestricted, type RestrictionContext } from './restrictions.ts';
import { loadSessionAccess, sessionDigest, touchSession, type SessionContext } from './sessions.ts';

export const sessionCookie = 'sessionid';

/** What finding out who calls stands on. */
export interface AccessContext extends SessionContext, RestrictionContext {
  db: Db;
  secrets: SecretBox;
  clock: Clock;
  cache: AccessCache;
}

/**
 * Who calls: by the token of the `Authorization` header, otherwise by the session of the cookie (REST conventions,
 * section 4.5). A client that asks again within seconds costs no statement, otherwise it costs two.
 *
 * @throws HttpError 401 for a bad token, even with a good session; 403 for a write that may come from another site,
 * and for whoever has to do something else first.
 */
export const authenticate = async (
  context: AccessContext,
  request: FastifyRequest,
  options?: AuthenticateOptions,
): Promise<Access | undefined> => {
  const access = await accessOf(context, request, options);
  if (access?.restriction) refuseRestricted(context, request, access.restriction);
  return access;
};

const accessOf = async (
  context: AccessContext,
  request: FastifyRequest,
  options?: AuthenticateOptions,
): Promise<Access | undefined> => {
  const key = bearerKey(request.headers.authorization);
  if (key !== undefined) {
    if (key.startsWith(apiTokenPrefix)) return apiTokenAccess(context, key);
    const digest = tokenDigest(context.secrets, key);
    return context.cache.get(digest, () => loadTokenAccess(context.db, digest));
  }
  const access = await sessionOf(context, request, options);
  if (access?.session) requireCsrfToken(request, access.session.csrfToken);
  return access;
};

const apiTokenAccess = async (context: AccessContext, key: string): Promise<Access | undefined> => {
  const digest = apiTokenDigest(context.secrets, key);
  const access = await context.cache.get(digest, () => loadApiTokenAccess(context.db, digest));
  if (access?.apiToken) await useApiToken(context, access.apiToken);
  return access;
};

/** What the session of the cookie gives, without any check of where the request comes from. */
export const sessionOf = async (
  context: AccessContext,
  request: FastifyRequest,
  { isUse = true }: AuthenticateOptions = {},
): Promise<Access | undefined> => {
  const cookie = request.cookies[sessionCookie];
  if (cookie === undefined || !/^[A-Za-z0-9]{32}$/.test(cookie)) return undefined;
  const digest = sessionDigest(context.secrets, cookie);
  const access = await context.cache.get(digest, () => loadSessionAccess(context, digest));
  if (!access?.session || access.session.expires <= context.clock()) return undefined;
  if (isUse) await touchSession(context, access.session);
  return access;
};
