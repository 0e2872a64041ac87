import { badRequest } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { readBody } from '../../../platform/resource/index.ts';
import type { Body } from '../../../platform/resource/read-body.ts';
import { obtainToken } from '../access-tokens.ts';
import type { CountAuthRequest } from '../auth-throttle.ts';
import { checkLogin } from '../check-login.ts';
import { factorsOf } from '../second-factor/factors.ts';
import { proveSecondFactor } from '../second-factor/prove-second-factor.ts';
import { recordLogin, type RecordFailedLogin } from '../record-login.ts';
import { credentialsSchema, readCredentials, wrongCredentials } from './credentials.ts';
import { proofFields, proofSchema } from './second-factor-proof.ts';
import { readSomeValues } from './read-values.ts';
import { registerOperation } from './register-operation.ts';

const { passkey: _noBrowser, ...codeFields } = proofFields;
const { passkey: _noBrowserEither, ...codeSchema } = proofSchema;

/** `POST users/token/`: the user's token for a password. Other credentials of the request are ignored. */
export const registerTokenRoute = (
  context: AppContext,
  countRequest: CountAuthRequest,
  recordFailure: RecordFailedLogin,
): void => {
  const { db, settings } = context;
  /** A password alone must not be a way around the second factor. */
  const requireFactor = async (
    request: FastifyRequest,
    userId: string,
    identifier: string,
    body: Body,
  ): Promise<void> => {
    const proof = await readSomeValues(db, body, codeFields);
    if (proof.totp === undefined && proof.recovery_code === undefined) {
      throw badRequest({
        totp: ['This account has a second factor: send a code of the app, or a recovery code.'],
      });
    }
    try {
      await proveSecondFactor(context, userId, proof);
    } catch (error) {
      await recordFailure(request, identifier);
      throw error;
    }
  };

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
            'Answers with the token that there is, or makes one. White space around the password counts. Send it as `Authorization: Bearer <token>`. Users with a second factor send a code of it as well; who has passkeys only makes an API token in the console.',
          operationId: 'create_users_token',
          security: [],
          body: {
            ...credentialsSchema,
            properties: { ...credentialsSchema.properties, ...codeSchema },
          },
          response: {
            200: {
              type: 'object',
              properties: { token: { type: 'string', pattern: '^[0-9a-f]{40}$' } },
              required: ['token'],
            },
          },
        },
        handle: async (request) => {
          const body = await readBody(request);
          const { identifier, password } = await readCredentials(db, body);
          const userId = await checkLogin(db, {
            identifier,
            password,
            phonePrefixes: settings.authPhonePrefixes,
            isExact: true,
          });
          if (userId === undefined) {
            await recordFailure(request, identifier);
            throw wrongCredentials();
          }
          if ((await factorsOf(db, userId)).length > 0)
            await requireFactor(request, userId, identifier, body);
          const { key, isNew } = await obtainToken(context, userId, { passwordBased: true });
          const action = isNew ? 'token-created' : 'token-obtained';
          await recordLogin(context, request, { action, userId, via: 'login' });
          return { token: key };
        },
      },
    ],
  });
};
