import { notFound, tooManyRequests } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { requirePermission } from '../../../platform/authentication.ts';
import { field, readBody } from '../../../platform/resource/index.ts';
import { refuseNamedTokens } from '../api-tokens.ts';
import { sessionOf, type AccessContext } from '../authenticate.ts';
import type { CountAuthRequest } from '../auth-throttle.ts';
import { basicLogin } from '../basic-login.ts';
import {
  changeOwnPassword,
  findPasswordHolder,
  mustKnowPassword,
  setPasswordOf,
} from '../change-password.ts';
import { clientNetwork } from '../client-network.ts';
import { requireCsrfToken } from '../csrf.ts';
import type { LoginThrottle } from '../login-throttle.ts';
import { confirmReset } from '../password-reset.ts';
import { recordLogin, type RecordFailedLogin } from '../record-login.ts';
import { readValues } from './read-values.ts';
import { registerOperation } from './register-operation.ts';

interface PasswordRoutes {
  access: AccessContext;
  countRequest: CountAuthRequest;
  throttle: LoginThrottle;
  recordFailure: RecordFailedLogin;
  /** Mails a link to whoever is meant, later and elsewhere: the answer must not take longer for those who exist. */
  askForReset(identifier: string): Promise<void>;
}

const tags = ['users password'];
const password = field.text<never>({ required: true, trim: false, writeOnly: true, max: 128 });
const passwordSchema = { type: 'string', format: 'password', maxLength: 128 };
const detailSchema = { type: 'object', properties: { detail: { type: 'string' } }, required: ['detail'] };

const bodySchema = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});

