import type { Db, FieldErrors } from '@netloom/server-kit';
import type { Caller } from '../../../platform/caller.ts';
import { managedScope, withinOwned } from '../../../platform/tenancy.ts';
import { field, FieldError, filter, type Field, type Resource } from '../../../platform/resource/index.ts';
import { requireGrantableGroups, requirePowerOver } from '../compare-rights.ts';
import { createUser } from '../create-user.ts';
import { findPhoneNumber } from '../phone-number.ts';
import { organizationOfUser } from '../organization-of-user.ts';
import { recordMemberships } from '../record-memberships.ts';
import { refuseLoginChanges } from '../refuse-login-changes.ts';
import type { UserTable } from '../tables.ts';
import { deleteUser, updateUser, type MembershipSwitch, type UserChanges } from '../update-user.ts';
import { sameIdentity } from '../user-identity.ts';
import { visibleUsers } from '../user-scope.ts';
import { maximumUsernameLength, normalizeUsername, usernameProblem } from '../username.ts';
import type { UsersContext } from '../users-context.ts';
import { integerIds } from './integer-ids-field.ts';
import { inGroup, memberOf, memberOfSlug } from './user-filters.ts';
import { userMemberships, type ShownMembership } from './user-membership-field.ts';

/** Without the password, which no answer has any use for. */
export interface UserRow
  extends Omit<UserTable, 'password' | 'password_updated' | 'password_based_token' | 'language'> {
  groups?: number[];
  user_permissions?: number[];
  organization_users?: ShownMembership[];
  has_password?: boolean;
  is_owner?: boolean;
  organization_names?: string[];
  group_names?: string[];
}

const shownColumns = [
  'openwisp_users_user.id',
  'openwisp_users_user.username',
  'openwisp_users_user.first_name',
  'openwisp_users_user.last_name',
  'openwisp_users_user.email',
  'openwisp_users_user.bio',
  'openwisp_users_user.url',
  'openwisp_users_user.company',
  'openwisp_users_user.location',
  'openwisp_users_user.phone_number',
  'openwisp_users_user.birth_date',
  'openwisp_users_user.notes',
  'openwisp_users_user.is_active',
  'openwisp_users_user.is_staff',
  'openwisp_users_user.is_superuser',
  'openwisp_users_user.date_joined',
  'openwisp_users_user.last_login',
  'openwisp_users_user.expiration_date',
] as const;

const detailOrder = [
  'id',
  'username',
  'first_name',
  'last_name',
  'email',
  'bio',
  'url',
  'company',
  'location',
  'phone_number',
  'birth_date',
  'notes',
  'is_active',
  'is_staff',
  'is_superuser',
  'last_login',
  'expiration_date',
  'date_joined',
  'groups',
  'user_permissions',
  'organization_users',
];

const names = { type: 'array', items: { type: 'string' } };

const isNoSuperuser = (caller: Caller): boolean => !caller.isSuperuser;

/** Neither shown nor read: fields of new users that the detail does not have. */
const onlyWhenCreated: Field<UserRow> = { schema: {}, readOnly: true, writeOnly: true };

const phoneNumber: Field<UserRow, string | null> = {
  schema: { type: ['string', 'null'], description: 'With country prefix; kept in E.164.' },
  nullable: true,
  read: (input) => {
    const given = field.readText(input, { blank: true });
    if (given === '') return null;
    const number = findPhoneNumber(given);
    if (number === undefined) throw new FieldError('The phone number entered is not valid.');
    return number;
  },
};

/** What bodies may say, as the fields read it. */
interface Body extends Omit<UserChanges, 'membership' | 'permissions'> {
  user_permissions?: number[];
  organization_users?: MembershipSwitch | null;
}

interface NewBody extends Omit<Body, 'user_permissions'> {
  username: string;
  password: string | null;
  email_verified?: boolean;
}

