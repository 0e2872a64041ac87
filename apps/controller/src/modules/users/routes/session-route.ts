import { tooManyRequests, unauthorized } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import type { Access } from '../access-cache.ts';
import { sessionCookie, sessionOf, type AccessContext } from '../authenticate.ts';
import { checkLogin } from '../check-login.ts';
import { clientNetwork } from '../client-network.ts';
import { csrfCookie, requireOwnOrigin } from '../csrf.ts';
import { describeSession, sessionSchema } from '../describe-session.ts';
import type { LoginThrottle } from '../login-throttle.ts';
import { recordLogin, type RecordFailedLogin } from '../record-login.ts';
import { restricted } from '../restrictions.ts';
import { endSession, loadSessionAccess, sessionDigest, startSession } from '../sessions.ts';
import { credentialsSchema, readCredentials, wrongCredentials } from './credentials.ts';

const url = '/api/v1/session/';
const tags = ['session'];

/** `session/`: login, logout and "who am I" of the console. */
export const registerSessionRoute = (
  context: AppContext,
  access: AccessContext,
  { throttle, recordFailure }: { throttle: LoginThrottle; recordFailure: RecordFailedLogin },
): void => {
  const { http, auth, db, settings, clock, events } = context;

  const cookieOptions = (request: FastifyRequest) => ({
    path: '/',
    sameSite: 'lax' as const,
    secure: request.protocol === 'https',
    maxAge: settings.sessionDays * 86_400,
  });
  const giveCookies = (
    request: FastifyRequest,
    reply: FastifyReply,
    session: { id: string; csrfToken: string },
  ): void => {
    const options = cookieOptions(request);
    reply.setCookie(sessionCookie, session.id, { ...options, httpOnly: true });
    // The page reads it and sends it back in a header: other sites cannot.
    reply.setCookie(csrfCookie, session.csrfToken, options);
  };
  const answer = async (reply: FastifyReply, found: Access): Promise<unknown> => {
    reply.header('cache-control', 'no-store').header('vary', 'Cookie');
    return describeSession(context, found);
  };

  http.get(
    url,
    {
      schema: {
        tags,
        summary: 'Who is logged in, and what they may do',
        operationId: 'read_session',
        response: { 200: sessionSchema },
      },
    },
    async (request, reply) => {
      const caller = await auth.require(request);
      if (caller.via === 'token') return answer(reply, { caller });
      const found = await sessionOf(access, request);
      const id = request.cookies[sessionCookie];
      if (!found?.session || id === undefined) throw unauthorized();
      // Puts the end of the cookies off as well: they last as long as the session.
      giveCookies(request, reply, { id, csrfToken: found.session.csrfToken });
      return answer(reply, found);
    },
  );

  http.post(
    url,
    {
      schema: {
        tags,
        summary: 'Log in',
        description:
          'Answers with two cookies: the session, and a token that writes must send back as `X-CSRFToken`.',
        operationId: 'create_session',
        security: [],
        body: credentialsSchema,
        response: { 200: sessionSchema },
      },
    },
    async (request, reply) => {
      // Another site must not log its visitors in as somebody else.
      requireOwnOrigin(request);
      const { identifier, password } = await readCredentials(db, request);
      const attempt = { network: clientNetwork(request.ip), identifier };
      const wait = throttle.begin(attempt);
      if (wait > 0) throw tooManyRequests(wait);
      const userId = await checkLogin(db, {
        identifier,
        password,
        phonePrefixes: settings.authPhonePrefixes,
      });
      if (userId === undefined) {
        await recordFailure(request, identifier);
        throw wrongCredentials();
      }
      throttle.succeeded(attempt);

      await endPresentSession(request);
      const session = await startSession(access, {
        userId,
        ip: request.ip,
        userAgent: request.headers['user-agent'] ?? '',
        passwordBased: true,
      });
      await db
        .updateTable('openwisp_users_user')
        .set({ last_login: clock() })
        .where('id', '=', userId)
        .execute();
      const found = await loadSessionAccess(access, sessionDigest(context.secrets, session.id));
      if (!found) throw wrongCredentials();
      giveCookies(request, reply, session);
      await recordLogin(context, request, { action: 'logged-in', userId, via: 'login' });
      // The session is there, but good for nothing else than what is missing.
      if (found.restriction) throw restricted(request, found.restriction);
      return answer(reply, found);
    },
  );

  http.delete(
    url,
    {
      config: { permits: ['password-expired'] },
      schema: {
        tags,
        summary: 'Log out',
        operationId: 'delete_session',
        security: [{ session: [] }, {}],
        response: { 204: { type: 'null', description: 'Logged out.' } },
      },
    },
    async (request, reply) => {
      // Throws when the request comes from another site: nobody else logs a user out.
      await auth.caller(request);
      const userId = await endPresentSession(request);
      if (userId !== undefined)
        await recordLogin(context, request, { action: 'logged-out', userId, via: 'session' });
      const options = { path: '/' };
      return reply.clearCookie(sessionCookie, options).clearCookie(csrfCookie, options).code(204).send();
    },
  );

  /**
   * The session that the client came with ends: at logout, and at login lest somebody else knows its id. Whose it was.
   */
  const endPresentSession = async (request: FastifyRequest): Promise<string | undefined> => {
    const id = request.cookies[sessionCookie];
    if (id === undefined) return undefined;
    const userId = await endSession(db, sessionDigest(context.secrets, id));
    if (userId !== undefined) events.emit('user.access-changed', { userId });
    return userId;
  };
};
