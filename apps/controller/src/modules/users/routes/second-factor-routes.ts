import { badRequest, notFound } from '@netloom/server-kit';
import type { AppContext } from '../../../platform/app-context.ts';
import { readBody } from '../../../platform/resource/index.ts';
import { countAttempt, forgetAttempts } from '../second-factor/attempts.ts';
import { countRecoveryCodes, dropUselessCodes, factorsOf } from '../second-factor/factors.ts';
import { listPasskeys } from '../second-factor/passkeys.ts';
import { replaceRecoveryCodes } from '../second-factor/recovery-codes.ts';
import { confirmTotp, disableTotp, startTotp } from '../second-factor/totp.ts';
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

/** Which second factors the caller has; codes of an app, and recovery codes. */
export const registerSecondFactorRoutes = (context: AppContext, options: OwnFactorsOptions): void => {
  const { db, settings, clock } = context;
  const { requirePerson, requirePresence, changed, firstCodes, register } = ownFactors(context, options);

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
};