export const userResource = (context: UsersContext): Resource<UserRow> => ({
  name: 'user',
  modelName: 'User',
  path: 'users/user',
  pathNames: { list: 'Users List Create' },
  description:
    'Accounts. Managers see the members of their organizations, without superusers; superusers see everybody.',
  permission: { app: 'openwisp_users', model: 'user' },
  managersOnly: false,
  query: (db, _scope, caller) =>
    db
      .selectFrom('openwisp_users_user')
      .select(shownColumns)
      .where(visibleUsers(caller, 'openwisp_users_user.id')),
  idColumn: 'openwisp_users_user.id',
  fields: {
    id: field.idField(),
    username: field.text({ required: true, max: maximumUsernameLength, check: usernameProblem }),
    email: field.email({ required: true, nullable: true, blank: true, label: 'Email address' }),
    email_verified: field.bool({
      writeOnly: true,
      help: 'No confirmation is asked for. A login through an identity provider finds the account by this address only if a superuser in a session said so, or once the user has confirmed it.',
    }),
    password: field.text({
      required: true,
      nullable: true,
      writeOnly: true,
      max: 128,
      help: 'Null: the user cannot log in until they choose one by an invitation, which also confirms the e-mail address.',
    }),
    first_name: field.text({ max: 150 }),
    last_name: field.text({ max: 150 }),
    phone_number: phoneNumber,
    birth_date: field.date({ nullable: true }),
    is_active: field.bool({ label: 'Active' }),
    is_staff: field.bool({ label: 'Staff status', help: 'May use the console.' }),
    is_superuser: field.bool({
      label: 'Superuser status',
      hiddenFrom: isNoSuperuser,
      help: 'Holds all permissions in all organizations.',
    }),
    expiration_date: field.date({ nullable: true, help: 'The account is deactivated after this day.' }),
    groups: integerIds<UserRow>('auth_group', {
      schema: { type: 'array', items: { type: 'integer' } },
      show: ({ groups }) => groups ?? [],
    }),
    organization_users: userMemberships,
  },
  detailFields: {
    email: field.email({ nullable: true, blank: true, label: 'Email address' }),
    email_verified: onlyWhenCreated,
    password: onlyWhenCreated,
    bio: field.text(),
    url: field.url(),
    company: field.text({ max: 30 }),
    location: field.text({ max: 256 }),
    notes: field.text(),
    last_login: field.timeField({ nullable: true }),
    date_joined: field.timeField(),
    user_permissions: integerIds<UserRow>('auth_permission', {
      schema: { type: 'array', items: { type: 'integer' } },
      show: ({ user_permissions: permissions }) => permissions ?? [],
      hiddenFrom: isNoSuperuser,
    }),
    organization_users: {
      ...userMemberships,
      // Others may send back what they were shown, whatever it is: it changes nothing.
      nullable: isNoSuperuser,
      read: (input, read) => (read.caller.isSuperuser ? userMemberships.read?.(input, read) : undefined),
    },
  },
  detailOrder,
  extraFields: {
    // The detail has them anyway.
    last_login: field.timeField({ nullable: true }),
    date_joined: field.timeField(),
    organization_names: field.shown(
      { ...names, description: 'Of `organization_users`, in their order.' },
      { show: ({ organization_names: found }: UserRow) => found },
    ),
    group_names: field.shown(
      { ...names, description: 'Of `groups`, in their order.' },
      { show: ({ group_names: found }: UserRow) => found },
    ),
    has_password: field.shown(
      { type: 'boolean', description: 'False for users who have to be invited, or log in elsewhere.' },
      { show: ({ has_password: hasPassword }: UserRow) => hasPassword },
    ),
    is_owner: field.shown(
      { type: 'boolean', description: 'True for users who own an organization that you see.' },
      { show: ({ is_owner: isOwner }: UserRow) => isOwner },
    ),
  },
  complete: async (rows, { db, fields, caller }) => {
    if (rows.length === 0) return;
    const loaders = {
      groups: loadGroups,
      user_permissions: loadPermissions,
      organization_users: loadMemberships,
      has_password: loadHasPassword,
      is_owner: loadIsOwner,
      organization_names: loadOrganizationNames,
      group_names: loadGroupNames,
    };
    for (const [name, load] of Object.entries(loaders)) if (fields.has(name)) await load(db, rows, caller);
  },
  search: { text: 'openwisp_users_user.search_text' },
  filters: {
    is_active: filter.boolFilter('openwisp_users_user.is_active'),
    is_staff: filter.boolFilter('openwisp_users_user.is_staff'),
    is_superuser: filter.boolFilter('openwisp_users_user.is_superuser'),
    organization: memberOf,
    organization_slug: memberOfSlug,
    group: inGroup,
  },
  orderings: {
    date_joined: { column: 'openwisp_users_user.date_joined', time: true },
    username: { column: 'openwisp_users_user.username' },
    email: { column: 'openwisp_users_user.email', nullable: true },
    last_login: { column: 'openwisp_users_user.last_login', time: true, nullable: true },
  },
  defaultOrdering: '-date_joined',
  problems: async (values, { db, id }) => {
    const given = values as Partial<NewBody>;
    const { username, email, phone_number: phoneNumber } = given;
    const taken = await sameIdentity(
      db,
      {
        ...(username === undefined ? {} : { username: normalizeUsername(username) }),
        ...(email ? { email } : {}),
        ...(phoneNumber ? { phone_number: phoneNumber } : {}),
      },
      id?.toString(),
    );
    return { ...taken, ...(id === undefined ? problemsOfNew(given) : {}) };
  },
  create: async (values, { db, caller, request }) => {
    const { organization_users: given, email_verified, groups, ...user } = values as unknown as NewBody;
    refuseLoginChanges(caller, undefined, user);
    await requireGrantableGroups(db, caller, { groups: groups ?? [] });
    const made = {
      ...user,
      emailVerified: email_verified ?? false,
      emailProven: caller.isSuperuser && caller.via === 'session',
      groups: groups ?? [],
      ...(given
        ? { membership: { organizationId: given.organizationId, isManager: given.isManager ?? false } }
        : {}),
    };
    return recordMemberships(context, { caller, request }, undefined, () => createUser(context, made));
  },
  mayChange: ({ id }, { db, caller }) => requirePowerOver(db, caller, id),
  update: async (row, values, { db, caller, request }) => {
    const { id } = row;
    const { organization_users: membership, user_permissions: permissions, ...given } = values as Body;
    const changes: UserChanges = {
      ...given,
      ...(permissions ? { permissions } : {}),
      ...(membership ? { membership } : {}),
    };
    refuseLoginChanges(caller, row, changes);
    await requireGrantableGroups(db, caller, { userId: id, groups: changes.groups ?? [] });
    await recordMemberships(context, { caller, request }, id, async () => {
      await updateUser(context, id, changes);
      return id;
    });
  },
  remove: async ({ id }, { db, caller, request }) => {
    await requirePowerOver(db, caller, id);
    await recordMemberships(context, { caller, request }, id, async () => {
      await deleteUser(context, id);
      return id;
    });
  },
  removeErrors: [400],
  audit: {
    label: ({ username }) => username,
    organizationOf: ({ id }, { db, caller }) => organizationOfUser(db, id, caller),
    // Where else people are members is told there.
    within: ({ organization_users: memberships, ...document }, organizationId) => ({
      ...document,
      organization_users: (memberships as ShownMembership[]).filter(
        ({ organization }) => organization === organizationId,
      ),
    }),
  },
  bulk: ['delete'],
});

