import { unauthorized } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../../platform/app-context.ts';
import type { Access } from './access-cache.ts';
import { sessionCookie, type AccessContext } from './authenticate.ts';
import { csrfCookie } from './csrf.ts';
import { isSecure } from './is-secure.ts';
import { recordLogin } from './record-login.ts';
import { endSession, loadSessionAccess, sessionDigest, startSession } from './sessions.ts';

/** Begins and ends the sessions of browsers, whichever way their users prove who they are. */
export interface SessionCookies {
  /** Gives the browser the cookies of its session, for as long as that lasts. */
  give(request: FastifyRequest, reply: FastifyReply, session: { id: string; csrfToken: string }): void;
  /**
   * Logs a user in who has proved everything that is asked for. The session that the browser came with ends, lest
   * somebody else knows its id.
   */
  logIn(
    request: FastifyRequest,
    reply: FastifyReply,
    login: { userId: string; passwordBased: boolean },
  ): Promise<Access>;
  /** Ends the session that the browser came with, if there is one, and takes the cookies away. */
  logOut(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

export const createSessionCookies = (
  context: Pick<AppContext, 'db' | 'settings' | 'clock' | 'events' | 'secrets' | 'audit'>,
  access: AccessContext,
): SessionCookies => {
  const { db, settings, clock, events, secrets } = context;

  const give: SessionCookies['give'] = (request, reply, session) => {
    const options = {
      path: '/',
      sameSite: 'lax' as const,
      secure: isSecure(request, settings),
      maxAge: settings.sessionDays * 86_400,
    };
    reply.setCookie(sessionCookie, session.id, { ...options, httpOnly: true });
    // The page reads it and sends it back in a header: other sites cannot.
    reply.setCookie(csrfCookie, session.csrfToken, options);
  };

  /** Returns whose session it was. */
  const end = async (request: FastifyRequest): Promise<string | undefined> => {
    const id = request.cookies[sessionCookie];
    if (id === undefined) return undefined;
    const userId = await endSession(db, sessionDigest(secrets, id));
    if (userId !== undefined) events.emit('user.access-changed', { userId });
    return userId;
  };

  return {
    give,
    logIn: async (request, reply, { userId, passwordBased }) => {
      await end(request);
      const session = await startSession(access, {
        userId,
        ip: request.ip,
        userAgent: request.headers['user-agent'] ?? '',
        passwordBased,
      });
      await db
        .updateTable('openwisp_users_user')
        .set({ last_login: clock() })
        .where('id', '=', userId)
        .execute();
      const found = await loadSessionAccess(access, sessionDigest(secrets, session.id));
      // Deactivated at this very moment.
      if (!found) throw unauthorized();
      give(request, reply, session);
      await recordLogin(context, request, { action: 'logged-in', userId, via: 'login' });
      return found;
    },
    logOut: async (request, reply) => {
      const userId = await end(request);
      if (userId !== undefined)
        await recordLogin(context, request, { action: 'logged-out', userId, via: 'session' });
      reply.clearCookie(sessionCookie, { path: '/' }).clearCookie(csrfCookie, { path: '/' });
    },
  };
};
