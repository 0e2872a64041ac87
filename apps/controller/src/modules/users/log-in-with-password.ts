import { tooManyRequests } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../platform/app-context.ts';
import { checkLogin } from './check-login.ts';
import { clientNetwork } from './client-network.ts';
import type { LoginThrottle } from './login-throttle.ts';
import type { RecordFailedLogin } from './record-login.ts';

/** What stands between a login and whoever guesses. */
export interface LoginGuard {
  throttle: LoginThrottle;
  recordFailure: RecordFailedLogin;
}

/**
 * The id of the user whose name (also e-mail address or phone number) and password these are; undefined when there is
 * none, which the audit log is told. Guesses are limited. A second factor is not asked for: that is up to the caller.
 *
 * @throws HttpError 429 after many guesses, 503 when too many logins are being checked.
 */
export const logInWithPassword = async (
  { db, settings }: Pick<AppContext, 'db' | 'settings'>,
  request: FastifyRequest,
  { identifier, password }: { identifier: string; password: string },
  { throttle, recordFailure }: LoginGuard,
): Promise<string | undefined> => {
  const attempt = { network: clientNetwork(request.ip), identifier };
  const wait = throttle.begin(attempt);
  if (wait > 0) throw tooManyRequests(wait);
  const userId = await checkLogin(db, { identifier, password, phonePrefixes: settings.authPhonePrefixes });
  if (userId === undefined) await recordFailure(request, identifier);
  else throttle.succeeded(attempt);
  return userId;
};