/** Users who are there may be without an address, new ones not. */
const problemsOfNew = ({ email }: Partial<NewBody>): FieldErrors =>
  email === '' || email === null ? { email: ['This field cannot be blank.'] } : {};

const idsOf = (rows: readonly UserRow[]): string[] => rows.map(({ id }) => id);

const loadGroups = async (db: Db, rows: UserRow[]): Promise<void> => {
  const found = await db
    .selectFrom('openwisp_users_user_groups')
    .select(['user_id', 'group_id'])
    .where('user_id', 'in', idsOf(rows))
    .orderBy('group_id')
    .execute();
  const byUser = Map.groupBy(found, ({ user_id: user }) => user);
  for (const row of rows) row.groups = (byUser.get(row.id) ?? []).map(({ group_id: group }) => group);
};

const loadPermissions = async (db: Db, rows: UserRow[]): Promise<void> => {
  const found = await db
    .selectFrom('openwisp_users_user_user_permissions')
    .select(['user_id', 'permission_id'])
    .where('user_id', 'in', idsOf(rows))
    .orderBy('permission_id')
    .execute();
  const byUser = Map.groupBy(found, ({ user_id: user }) => user);
  for (const row of rows)
    row.user_permissions = (byUser.get(row.id) ?? []).map(({ permission_id: id }) => id);
};

