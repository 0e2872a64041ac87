import { SecretBoxError, type SecretBox } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext, Clock } from '../../../platform/app-context.ts';
import { isSecure } from '../is-secure.ts';

/** A login through a provider that a browser has begun. */
export interface PendingSignOn {
  provider: string;
  /** OpenID Connect: the `state`; SAML: the id of the request. */
  state: string;
  /** OpenID Connect. */
  nonce: string;
  /** OpenID Connect: PKCE. */
  verifier: string;
  /** Where to go afterwards: a path of this site. */
  next: string;
}

const cookieName = 'sign_on';
const path = '/api/v1/session/';
const identity = 'users/sign-on';
/** How long there is time at the provider, in seconds. */
const lastsS = 900;

/**
 * Keeps a login that has begun in the browser that began it, sealed: only that browser can finish it, so that nobody is
 * logged in as somebody else by following a link.
 */
export const keepSignOn = (
  { secrets, clock, settings }: Pick<AppContext, 'secrets' | 'clock' | 'settings'>,
  request: FastifyRequest,
  reply: FastifyReply,
  pending: PendingSignOn,
): void => {
  const ends = clock().getTime() + lastsS * 1000;
  reply.setCookie(cookieName, secrets.seal(JSON.stringify({ ...pending, ends }), identity), {
    path,
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(request, settings),
    maxAge: lastsS,
  });
};

/** The login that this browser has begun with this provider, and takes it out of the browser. */
export const takeSignOn = (
  { secrets, clock }: { secrets: SecretBox; clock: Clock },
  request: FastifyRequest,
  reply: FastifyReply,
  provider: string,
): PendingSignOn | undefined => {
  const sealed = request.cookies[cookieName];
  if (sealed === undefined) return undefined;
  reply.clearCookie(cookieName, { path });
  try {
    const pending = JSON.parse(secrets.open(sealed, identity)) as PendingSignOn & { ends: number };
    return pending.provider === provider && pending.ends > clock().getTime() ? pending : undefined;
  } catch (error) {
    if (error instanceof SecretBoxError) return undefined;
    throw error;
  }
};
