import { badRequest, forbidden, tooManyRequests, unauthorized } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import type { Caller } from '../../../platform/caller.ts';
import { field } from '../../../platform/resource/index.ts';
import type { Body } from '../../../platform/resource/read-body.ts';
import { sessionOf, type AccessContext } from '../authenticate.ts';
import { isPassword } from '../check-new-password.ts';
import { clientNetwork } from '../client-network.ts';
import type { LoginThrottle } from '../login-throttle.ts';
import { recordLogin } from '../record-login.ts';
import { countRecoveryCodes } from '../second-factor/factors.ts';
import { replaceRecoveryCodes } from '../second-factor/recovery-codes.ts';
import { readSomeValues } from './read-values.ts';
import { registerOperation, type Operation } from './register-operation.ts';

/** A session of a user without a password must be this young to change how that user logs in, in milliseconds. */
const freshMs = 900_000;

const text = { type: 'string' };

/** Body of what only the user may do. */
export const passwordBody = {
  type: 'object',
  properties: {
    password: { ...text, format: 'password', description: 'Of the user, when there is one.' },
  },
};

/** The codes that come with a user's first factor. */
export const codesSchema = {
  type: 'object',
  properties: {
    recovery_codes: {
      type: 'array',
      items: text,
      description: 'Ten codes that work once each, instead of a second factor. They are shown only now.',
    },
  },
};

export const secondFactorTags = ['session second factor'];

export interface OwnFactorsOptions {
  access: AccessContext;
  throttle: LoginThrottle;
}

type FactorAction =
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'second-factor-renamed'
  | 'recovery-codes-replaced';

/** What all routes have in common by which people change their own second factors. */
export const ownFactors = (context: AppContext, { access, throttle }: OwnFactorsOptions) => {
  const { auth, db, events, clock } = context;

  /** Only people at a console change how they log in: a token that somebody finds must not lock its user out. */
  const requirePerson = async (request: FastifyRequest): Promise<Caller> => {
    const caller = await auth.require(request);
    if (caller.via !== 'session') throw forbidden('This cannot be done with a token: log in.');
    return caller;
  };

  /**
   * Makes sure that it is still the user who sits there: by the password, or, for those who have none, by a login of
   * the last minutes.
   */
  const requirePresence = async (request: FastifyRequest, caller: Caller, body: Body): Promise<void> => {
    const { password } = await readSomeValues(db, body, { password: field.text<never>({ trim: false }) });
    const user = await db
      .selectFrom('openwisp_users_user')
      .select('password')
      .where('id', '=', caller.userId)
      .executeTakeFirstOrThrow();
    if (user.password.startsWith('!')) return requireFreshSession(request);
    if (password === undefined || password === '')
      throw badRequest({ password: ['This field is required.'] });
    const attempt = { network: clientNetwork(request.ip), identifier: caller.username };
    const wait = throttle.begin(attempt);
    if (wait > 0) throw tooManyRequests(wait);
    if (!(await isPassword(password, user.password)))
      throw badRequest({ password: ['This is not your password.'] });
    throttle.succeeded(attempt);
  };

  const requireFreshSession = async (request: FastifyRequest): Promise<void> => {
    const found = await sessionOf(access, request);
    const session =
      found?.session &&
      (await db
        .selectFrom('users_session')
        .select('created')
        .where('id_digest', '=', found.session.idDigest)
        .executeTakeFirst());
    if (!session) throw unauthorized();
    if (clock().getTime() - session.created.getTime() > freshMs)
      throw forbidden('Log in again to do this: your login is too old.');
  };

  const changed = async (request: FastifyRequest, caller: Caller, action: FactorAction): Promise<void> => {
    events.emit('user.access-changed', { userId: caller.userId });
    await record(request, caller, action);
  };

  const record = (request: FastifyRequest, caller: Caller, action: FactorAction): Promise<void> =>
    recordLogin(context, request, { action, userId: caller.userId, via: caller.via, by: caller });

  /** Codes come with the first factor. */
  const firstCodes = async (userId: string): Promise<string[]> =>
    (await countRecoveryCodes(db, userId)) > 0 ? [] : replaceRecoveryCodes(context, userId);

  const register = (operation: Omit<Operation, 'authorize' | 'config'>): void =>
    registerOperation(context, {
      ...operation,
      config: { permits: ['second-factor-missing'] },
      authorize: async (request) => void (await auth.require(request)),
    });

  return { requirePerson, requirePresence, changed, record, firstCodes, register };
};