const loadOrganizationNames = async (db: Db, rows: UserRow[], caller: Caller): Promise<void> => {
  const found = await db
    .selectFrom('openwisp_users_organizationuser as member')
    .innerJoin('openwisp_users_organization as organization', 'organization.id', 'member.organization_id')
    .select(['member.user_id', 'organization.name'])
    .where('member.user_id', 'in', idsOf(rows))
    .where(withinOwned(managedScope(caller), 'member.organization_id'))
    .orderBy('member.created')
    .orderBy('member.id')
    .execute();
  const byUser = Map.groupBy(found, ({ user_id: user }) => user);
  for (const row of rows) row.organization_names = (byUser.get(row.id) ?? []).map(({ name }) => name);
};

const loadGroupNames = async (db: Db, rows: UserRow[]): Promise<void> => {
  const found = await db
    .selectFrom('openwisp_users_user_groups as member')
    .innerJoin('auth_group', 'auth_group.id', 'member.group_id')
    .select(['member.user_id', 'auth_group.name'])
    .where('member.user_id', 'in', idsOf(rows))
    .orderBy('member.group_id')
    .execute();
  const byUser = Map.groupBy(found, ({ user_id: user }) => user);
  for (const row of rows) row.group_names = (byUser.get(row.id) ?? []).map(({ name }) => name);
};

const loadIsOwner = async (db: Db, rows: UserRow[], caller: Caller): Promise<void> => {
  const found = await db
    .selectFrom('openwisp_users_organizationowner as owner')
    .innerJoin('openwisp_users_organizationuser as member', 'member.id', 'owner.organization_user_id')
    .select('member.user_id')
    .where('member.user_id', 'in', idsOf(rows))
    .where(withinOwned(managedScope(caller), 'member.organization_id'))
    .execute();
  const owners = new Set(found.map(({ user_id: id }) => id));
  for (const row of rows) row.is_owner = owners.has(row.id);
};

const loadHasPassword = async (db: Db, rows: UserRow[]): Promise<void> => {
  const found = await db
    .selectFrom('openwisp_users_user')
    .select('id')
    .where('id', 'in', idsOf(rows))
    .where('password', 'like', '!%')
    .execute();
  const without = new Set(found.map(({ id }) => id));
  for (const row of rows) row.has_password = !without.has(row.id);
};

/** Managers are not told of which other organizations, that they do not manage, a user is a member. */
const loadMemberships = async (db: Db, rows: UserRow[], caller: Caller): Promise<void> => {
  const found = await db
    .selectFrom('openwisp_users_organizationuser')
    .select(['user_id', 'organization_id', 'is_admin'])
    .where('user_id', 'in', idsOf(rows))
    .where(withinOwned(managedScope(caller), 'organization_id'))
    .orderBy('created')
    .orderBy('id')
    .execute();
  const byUser = Map.groupBy(found, ({ user_id: user }) => user);
  for (const row of rows) {
    row.organization_users = (byUser.get(row.id) ?? []).map(
      ({ is_admin, organization_id: organization }) => ({
        is_admin,
        organization,
      }),
    );
  }
};
