import { badRequest, forbidden, notFound, tooManyRequests, unauthorized } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../../platform/app-context.ts';
import type { Caller } from '../../../platform/caller.ts';
import { field, readBody, showTime } from '../../../platform/resource/index.ts';
import type { Body } from '../../../platform/resource/read-body.ts';
import { sessionOf, type AccessContext } from '../authenticate.ts';
import { checkPassword } from '../check-new-password.ts';
import { clientNetwork } from '../client-network.ts';
import type { LoginThrottle } from '../login-throttle.ts';
import { recordLogin } from '../record-login.ts';
import { countAttempt, forgetAttempts } from '../second-factor/attempts.ts';
import { beginChallenge, endChallenge, findChallenge } from '../second-factor/challenges.ts';
import { countRecoveryCodes, dropUselessCodes, factorsOf } from '../second-factor/factors.ts';
import {
  addPasskey,
  listPasskeys,
  passkeyCreationOptions,
  removePasskey,
  renamePasskey,
} from '../second-factor/passkeys.ts';
import { replaceRecoveryCodes } from '../second-factor/recovery-codes.ts';
import { relyingParty } from '../second-factor/relying-party.ts';
import { confirmTotp, disableTotp, startTotp } from '../second-factor/totp.ts';
import type { PasskeyTable } from '../tables.ts';
import { proofFields, proofSchema } from './second-factor-proof.ts';
import { readSomeValues, readValues } from './read-values.ts';
import { registerOperation, type Operation } from './register-operation.ts';

const tags = ['session second factor'];
const text = { type: 'string' };
const codesSchema = {
  type: 'object',
  properties: {
    recovery_codes: {
      type: 'array',
      items: text,
      description: 'Ten codes that work once each, instead of a second factor. They are shown only now.',
    },
  },
};
const passwordBody = {
  type: 'object',
  properties: {
    password: { ...text, format: 'password', description: 'Of the user, when there is one.' },
  },
};
const passkeySchema = {
  type: 'object',
  properties: {
    id: { ...text, format: 'uuid' },
    name: text,
    created: { ...text, format: 'date-time' },
    last_used: { type: ['string', 'null'], format: 'date-time' },
  },
};
/** A session of a user without a password must be this young to change how that user logs in, in milliseconds. */
const freshMs = 900_000;

const passkeyName = field.text<never>({ required: true, max: 100 });

const showPasskey = ({ id, name, created, last_used: lastUsed }: PasskeyTable) => ({
  id,
  name,
  created: showTime(created),
  last_used: lastUsed && showTime(lastUsed),
});

