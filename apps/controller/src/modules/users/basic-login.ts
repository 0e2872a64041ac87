import { forbidden, tooManyRequests } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../platform/app-context.ts';
import { checkLogin } from './check-login.ts';
import { clientNetwork } from './client-network.ts';
import type { LoginThrottle } from './login-throttle.ts';
import type { RecordFailedLogin } from './record-login.ts';

/**
 * Who sends a name and password as HTTP Basic; undefined for no header or another scheme. Guesses are limited like
 * those of the console's login.
 *
 * @throws HttpError 403 when the header is malformed or nobody has this name and password, 429 after many guesses.
 */
export const basicLogin = async (
  { db, settings }: Pick<AppContext, 'db' | 'settings'>,
  request: FastifyRequest,
  { throttle, recordFailure }: { throttle: LoginThrottle; recordFailure: RecordFailedLogin },
): Promise<string | undefined> => {
  const [scheme, encoded, ...rest] = (request.headers.authorization ?? '').trim().split(/\s+/);
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  if (encoded === undefined) throw forbidden('Invalid basic header. No credentials provided.');
  if (rest.length > 0) throw forbidden('Invalid basic header. Credentials string should not contain spaces.');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0)
    throw forbidden('Invalid basic header. Credentials not correctly base64 encoded.');
  const [, identifier = '', password = ''] =
    /^([^:]*):?([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  const attempt = { network: clientNetwork(request.ip), identifier };
  const wait = throttle.begin(attempt);
  if (wait > 0) throw tooManyRequests(wait);
  const userId = await checkLogin(db, { identifier, password, phonePrefixes: settings.authPhonePrefixes });
  if (userId === undefined) {
    await recordFailure(request, identifier);
    throw forbidden('Invalid username/password.');
  }
  throttle.succeeded(attempt);
  return userId;
};
