import type { AppContext } from '../../../platform/app-context.ts';
import { obtainToken } from '../access-tokens.ts';
import type { CountAuthRequest } from '../auth-throttle.ts';
import { checkLogin } from '../check-login.ts';
import { recordLogin, type RecordFailedLogin } from '../record-login.ts';
import { credentialsSchema, readCredentials, wrongCredentials } from './credentials.ts';
import { registerOperation } from './register-operation.ts';

/** `POST users/token/`: the user's token for a password. Other credentials of the request are ignored. */
export const registerTokenRoute = (
  context: AppContext,
  countRequest: CountAuthRequest,
  recordFailure: RecordFailedLogin,
): void => {
  const { db, settings } = context;
  registerOperation(context, {
    path: 'users/token/',
    name: 'Token',
    description: 'The token of a user.',
    authorize: (request) => countRequest(request),
    methods: [
      {
        method: 'POST',
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
        handle: async (request) => {
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
      },
    ],
  });
};