/** The caller's own codes, recovery codes and passkeys. */
export const registerSecondFactorRoutes = (
  context: AppContext,
  { access, throttle }: { access: AccessContext; throttle: LoginThrottle },
): void => {
  const { auth, db, events, settings, clock } = context;

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
    if (!(await checkPassword(password, user.password)).ok)
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

  const changed = async (
    request: FastifyRequest,
    caller: Caller,
    action: 'second-factor-added' | 'second-factor-removed' | 'recovery-codes-replaced',
  ): Promise<void> => {
    events.emit('user.access-changed', { userId: caller.userId });
    await recordLogin(context, request, { action, userId: caller.userId, via: caller.via, by: caller });
  };

  /** Codes come with the first factor. */
  const firstCodes = async (userId: string): Promise<string[]> =>
    (await countRecoveryCodes(db, userId)) > 0 ? [] : replaceRecoveryCodes(context, userId);

  const register = (operation: Omit<Operation, 'authorize' | 'config'>): void =>
    registerOperation(context, {
      ...operation,
      config: { permits: ['second-factor-missing'] },
      authorize: async (request) => void (await auth.require(request)),
    });

  register({
    path: 'session/second-factor/',
    name: 'Second Factor',
    description: 'Which second factors the caller has.',
    methods: [
      {
        method: 'GET',
        schema: {
          tags,
          summary: 'Which second factors you have',
          operationId: 'read_session_second_factor',
          response: {
            200: {
              type: 'object',
              properties: {
                totp: { type: 'boolean' },
                passkeys: { type: 'integer' },
                recovery_codes: { type: 'integer', description: 'How many are left.' },
                required_by: {
                  type: 'array',
                  items: text,
                  description: 'Names of organizations that ask for a second factor.',
                },
              },
            },
          },
        },
        handle: async (request) => {
          const { userId } = await requirePerson(request);
          const asking = await db
            .selectFrom('openwisp_users_organization as organization')
            .innerJoin(
              'openwisp_users_organizationuser as member',
              'member.organization_id',
              'organization.id',
            )
            .select('organization.name')
            .where('member.user_id', '=', userId)
            .where('organization.is_active', '=', true)
            .where('organization.second_factor_required', '=', true)
            .orderBy('organization.name')
            .execute();
          return {
            totp: (await factorsOf(db, userId)).includes('totp'),
            passkeys: (await listPasskeys(db, userId)).length,
            recovery_codes: await countRecoveryCodes(db, userId),
            required_by: asking.map(({ name }) => name),
          };
        },
      },
    ],
  });

  register({
    path: 'session/second-factor/totp/',
    name: 'Totp',
    description: 'Begins to set up codes of an app.',
    methods: [
      {
        method: 'POST',
        schema: {
          tags,
          summary: 'Begin to set up codes of an app',
          description: 'Show `uri` as a QR code. Nothing changes until a code is confirmed.',
          operationId: 'create_session_second_factor_totp',
          body: passwordBody,
          response: {
            200: {
              type: 'object',
              properties: { secret: { ...text, description: 'Base32.' }, uri: { ...text, format: 'uri' } },
            },
          },
        },
        handle: async (request) => {
          const caller = await requirePerson(request);
          await requirePresence(request, caller, await readBody(request));
          return startTotp(context, caller.userId, { issuer: settings.siteName, username: caller.username });
        },
      },
    ],
  });

  register({
    path: 'session/second-factor/totp/confirm/',
    name: 'Totp Confirm',
    description: 'Ends to set up codes of an app.',
    methods: [
      {
        method: 'POST',
        schema: {
          tags,
          summary: 'Confirm a code of the app',
          description: 'From now on logins ask for a code. The first factor comes with recovery codes.',
          operationId: 'create_session_second_factor_totp_confirm',
          body: { type: 'object', properties: { totp: proofSchema.totp }, required: ['totp'] },
          response: { 200: codesSchema },
        },
        handle: async (request) => {
          const caller = await requirePerson(request);
          const { userId } = caller;
          const { totp } = await readValues(db, await readBody(request), {
            totp: proofFields.totp,
          });
          await countAttempt(db, clock, userId);
          if (!(await confirmTotp(context, userId, totp)))
            throw badRequest({ totp: ['This code is wrong, or was used already.'] });
          await forgetAttempts(db, userId);
          const codes = await firstCodes(userId);
          await changed(request, caller, 'second-factor-added');
          return { recovery_codes: codes };
        },
      },
    ],
  });

  register({
    path: 'session/second-factor/totp/disable/',
    name: 'Totp Disable',
    description: 'Ends codes of an app.',
    methods: [
      {
        method: 'POST',
        schema: {
          tags,
          summary: 'Disable codes of the app',
          operationId: 'create_session_second_factor_totp_disable',
          body: passwordBody,
          response: { 204: { type: 'null', description: 'Disabled.' } },
          'x-answers': [404],
        },
        handle: async (request, reply) => {
          const caller = await requirePerson(request);
          await requirePresence(request, caller, await readBody(request));
          if (!(await disableTotp(db, caller.userId))) throw notFound();
          await dropUselessCodes(db, caller.userId);
          await changed(request, caller, 'second-factor-removed');
          return reply.code(204).send();
        },
      },
    ],
  });

  register({
    path: 'session/second-factor/recovery-codes/',
    name: 'Recovery Codes',
    description: 'Replaces the recovery codes.',
    methods: [
      {
        method: 'POST',
        schema: {
          tags,
          summary: 'Replace your recovery codes',
          description: 'All earlier ones are void.',
          operationId: 'create_session_second_factor_recovery_codes',
          body: passwordBody,
          response: { 200: codesSchema },
        },
        handle: async (request) => {
          const caller = await requirePerson(request);
          await requirePresence(request, caller, await readBody(request));
          if ((await factorsOf(db, caller.userId)).length === 0)
            throw badRequest({ non_field_errors: ['Set up a second factor first.'] });
          const codes = await replaceRecoveryCodes(context, caller.userId);
          await changed(request, caller, 'recovery-codes-replaced');
          return { recovery_codes: codes };
        },
      },
    ],
  });

  register({
    path: 'session/passkeys/options/',
    name: 'Passkey Options',
    description: 'Begins to make a passkey.',
    methods: [
      {
        method: 'POST',
        schema: {
          tags,
          summary: 'Begin to make a passkey',
          operationId: 'create_session_passkeys_options',
          body: passwordBody,
          response: {
            200: {
              type: 'object',
              properties: {
                challenge: { ...text, description: 'To be sent with the passkey, within five minutes.' },
                options: {
                  type: 'object',
                  additionalProperties: true,
                  description: 'For `navigator.credentials.create` (WebAuthn).',
                },
              },
            },
          },
        },
        handle: async (request) => {
          const caller = await requirePerson(request);
          const { userId, username } = caller;
          await requirePresence(request, caller, await readBody(request));
          const user = await db
            .selectFrom('openwisp_users_user')
            .select(['first_name', 'last_name'])
            .where('id', '=', userId)
            .executeTakeFirstOrThrow();
          const name = `${user.first_name} ${user.last_name}`.trim();
          const options = await passkeyCreationOptions(
            db,
            { id: userId, username, name },
            relyingParty(request, settings),
          );
          const challenge = await beginChallenge(context, 'new-passkey', {
            userId,
            binding: options.challenge,
          });
          return { challenge, options };
        },
      },
    ],
  });

  register({
    path: 'session/passkeys/',
    name: 'Passkeys',
    description: 'The passkeys of the caller.',
    methods: [
      {
        method: 'GET',
        schema: {
          tags,
          summary: 'List your passkeys',
          operationId: 'list_session_passkeys',
          response: {
            200: {
              type: 'object',
              properties: {
                count: { type: 'integer' },
                next: { type: 'null' },
                previous: { type: 'null' },
                results: { type: 'array', items: passkeySchema },
              },
            },
          },
        },
        handle: async (request) => {
          const { userId } = await requirePerson(request);
          const passkeys = await listPasskeys(db, userId);
          return { count: passkeys.length, next: null, previous: null, results: passkeys.map(showPasskey) };
        },
      },
      {
        method: 'POST',
        schema: {
          tags,
          summary: 'Keep a passkey that the browser has made',
          operationId: 'create_session_passkeys',
          body: {
            type: 'object',
            properties: { challenge: text, name: { ...text, maxLength: 100 }, passkey: proofSchema.passkey },
            required: ['challenge', 'name', 'passkey'],
          },
          response: {
            201: {
              type: 'object',
              properties: { id: { ...text, format: 'uuid' }, ...codesSchema.properties },
            },
          },
        },
        handle: async (request, reply) => {
          const caller = await requirePerson(request);
          const { userId } = caller;
          const given = await readValues(db, await readBody(request), {
            challenge: field.text<never>({ required: true }),
            name: passkeyName,
            passkey: proofFields.passkey,
          });
          const pending = await findChallenge(context, 'new-passkey', given.challenge);
          if (pending?.userId !== userId || !(await endChallenge(context, given.challenge)))
            throw badRequest({ challenge: ['This has taken too long, or is finished: start again.'] });
          const id = await addPasskey(
            context,
            { userId, name: given.name, response: given.passkey, challenge: pending.binding },
            relyingParty(request, settings),
          );
          const codes = await firstCodes(userId);
          await changed(request, caller, 'second-factor-added');
          return reply.code(201).send({ id, recovery_codes: codes });
        },
      },
    ],
  });

  register({
    path: 'session/passkeys/:id/',
    name: 'Passkey',
    description: 'One passkey of the caller.',
    methods: [
      {
        method: 'PATCH',
        schema: {
          tags,
          summary: 'Rename a passkey',
          operationId: 'change_session_passkeys',
          body: { type: 'object', properties: { name: { ...text, maxLength: 100 } }, required: ['name'] },
          response: { 200: passkeySchema },
        },
        handle: async (request) => {
          const { userId } = await requirePerson(request);
          const { name } = await readValues(db, await readBody(request), { name: passkeyName });
          const { id } = request.params as { id: string };
          if (!(await renamePasskey(db, userId, id, name))) throw notFound();
          const passkey = (await listPasskeys(db, userId)).find((one) => one.id === id);
          if (!passkey) throw notFound();
          return showPasskey(passkey);
        },
      },
      {
        method: 'DELETE',
        schema: {
          tags,
          summary: 'Delete a passkey',
          operationId: 'delete_session_passkeys',
          response: { 204: { type: 'null', description: 'Deleted.' } },
        },
        handle: async (request, reply) => {
          const caller = await requirePerson(request);
          const { id } = request.params as { id: string };
          if (!(await removePasskey(db, caller.userId, id))) throw notFound();
          await dropUselessCodes(db, caller.userId);
          await changed(request, caller, 'second-factor-removed');
          return reply.code(204).send();
        },
      },
    ],
  });
};
