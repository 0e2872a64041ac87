import { unauthorized, type Db } from '@netloom/server-kit';
import type { AppContext } from '../../platform/app-context.ts';
import type { Caller } from '../../platform/caller.ts';
import { languages } from '../../platform/languages.ts';
import type { Access } from './access-cache.ts';
import { activeOrganizations } from './organizations.ts';

/** A superuser sees every organization: the console lists this many and searches for others. */
const mostOrganizations = 500;

const text = { type: 'string' };
const truth = { type: 'boolean' };

/** JSON Schema of what `describeSession` gives. */
export const sessionSchema = {
  type: 'object',
  properties: {
    user: {
      type: 'object',
      properties: {
        id: { type: 'string', format: 'uuid' },
        username: text,
        email: { type: ['string', 'null'] },
        first_name: text,
        last_name: text,
        is_superuser: truth,
        is_staff: truth,
        language: {
          enum: [null, ...languages],
          description: 'What the person has chosen; null: nothing, and the browser decides.',
        },
      },
    },
    organizations: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string', format: 'uuid' },
          name: text,
          slug: text,
          is_manager: truth,
          is_owner: truth,
        },
      },
    },
    permissions: { type: 'array', items: text },
    modules: { type: 'array', items: text },
    version: text,
    mail_enabled: { ...truth, description: 'False when no mail server is set: nobody gets mails.' },
    auth_api: {
      ...truth,
      description: 'False when the API changes no passwords: `/accounts/password/change/` does.',
    },
    restriction: {
      enum: [null, 'second_factor_required'],
      description:
        'Not null: an organization asks for a second factor, and nothing else works until one is set up.',
    },
    csrf_token: {
      type: ['string', 'null'],
      description: 'For the header `X-CSRFToken`. Null when a token was used.',
    },
  },
};

/** Who is logged in, what they may do and what this installation has: all that the console must know to start. */
export const describeSession = async (
  {
    db,
    modules,
    version,
    mail,
    settings,
  }: Pick<AppContext, 'db' | 'modules' | 'version' | 'mail' | 'settings'>,
  { caller, session, restriction }: Access,
): Promise<Record<string, unknown>> => {
  const user = await db
    .selectFrom('openwisp_users_user')
    .select(['id', 'username', 'email', 'first_name', 'last_name', 'is_staff', 'language'])
    .where('id', '=', caller.userId)
    .executeTakeFirst();
  if (!user) throw unauthorized();
  const organizations = await activeOrganizations(db, {
    ...(caller.isSuperuser ? {} : { ids: [...caller.memberships.keys()] }),
    limit: mostOrganizations,
  });
  return {
    // A token that is limited to some organizations makes nobody a superuser.
    user: { ...user, is_superuser: caller.isSuperuser, language: user.language || null },
    organizations: organizations.map((organization) => ({
      ...organization,
      is_manager: caller.isSuperuser || (caller.memberships.get(organization.id)?.isManager ?? false),
      is_owner: caller.memberships.get(organization.id)?.isOwner ?? false,
    })),
    permissions: caller.isSuperuser ? await allPermissions(db) : permissionsOf(caller),
    modules,
    version,
    mail_enabled: mail.isOn,
    auth_api: settings.usersAuthApi,
    restriction: restriction === 'second-factor-missing' ? 'second_factor_required' : null,
    csrf_token: session?.csrfToken ?? null,
  };
};

const permissionsOf = (caller: Caller): string[] => [...caller.permissions].toSorted();

const allPermissions = async (db: Db): Promise<string[]> => {
  const rows = await db.selectFrom('auth_permission').select(['app_label', 'codename']).execute();
  return rows.map(({ app_label, codename }) => `${app_label}.${codename}`).toSorted();
};
