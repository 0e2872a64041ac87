import { badRequest, maximumPasswordLength, notFound, tooManyRequests } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import { requirePermission } from '../../../platform/authentication.ts';
import { field, readBody, type Field } from '../../../platform/resource/index.ts';
import { refuseNamedTokens } from '../api-tokens.ts';
import { sessionOf, type AccessContext } from '../authenticate.ts';
import type { CountAuthRequest } from '../auth-throttle.ts';
import { basicLogin } from '../basic-login.ts';
import {
  changeOwnPassword,
  findPasswordHolder,
  mustKnowPassword,
  passwordChangeProblems,
  setPasswordOf,
  wrongPassword,
} from '../change-password.ts';
import { isPassword } from '../check-new-password.ts';
import { clientNetwork } from '../client-network.ts';
import { requireCsrfToken } from '../csrf.ts';
import type { LoginThrottle } from '../login-throttle.ts';
import { confirmReset } from '../password-reset.ts';
import { recordLogin, type RecordFailedLogin } from '../record-login.ts';
import { readValues, tryValues } from './read-values.ts';
import { registerOperation, type Operation } from './register-operation.ts';

interface PasswordRoutes {
  access: AccessContext;
  countRequest: CountAuthRequest;
  throttle: LoginThrottle;
  recordFailure: RecordFailedLogin;
  /** Mails a link to whoever is meant, later and elsewhere: the answer must not take longer for those who exist. */
  askForReset(identifier: string): Promise<void>;
}

const tags = ['users password'];
const maximumLength = 128;
const newPassword = (max: number) => field.text<never>({ required: true, writeOnly: true, max });
/** White space is left to whoever compares it with what is stored: older passwords may have some. */
const presentPassword = (max: number) =>
  field.text<never>({
    required: true,
    writeOnly: true,
    trim: false,
    max,
    check: (text) => (text.trim() === '' ? 'This field may not be blank.' : undefined),
  });
const passwordSchema = { type: 'string', format: 'password', maxLength: maximumLength };

/** May be null: whoever manages the user need not know it. A form says that by an empty box. */
const currentPassword: Field<never, string | null> = {
  ...presentPassword(maximumPasswordLength),
  nullable: true,
  read: (input, context) =>
    context.isForm && input === ''
      ? null
      : (presentPassword(maximumPasswordLength).read?.(input, context) ?? null),
};
const longPasswordSchema = { ...passwordSchema, maxLength: maximumPasswordLength };
const detailSchema = { type: 'object', properties: { detail: { type: 'string' } }, required: ['detail'] };

const bodySchema = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});

/** Forgotten, expired and other people's passwords (REST conventions, sections 5.2 to 5.4). */
export const registerPasswordRoutes = (context: AppContext, routes: PasswordRoutes): void => {
  const { auth, db, settings } = context;
  const { access, countRequest, throttle, askForReset } = routes;

  /** Nobody has to be logged in, but who is counts as themselves, and must not be a page of another site. */
  const authorizeAnybody = async (request: FastifyRequest): Promise<void> => {
    const found = await sessionOf(access, request);
    if (found?.session) requireCsrfToken(request, found.session.csrfToken);
    const userId = found?.caller.userId ?? (await basicLogin(context, request, routes));
    await countRequest(request, userId);
  };

  /** Whether users know their present password. Whoever found a session or a token must not find it out with that. */
  const knows = async (
    request: FastifyRequest,
    { username, password }: { username: string; password: string },
    entered: string | null,
  ): Promise<boolean> => {
    const attempt = { network: clientNetwork(request.ip), identifier: username };
    const wait = throttle.begin(attempt);
    if (wait > 0) throw tooManyRequests(wait);
    const isRight = await isPassword(entered ?? '', password);
    if (isRight) throttle.succeeded(attempt);
    return isRight;
  };

  /** An operation that operators may switch off: the pages below `/accounts/` do the same. */
  const registerAuthOperation = (operation: Operation): void => {
    if (settings.usersAuthApi) registerOperation(context, operation);
  };

  registerAuthOperation({
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
            'The answer is the same whether or not there is such a user. Only active users with a password and an e-mail address get a mail. A name and password may come as HTTP Basic; after ten wrong ones in five minutes the answer is 429.',
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

  registerAuthOperation({
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
            'The link ends with `<uid>-<token>/`. It works once, for three days. All sessions of the user end, and the token of the old password.',
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
            new_password1: newPassword(maximumLength),
            new_password2: newPassword(maximumLength),
          });
          const link = { uid, token, password: new_password1, repeated: new_password2 };
          const userId = await confirmReset(context, link);
          await recordLogin(context, request, { action: 'password-reset', userId, via: 'login' });
          return { detail: 'Password has been reset with the new password.' };
        },
      },
    ],
  });

  registerAuthOperation({
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
          const caller = await auth.require(request);
          const { userId, via } = caller;
          const { old_password, new_password1, new_password2 } = await readValues(
            db,
            await readBody(request),
            {
              old_password: presentPassword(maximumLength),
              new_password1: newPassword(maximumLength),
              new_password2: newPassword(maximumLength),
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
          await recordLogin(context, request, { action: 'password-changed', userId, via, by: caller });
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
      if (request.method === 'OPTIONS') return;
      // A manager need not know the present password: a token would turn into a login.
      refuseNamedTokens(caller);
      if (id !== caller.userId) requirePermission(caller, { app: 'openwisp_users', model: 'user' }, 'change');
    },
    methods: [
      {
        method: 'PUT',
        schema: {
          tags,
          summary: 'Set the password of a user',
          description:
            'All sessions of the user end, and the token of a user who is somebody else. `current_password` is only checked for callers who manage no organization; after ten wrong ones in five minutes the answer is 429.',
          operationId: 'replace_users_user_password',
          body: bodySchema({
            current_password: { ...longPasswordSchema, type: ['string', 'null'] },
            new_password: longPasswordSchema,
            confirm_password: longPasswordSchema,
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
          const user = await findPasswordHolder(db, caller, userId);
          const { values, errors } = await tryValues(db, await readBody(request), {
            current_password: currentPassword,
            new_password: newPassword(maximumPasswordLength),
            confirm_password: newPassword(maximumPasswordLength),
          });
          const { current_password: current, new_password: chosen } = values;
          const isKnown =
            current === undefined || !mustKnowPassword(caller) || (await knows(request, user, current));
          const all = {
            ...passwordChangeProblems({
              currentPassword: current,
              password: chosen,
              repeated: values.confirm_password,
            }),
            ...(isKnown ? {} : { current_password: [wrongPassword] }),
            ...errors,
          };
          if (chosen === undefined || Object.keys(all).length > 0) throw badRequest(all);
          await setPasswordOf(context, caller, { userId, password: chosen });
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
