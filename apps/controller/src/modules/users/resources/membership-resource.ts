import type { Caller } from '../../../platform/caller.ts';
import { withinOwned } from '../../../platform/tenancy.ts';
import { field, FieldError, filter, type Field, type Resource } from '../../../platform/resource/index.ts';
import { refuseNamedTokens } from '../api-tokens.ts';
import { createMembership, deleteMembership, updateMembership } from '../change-membership.ts';
import { visibleUsers } from '../user-scope.ts';
import type { UsersContext } from '../users-context.ts';

interface MembershipRow {
  id: string;
  user_id: string;
  organization_id: string;
  organization_name: string;
  is_admin: boolean;
  owner_id: string | null;
  username: string;
  email: string | null;
  first_name: string;
  last_name: string;
  user_is_active: boolean;
  created: Date;
  modified: Date;
}

interface Body {
  user: string;
  organization: string;
  is_admin?: boolean;
}

const text = { type: 'string' };

const shownUser: Field<MembershipRow> = field.shown(
  { type: 'string', format: 'uuid' },
  { show: ({ user_id: id }: MembershipRow) => id },
);

/** A user that the caller may see: somebody unknown is invited instead. */
const chosenUser: Field<MembershipRow, string> = {
  schema: { type: 'string', format: 'uuid' },
  required: true,
  show: ({ user_id: id }) => id,
  read: async (input, { db, caller }) => {
    const id = field.readUuid(input);
    const found = await db
      .selectFrom('openwisp_users_user')
      .select('id')
      .where('id', '=', id)
      .where(visibleUsers(caller, 'openwisp_users_user.id'))
      .executeTakeFirst();
    if (!found) throw new FieldError(`Invalid pk "${id}" - object does not exist.`);
    return id;
  },
};

/** What its user may do outlives an API token. */
const refuseOwn = (caller: Caller, userId: string): void => {
  if (caller.userId === userId) refuseNamedTokens(caller);
};

/** `users/membership/`: who belongs to which organization, one at a time and without the switches of `users/user/`. */
export const membershipResource = (context: UsersContext): Resource<MembershipRow> => ({
  name: 'membership',
  modelName: 'Membership',
  path: 'users/membership',
  description:
    'Who belongs to which organization, and who manages it. Managers see and change the memberships of their organizations. The owner is chosen by the `owner` of the organization.',
  permission: { app: 'openwisp_users', model: 'organizationuser' },
  query: (db, scope, caller) =>
    db
      .selectFrom('openwisp_users_organizationuser')
      .innerJoin('openwisp_users_user as person', 'person.id', 'openwisp_users_organizationuser.user_id')
      .innerJoin(
        'openwisp_users_organization as organization',
        'organization.id',
        'openwisp_users_organizationuser.organization_id',
      )
      .leftJoin(
        'openwisp_users_organizationowner as owner',
        'owner.organization_user_id',
        'openwisp_users_organizationuser.id',
      )
      .selectAll('openwisp_users_organizationuser')
      .select([
        'organization.name as organization_name',
        'owner.id as owner_id',
        'person.username',
        'person.email',
        'person.first_name',
        'person.last_name',
        'person.is_active as user_is_active',
      ])
      .where(withinOwned(scope, 'openwisp_users_organizationuser.organization_id'))
      .where(visibleUsers(caller, 'openwisp_users_organizationuser.user_id')),
  idColumn: 'openwisp_users_organizationuser.id',
  fields: {
    id: field.idField(),
    user: chosenUser,
    username: field.shown(text),
    email: field.shown({ type: ['string', 'null'] }),
    first_name: field.shown(text),
    last_name: field.shown(text),
    user_is_active: field.shown({ type: 'boolean' }),
    organization: field.organization(),
    organization_name: field.shown(text),
    is_admin: field.bool({ help: 'Manages the organization.' }),
    is_owner: field.shown(
      { type: 'boolean' },
      { show: ({ owner_id: owner }: MembershipRow) => owner !== null },
    ),
    created: field.timeField(),
    modified: field.timeField(),
  },
  detailFields: {
    user: shownUser,
    organization: field.shown(
      { type: 'string', format: 'uuid' },
      { show: ({ organization_id: id }: MembershipRow) => id },
    ),
  },
  search: ['person.username', 'person.email', 'person.first_name', 'person.last_name'],
  filters: {
    user: filter.uuidFilter('openwisp_users_organizationuser.user_id'),
    organization: filter.organizationFilter('openwisp_users_organizationuser.organization_id'),
    organization_slug: filter.organizationSlugFilter('openwisp_users_organizationuser.organization_id'),
    is_admin: filter.boolFilter('openwisp_users_organizationuser.is_admin'),
  },
  orderings: {
    created: { column: 'openwisp_users_organizationuser.created', time: true },
    username: { column: 'person.username' },
    organization_name: { column: 'organization.name' },
  },
  defaultOrdering: '-created',
  create: async (values, { caller }) => {
    const { user: userId, organization: organizationId, is_admin: isManager } = values as unknown as Body;
    refuseOwn(caller, userId);
    return createMembership(context, { userId, organizationId, isManager: isManager ?? false });
  },
  update: async (row, values, { caller }) => {
    refuseOwn(caller, row.user_id);
    const { is_admin: isManager } = values as Partial<Body>;
    if (isManager === undefined) return;
    await updateMembership(context, row.id, isManager);
  },
  remove: async ({ id, user_id: userId }, { caller }) => {
    refuseOwn(caller, userId);
    await deleteMembership(context, id);
  },
  removeErrors: [400],
  audit: {
    label: ({ username, organization_name: organization }) => `${username}, ${organization}`,
    organizationOf: ({ organization_id: id }) => id,
  },
  onConflict: () => ({ non_field_errors: ['The fields user, organization must make a unique set.'] }),
});
