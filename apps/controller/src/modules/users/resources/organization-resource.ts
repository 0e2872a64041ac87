import { field, filter, readFields, type Field, type Resource } from '../../../platform/resource/index.ts';
import { withinOwned } from '../../../platform/tenancy.ts';
import {
  createOrganization,
  deleteOrganization,
  takenSlug,
  updateOrganization,
  type NewOrganization,
  type OrganizationContent,
} from '../organizations.ts';
import type { OrganizationTable } from '../tables.ts';
import type { UsersContext } from '../users-context.ts';

interface OrganizationRow extends OrganizationTable {
  owner_membership: string | null;
}

const ownerFields = {
  /** A membership of an organization that the caller manages; null (or blank) takes the owner away. */
  organization_user: field.related<never>({
    table: 'openwisp_users_organizationuser',
    organizationColumn: 'organization_id',
    nullable: true,
    required: true,
  }),
};

/** `{"organization_user": "<id of a membership>"}` */
const owner: Field<OrganizationRow, string | null> = {
  schema: {
    type: ['object', 'null'],
    properties: { organization_user: ownerFields.organization_user.schema },
    required: ['organization_user'],
    description: 'The membership of the owner.',
  },
  show: ({ owner_membership: id }) => (id === null ? null : { organization_user: id }),
  read: async (input, context) => {
    const { organization_user: id } = await field.readNested(
      ownerFields,
      input,
      { ...context, isPartial: false },
      readFields,
    );
    return id as string | null;
  },
};

const { formDefault: _staysAsItIs, ...secondFactorRequired } = field.bool<OrganizationRow>({
  help: 'Members without a second factor have to set one up before they may do anything else.',
});

/** What bodies may say, as the fields read it. */
type Body = Partial<OrganizationContent> & { owner?: string | null };

export const organizationResource = (context: UsersContext): Resource<OrganizationRow> => ({
  name: 'organization',
  modelName: 'Organization',
  path: 'users/organization',
  description: 'Tenants. Everything else belongs to one of them or is shared with all.',
  permission: { app: 'openwisp_users', model: 'organization' },
  managersOnly: false,
  query: (db, scope) =>
    db
      .selectFrom('openwisp_users_organization')
      .leftJoin(
        'openwisp_users_organizationowner as owner',
        'owner.organization_id',
        'openwisp_users_organization.id',
      )
      .selectAll('openwisp_users_organization')
      .select('owner.organization_user_id as owner_membership')
      .where(withinOwned(scope, 'openwisp_users_organization.id')),
  idColumn: 'openwisp_users_organization.id',
  fields: {
    id: field.idField(),
    name: field.text({ required: true, max: 200 }),
    is_active: field.bool({ help: 'Inactive organizations disappear for everybody but superusers.' }),
    slug: field.slug({ required: true }),
    description: field.text(),
    email: field.email({ blank: true }),
    url: field.url(),
    created: field.timeField(),
    modified: field.timeField(),
  },
  detailFields: { owner },
  detailOrder: [
    'id',
    'name',
    'is_active',
    'slug',
    'description',
    'email',
    'url',
    'owner',
    'created',
    'modified',
  ],
  extraFields: {
    second_factor_required: secondFactorRequired,
  },
  search: ['openwisp_users_organization.name', 'openwisp_users_organization.slug'],
  filters: { is_active: filter.boolFilter('openwisp_users_organization.is_active') },
  orderings: {
    created: { column: 'openwisp_users_organization.created', time: true },
    name: { column: 'openwisp_users_organization.name' },
  },
  defaultOrdering: '-created',
  problems: async ({ slug }, { db, id }) =>
    slug === undefined ? {} : takenSlug(db, slug as string, id?.toString()),
  create: (values) => createOrganization(context, values as unknown as NewOrganization),
  update: async ({ id }, values) => {
    const { owner: newOwner, ...changes } = values as Body;
    await updateOrganization(context, id, changes, newOwner);
  },
  remove: ({ id }) => deleteOrganization(context, id),
  audit: { organizationOf: ({ id }) => id },
});
