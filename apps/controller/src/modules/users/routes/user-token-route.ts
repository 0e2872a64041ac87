import { forbidden, notFound } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { requirePermission } from '../../../platform/authentication.ts';
import { showTime } from '../../../platform/resource/index.ts';
import { revokeToken } from '../access-tokens.ts';
import { refuseNamedTokens } from '../api-tokens.ts';
import { findPasswordHolder } from '../change-password.ts';
import { recordLogin } from '../record-login.ts';
import { registerOperation } from './register-operation.ts';

const tags = ['users token'];

/**
 * `users/user/<id>/token/`: whether a user has the token of `users/token/`, and an end to it. People do this for
 * themselves, and for others whose password they may set.
 */
export const registerUserTokenRoute = (context: AppContext): void => {
  const { auth, db, events } = context;

  /** Throws where the caller may not set the password of the user either. Returns whose token it is about. */
  const requireHolder = async (request: FastifyRequest): Promise<string> => {
    const { id } = request.params as { id: string };
    const caller = await auth.require(request);
    if (id !== caller.userId) await findPasswordHolder(db, caller, id);
    return id;
  };

  registerOperation(context, {
    path: 'users/user/:id/token/',
    name: 'User Token',
    description: 'The token that a user gets for the password.',
    authorize: async (request) => {
      const caller = await auth.require(request);
      if (request.method === 'OPTIONS') return;
      const { id } = request.params as { id: string };
      if (id !== caller.userId) requirePermission(caller, { app: 'openwisp_users', model: 'user' }, 'change');
      if (request.method === 'GET' || request.method === 'HEAD') return;
      refuseNamedTokens(caller);
      // Whoever finds a token must not be the one who takes it away from its user.
      if (id === caller.userId && caller.via === 'token')
        throw forbidden('This cannot be done with a token: log in.');
    },
    methods: [
      {
        method: 'GET',
        schema: {
          tags,
          summary: 'Whether a user has a token for the password, and since when',
          operationId: 'read_users_user_token',
          response: {
            200: {
              type: 'object',
              properties: {
                created: {
                  type: ['string', 'null'],
                  format: 'date-time',
                  description: 'Null: there is none.',
                },
              },
              required: ['created'],
            },
          },
        },
        handle: async (request) => {
          const token = await db
            .selectFrom('authtoken_token')
            .select('created')
            .where('user_id', '=', await requireHolder(request))
            .executeTakeFirst();
          return { created: token ? showTime(token.created) : null };
        },
      },
      {
        method: 'DELETE',
        schema: {
          tags,
          summary: 'Revoke the token that a user got for the password',
          description:
            'It stops working at once; the next request to `users/token/` makes another one. For oneself in a session, for others by whoever may set their password.',
          operationId: 'delete_users_user_token',
          response: { 204: { type: 'null', description: 'Revoked.' } },
        },
        handle: async (request, reply) => {
          const caller = await auth.require(request);
          const userId = await requireHolder(request);
          if (!(await revokeToken(db, userId))) throw notFound();
          events.emit('user.access-changed', { userId });
          await recordLogin(context, request, {
            action: 'token-revoked',
            userId,
            via: caller.via,
            by: caller,
          });
          return reply.code(204).send();
        },
      },
    ],
  });
};