/** Forgotten, expired and other people's passwords (REST conventions, sections 5.2 to 5.4). */
export const registerPasswordRoutes = (context: AppContext, routes: PasswordRoutes): void => {
  const { auth, db } = context;
  const { access, countRequest, throttle, askForReset } = routes;

  /** Nobody has to be logged in, but who is counts as themselves, and must not be a page of another site. */
  const authorizeAnybody = async (request: FastifyRequest): Promise<void> => {
    const found = await sessionOf(access, request);
    if (found?.session) requireCsrfToken(request, found.session.csrfToken);
    const userId = found?.caller.userId ?? (await basicLogin(context, request, routes));
    await countRequest(request, userId);
  };

  registerOperation(context, {
    path: 'users/password/reset/',
    name: 'Password Reset',
    description: 'Mails a link by which a new password can be set.',
    authorize: authorizeAnybody,
    methods: [
      {
        method: 'POST',
        schema: {
          tags,
          summary: 'Ask for a link to set a new password',
          description:
            'The answer is the same whether or not there is such a user. Only active users with a password and an e-mail address get a mail.',
          operationId: 'create_users_password_reset',
          security: [],
          body: bodySchema({
            input: { type: 'string', description: 'User name, e-mail address or phone number.' },
          }),
          response: { 200: detailSchema },
        },
        handle: async (request) => {
          const { input } = await readValues(db, await readBody(request), {
            input: field.text<never>({ required: true }),
          });
          await askForReset(input);
          return { detail: 'Password reset e-mail has been sent.' };
        },
      },
    ],
  });

  registerOperation(context, {
    path: 'users/password/reset/confirm/',
    name: 'Password Reset Confirm',
    description: 'Sets a new password by the link of a mail.',
    authorize: authorizeAnybody,
    methods: [
      {
        method: 'POST',
        schema: {
          tags,
          summary: 'Set a new password by the link of a mail',
          description:
            'The link ends with `<uid>-<token>/`. It works once, for three days. All sessions of the user end.',
          operationId: 'create_users_password_reset_confirm',
          security: [],
          body: bodySchema({
            uid: { type: 'string' },
            token: { type: 'string' },
            new_password1: passwordSchema,
            new_password2: passwordSchema,
          }),
          response: { 200: detailSchema },
        },
        handle: async (request) => {
          const { uid, token, new_password1, new_password2 } = await readValues(db, await readBody(request), {
            uid: field.text<never>({ required: true }),
            token: field.text<never>({ required: true }),
            new_password1: password,
            new_password2: password,
          });
          const link = { uid, token, password: new_password1, repeated: new_password2 };
          const userId = await confirmReset(context, link);
          await recordLogin(context, request, { action: 'password-reset', userId, via: 'login' });
          return { detail: 'Password has been reset with the new password.' };
        },
      },
    ],
  });

  registerOperation(context, {
    path: 'users/user/password/change/',
    name: 'Password Change',
    description: 'Sets a new password of the caller.',
    config: { permits: ['password-expired', 'second-factor-missing'] },
    authorize: async (request) => {
      const { userId } = await auth.require(request);
      await countRequest(request, userId);
    },
    methods: [
      {
        method: 'POST',
        schema: {
          tags,
          summary: 'Change your own password',
          description: 'Your other sessions end; tokens stay valid.',
          operationId: 'create_users_user_password_change',
          body: bodySchema({
            old_password: passwordSchema,
            new_password1: passwordSchema,
            new_password2: passwordSchema,
          }),
          response: { 200: detailSchema },
        },
        handle: async (request) => {
          const { userId, via } = await auth.require(request);
          const { old_password, new_password1, new_password2 } = await readValues(
            db,
            await readBody(request),
            {
              old_password: password,
              new_password1: password,
              new_password2: password,
            },
          );
          const found = via === 'session' ? await sessionOf(access, request) : undefined;
          await changeOwnPassword(context, {
            userId,
            oldPassword: old_password,
            password: new_password1,
            repeated: new_password2,
            keepSession: found?.session?.idDigest,
          });
          await recordLogin(context, request, { action: 'password-changed', userId, via });
          return { detail: 'New password has been saved.' };
        },
      },
    ],
  });

  registerOperation(context, {
    path: 'users/user/:id/password/',
    name: 'Change Password',
    description: 'Sets the password of a user.',
    authorize: async (request) => {
      const id = userIdOf(request);
      const caller = await auth.require(request);
      // A manager need not know the present password: a token would turn into a login.
      if (id === caller.userId) refuseNamedTokens(caller);
      else requirePermission(caller, { app: 'openwisp_users', model: 'user' }, 'change');
    },
    methods: [
      {
        method: 'PUT',
        schema: {
          tags,
          summary: 'Set the password of a user',
          description:
            'All sessions of the user end. `current_password` is only checked for callers who manage no organization.',
          operationId: 'replace_users_user_password',
          body: bodySchema({
            current_password: { ...passwordSchema, type: ['string', 'null'] },
            new_password: passwordSchema,
            confirm_password: passwordSchema,
          }),
          response: {
            200: {
              type: 'object',
              properties: { status: { type: 'string' }, message: { type: 'string' } },
            },
          },
        },
        handle: async (request) => {
          const caller = await auth.require(request);
          const userId = userIdOf(request);
          await findPasswordHolder(db, caller, userId);
          const { current_password, new_password, confirm_password } = await readValues(
            db,
            await readBody(request),
            {
              current_password: { ...password, nullable: true },
              new_password: password,
              confirm_password: password,
            },
          );
          // Whoever found a session or a token must not find out the password with it.
          const attempt = { network: clientNetwork(request.ip), identifier: caller.username };
          const isAsked = mustKnowPassword(caller);
          const wait = isAsked ? throttle.begin(attempt) : 0;
          if (wait > 0) throw tooManyRequests(wait);
          await setPasswordOf(context, caller, {
            userId,
            currentPassword: current_password,
            password: new_password,
            repeated: confirm_password,
          });
          if (isAsked) throttle.succeeded(attempt);
          await recordLogin(context, request, {
            action: 'password-changed',
            userId,
            via: caller.via,
            by: caller,
          });
          return { status: 'Success', message: 'Password updated successfully' };
        },
      },
    ],
  });
};

const userIdOf = (request: FastifyRequest): string => {
  const { id } = request.params as { id: string };
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw notFound();
  return id;
};
