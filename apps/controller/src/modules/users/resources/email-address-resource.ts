import { notFound } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import { isSafe } from '../../../platform/authentication.ts';
import { field, type Resource } from '../../../platform/resource/index.ts';
import { refuseNamedTokens } from '../api-tokens.ts';
import { requirePowerOver } from '../compare-rights.ts';
import { mailConfirmation } from '../confirm-email.ts';
import { organizationOfUser } from '../organization-of-user.ts';
import {
  addEmailAddress,
  addressObjectId,
  removeEmailAddress,
  updateEmailAddress,
  type EmailAddressContent,
} from '../email-addresses.ts';
import { visibleUsers } from '../user-scope.ts';
import type { UsersContext } from '../users-context.ts';

interface EmailAddressRow {
  id: number;
  email: string;
  verified: boolean;
  primary: boolean;
  user_id: string;
  username: string;
}

const userOf = (request: FastifyRequest): string => (request.params as { user_id: string }).user_id;

export const emailAddressResource = (context: UsersContext): Resource<EmailAddressRow> => ({
  name: 'e-mail address',
  modelName: 'EmailAddress',
  path: 'users/user/:user_id/email',
  pathNames: { list: 'Email List Create', detail: 'Email Update' },
  description: 'E-mail addresses of a user.',
  permission: { app: 'account', model: 'emailaddress' },
  managersOnly: false,
  integerId: true,
  requireParent: async ({ db, caller, request }) => {
    const user = await db
      .selectFrom('openwisp_users_user')
      .select('id')
      .where('id', '=', userOf(request))
      .where(visibleUsers(caller, 'openwisp_users_user.id'))
      .executeTakeFirst();
    if (!user) throw notFound();
    if (isSafe(request)) return;
    // An address may be a login.
    refuseNamedTokens(caller);
    await requirePowerOver(db, caller, user.id);
  },
  query: (db, _scope, _caller, request) =>
    db
      .selectFrom('account_emailaddress')
      .innerJoin('openwisp_users_user as user', 'user.id', 'account_emailaddress.user_id')
      .select([
        'account_emailaddress.id',
        'account_emailaddress.email',
        'account_emailaddress.verified',
        'account_emailaddress.primary',
        'account_emailaddress.user_id',
        'user.username',
      ])
      .where('account_emailaddress.user_id', '=', userOf(request)),
  idColumn: 'account_emailaddress.id',
  fields: {
    id: field.shown({ type: 'integer' }),
    email: field.email({ required: true, label: 'Email address' }),
    verified: field.shown({ type: 'boolean' }),
    primary: field.bool(),
  },
  orderings: { id: { column: 'account_emailaddress.id', number: true } },
  defaultOrdering: 'id',
  create: async (values, { request }) => {
    const id = await addEmailAddress(context, userOf(request), {
      primary: false,
      ...(values as unknown as Pick<EmailAddressContent, 'email'>),
    });
    await mailConfirmation(context, id);
    return id;
  },
  update: ({ id }, values) => updateEmailAddress(context, id, values as Partial<EmailAddressContent>),
  remove: ({ id }) => removeEmailAddress(context, id),
  audit: {
    label: ({ email, username }) => `${email}, ${username}`,
    objectId: ({ id, user_id: userId }) => addressObjectId({ id, userId }),
    organizationOf: ({ user_id: userId }, { db, caller }) => organizationOfUser(db, userId, caller),
  },
});
