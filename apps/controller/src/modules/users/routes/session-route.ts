import { badRequest, unauthorized } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { field, readBody } from '../../../platform/resource/index.ts';
import type { Body } from '../../../platform/resource/read-body.ts';
import type { Access } from '../access-cache.ts';
import { sessionCookie, sessionOf, type AccessContext } from '../authenticate.ts';
import { requireOwnOrigin } from '../csrf.ts';
import { describeSession, sessionSchema } from '../describe-session.ts';
import { logInWithPassword, type LoginGuard } from '../log-in-with-password.ts';
import { restricted } from '../restrictions.ts';
import { beginChallenge, endChallenge, findChallenge } from '../second-factor/challenges.ts';
import { factorsOf, type Factor } from '../second-factor/factors.ts';
import { passkeyRequestOptions } from '../second-factor/passkeys.ts';
import { proveSecondFactor } from '../second-factor/prove-second-factor.ts';
import { relyingParty } from '../second-factor/relying-party.ts';
import type { SessionCookies } from '../session-cookies.ts';
import { credentialsSchema, readCredentials, wrongCredentials } from './credentials.ts';
import { readSomeValues, readValues } from './read-values.ts';
import { proofFields, proofSchema } from './second-factor-proof.ts';

interface SessionRoute extends LoginGuard {
  access: AccessContext;
  cookies: SessionCookies;
}

const url = '/api/v1/session/';
const tags = ['session'];

const loginSchema = {
  type: 'object',
  description:
    'First step: `username` and `password`. Second step, when the first was answered with a challenge: `challenge` and one of `totp`, `recovery_code` and `passkey`.',
  properties: {
    ...credentialsSchema.properties,
    challenge: { type: 'string', description: 'From the answer to the first step.' },
    ...proofSchema,
  },
};

const challengeSchema = {
  type: 'object',
  description: 'The password was right; a second factor is asked for. There is no session yet.',
  properties: {
    second_factor: { type: 'array', items: { type: 'string', enum: ['totp', 'passkey'] } },
    challenge: { type: 'string', description: 'To be sent with the second step, within five minutes.' },
    passkey_options: {
      type: 'object',
      additionalProperties: true,
      description: 'For `navigator.credentials.get` (WebAuthn), when there is a passkey.',
    },
  },
  required: ['second_factor', 'challenge'],
};

/** `session/`: login, logout and "who am I" of the console. */
export const registerSessionRoute = (context: AppContext, route: SessionRoute): void => {
  const { http, auth, db, settings } = context;
  const { access, cookies, recordFailure } = route;

  const answer = async (reply: FastifyReply, found: Access): Promise<unknown> => {
    reply.header('cache-control', 'no-store').header('vary', 'Cookie');
    return describeSession(context, found);
  };

  http.get(
    url,
    {
      config: { permits: ['second-factor-missing'] },
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
      cookies.give(request, reply, { id, csrfToken: found.session.csrfToken });
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
          'Answers with two cookies: the session, and a token that writes must send back as `X-CSRFToken`. Users with a second factor get a challenge instead, and send the factor in a second request to the same address.',
        operationId: 'create_session',
        security: [],
        body: loginSchema,
        response: { 200: { anyOf: [sessionSchema, challengeSchema] } },
      },
    },
    async (request, reply) => {
      // Another site must not log its visitors in as somebody else.
      requireOwnOrigin(request);
      reply.header('cache-control', 'no-store');
      const body = await readBody(request);
      if (Object.hasOwn(body.values, 'challenge')) return secondStep(request, reply, body);
      const userId = await firstStep(request, body);
      const factors = await factorsOf(db, userId);
      return factors.length > 0 ? askForFactor(request, userId, factors) : logIn(request, reply, userId);
    },
  );

  const firstStep = async (request: FastifyRequest, body: Body): Promise<string> => {
    const credentials = await readCredentials(db, body);
    const userId = await logInWithPassword(context, request, credentials, route);
    if (userId === undefined) throw wrongCredentials();
    return userId;
  };

  const askForFactor = async (
    request: FastifyRequest,
    userId: string,
    factors: readonly Factor[],
  ): Promise<unknown> => {
    const options = factors.includes('passkey')
      ? await passkeyRequestOptions(db, userId, relyingParty(request, settings))
      : undefined;
    const challenge = await beginChallenge(context, 'login', {
      userId,
      binding: options?.challenge ?? '',
    });
    return {
      second_factor: factors,
      challenge,
      ...(options ? { passkey_options: options } : {}),
    };
  };

  const secondStep = async (request: FastifyRequest, reply: FastifyReply, body: Body): Promise<unknown> => {
    const { challenge: id } = await readValues(db, body, {
      challenge: field.text<never>({ required: true }),
    });
    const proof = await readSomeValues(db, body, proofFields);
    const pending = await findChallenge(context, 'login', id);
    if (!pending) throw startAgain();
    const { userId, binding } = pending;
    try {
      await proveSecondFactor(context, userId, proof, {
        challenge: binding,
        party: relyingParty(request, settings),
      });
    } catch (error) {
      await recordFailure(request, await usernameOf(userId));
      throw error;
    }
    // Of two requests with one challenge, one logs in.
    if (!(await endChallenge(context, id))) throw startAgain();
    return logIn(request, reply, userId);
  };

  const logIn = async (request: FastifyRequest, reply: FastifyReply, userId: string): Promise<unknown> => {
    const found = await cookies.logIn(request, reply, { userId, passwordBased: true });
    // The session is there, but good for nothing else than to change the password.
    if (found.restriction === 'password-expired') throw restricted(access, request, found.restriction);
    return answer(reply, found);
  };

  const usernameOf = async (userId: string): Promise<string> => {
    const user = await db
      .selectFrom('openwisp_users_user')
      .select('username')
      .where('id', '=', userId)
      .executeTakeFirst();
    return user?.username ?? '';
  };

  http.delete(
    url,
    {
      config: { permits: ['password-expired', 'second-factor-missing'] },
      schema: {
        tags,
        summary: 'Log out',
        operationId: 'delete_session',
        // Whoever is not logged in is logged out already.
        security: [{ session: [] }, {}],
        response: { 204: { type: 'null', description: 'Logged out.' } },
      },
    },
    async (request, reply) => {
      // Throws when the request comes from another site: nobody else logs a user out.
      await auth.caller(request);
      await cookies.logOut(request, reply);
      return reply.code(204).send();
    },
  );
};

const startAgain = () =>
  badRequest({ challenge: ['This login has taken too long, or is finished: start again.'] });
