import { HttpError } from '@netloom/server-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { obtainToken } from '../access-tokens.ts';
import type { CountAuthRequest } from '../auth-throttle.ts';
import { checkLogin } from '../check-login.ts';
import { recordLogin, type RecordFailedLogin } from '../record-login.ts';
import { credentialsSchema, readCredentials, wrongCredentials } from './credentials.ts';

const url = '/api/v1/users/token/';

/** `POST users/token/`: the user's token for a password. Other credentials of the request are ignored. */
export const registerTokenRoute = (
  context: AppContext,
  countRequest: CountAuthRequest,
  recordFailure: RecordFailedLogin,
): void => {
  const { http, db, settings } = context;
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.header('allow', 'POST, OPTIONS').header('vary', 'Accept').header('cache-control', 'no-store');
    await countRequest(request);
    if (request.method === 'POST' || request.method === 'OPTIONS') return;
    throw new HttpError(405, { detail: `Method "${request.method}" not allowed.` });
  };

  http.post(
    url,
    {
      onRequest,
      schema: {
        tags: ['users token'],
        summary: 'Obtain the token of a user',
        description:
          'Answers with the token that there is, or makes one. Send it as `Authorization: Bearer <token>`.',
        operationId: 'create_users_token',
        security: [],
        body: credentialsSchema,
        response: {
          200: {
            type: 'object',
            properties: { token: { type: 'string', pattern: '^[0-9a-f]{40}$' } },
            required: ['token'],
          },
        },
      },
    },
    async (request) => {
      const { identifier, password } = await readCredentials(db, request);
      const userId = await checkLogin(db, {
        identifier,
        password,
        phonePrefixes: settings.authPhonePrefixes,
      });
      if (userId === undefined) {
        await recordFailure(request, identifier);
        throw wrongCredentials();
      }
      const { key, isNew } = await obtainToken(context, userId, { passwordBased: true });
      const action = isNew ? 'token-created' : 'token-obtained';
      await recordLogin(context, request, { action, userId, via: 'login' });
      return { token: key };
    },
  );

  http.options(url, { onRequest, schema: { hide: true } }, async () => ({
    name: 'Token',
    description: 'The token of a user.',
    renders: ['application/json'],
    parses: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
  }));
  // The other methods count as well, and are then refused by the hook.
  const unreachable = async (): Promise<never> => {
    throw new Error('the method was refused before');
  };
  http.route({
    method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'],
    url,
    onRequest,
    schema: { hide: true },
    handler: unreachable,
  });
};
