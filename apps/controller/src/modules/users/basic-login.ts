import { forbidden } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../platform/app-context.ts';
import { logInWithPassword, type LoginGuard } from './log-in-with-password.ts';

/**
 * Who sends a name and password as HTTP Basic; undefined for no header or another scheme. Guesses are limited like
 * those of the console's login.
 *
 * @throws HttpError 403 when the header is malformed or nobody has this name and password, 429 after many guesses.
 */
export const basicLogin = async (
  context: Pick<AppContext, 'db' | 'settings'>,
  request: FastifyRequest,
  guard: LoginGuard,
): Promise<string | undefined> => {
  const [scheme, encoded, ...rest] = (request.headers.authorization ?? '').trim().split(/\s+/);
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  if (encoded === undefined) throw forbidden('Invalid basic header. No credentials provided.');
  if (rest.length > 0) throw forbidden('Invalid basic header. Credentials string should not contain spaces.');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0)
    throw forbidden('Invalid basic header. Credentials not correctly base64 encoded.');
  const [, identifier = '', password = ''] =
    /^([^:]*):?([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  const userId = await logInWithPassword(context, request, { identifier, password }, guard);
  if (userId === undefined) throw forbidden('Invalid username/password.');
  return userId;
};
