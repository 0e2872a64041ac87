import { badRequest, notFound } from '@netloom/server-kit';
import type { AppContext } from '../../../platform/app-context.ts';
import { field, readBody, showTime } from '../../../platform/resource/index.ts';
import { beginChallenge, endChallenge, findChallenge } from '../second-factor/challenges.ts';
import { dropUselessCodes } from '../second-factor/factors.ts';
import {
  addPasskey,
  listPasskeys,
  passkeyCreationOptions,
  removePasskey,
  renamePasskey,
} from '../second-factor/passkeys.ts';
import { relyingParty } from '../second-factor/relying-party.ts';
import type { PasskeyTable } from '../tables.ts';
import {
  codesSchema,
  ownFactors,
  passwordBody,
  secondFactorTags as tags,
  type OwnFactorsOptions,
} from './own-factors.ts';
import { readValues } from './read-values.ts';
import { proofFields, proofSchema } from './second-factor-proof.ts';

const text = { type: 'string' };
const passkeySchema = {
  type: 'object',
  properties: {
    id: { ...text, format: 'uuid' },
    name: text,
    created: { ...text, format: 'date-time' },
    last_used: { type: ['string', 'null'], format: 'date-time' },
  },
};

const passkeyName = field.text<never>({ required: true, max: 100 });

const showPasskey = ({ id, name, created, last_used: lastUsed }: PasskeyTable) => ({
  id,
  name,
  created: showTime(created),
  last_used: lastUsed && showTime(lastUsed),
});

/** The caller's own passkeys. */
export const registerPasskeyRoutes = (context: AppContext, options: OwnFactorsOptions): void => {
  const { db, settings } = context;
  const { requirePerson, requirePresence, changed, record, firstCodes, register } = ownFactors(
    context,
    options,
  );

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
          const caller = await requirePerson(request);
          const { userId } = caller;
          const { name } = await readValues(db, await readBody(request), { name: passkeyName });
          const { id } = request.params as { id: string };
          if (!(await renamePasskey(db, userId, id, name))) throw notFound();
          const passkey = (await listPasskeys(db, userId)).find((one) => one.id === id);
          if (!passkey) throw notFound();
          await record(request, caller, 'second-factor-renamed');
          return showPasskey(passkey);
        },
      },
      {
        method: 'DELETE',
        schema: {
          tags,
          summary: 'Delete a passkey',
          operationId: 'delete_session_passkeys',
          body: passwordBody,
          response: { 204: { type: 'null', description: 'Deleted.' } },
        },
        handle: async (request, reply) => {
          const caller = await requirePerson(request);
          const { id } = request.params as { id: string };
          if (!(await listPasskeys(db, caller.userId)).some((one) => one.id === id)) throw notFound();
          await requirePresence(request, caller, await readBody(request));
          if (!(await removePasskey(db, caller.userId, id))) throw notFound();
          await dropUselessCodes(db, caller.userId);
          await changed(request, caller, 'second-factor-removed');
          return reply.code(204).send();
        },
      },
    ],
  });
};
