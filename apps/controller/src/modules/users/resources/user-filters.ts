import { sql, type RawBuilder } from 'kysely';
import { withinOwned, type Scope } from '../../../platform/tenancy.ts';
import { filter } from '../../../platform/resource/index.ts';

type Filter = ReturnType<typeof filter.exact>;
type Query = Parameters<Filter['apply']>[0];

/** Users with a membership that fits, of those that the caller may see. */
const withMembership = (query: Query, scope: Scope, condition: RawBuilder<boolean>): Query =>
  query.where((eb) =>
    eb(
      sql.ref<string>('openwisp_users_user.id'),
      'in',
      eb
        .selectFrom('openwisp_users_organizationuser as filtered')
        .select('filtered.user_id')
        .where(condition)
        .where(withinOwned(scope, 'filtered.organization_id')),
    ),
  );

/** Members of an organization that the caller may see. */
export const memberOf: Filter = {
  ...filter.organizationFilter('filtered.organization_id'),
  apply: (query, value, { scope }) =>
    withMembership(query, scope, sql`filtered.organization_id = ${filter.readFilterUuid(value)}`),
};

/** The same by the slug; an unknown or foreign one gives an empty list. */
export const memberOfSlug: Filter = {
  schema: { type: 'string' },
  apply: (query, value, { scope }) =>
    withMembership(
      query,
      scope,
      sql`filtered.organization_id in (select id from openwisp_users_organization where slug = ${value})`,
    ),
};

/** Members of a group of permissions. */
export const inGroup: Filter = {
  schema: { type: 'integer' },
  apply: (query, value) => {
    if (!/^\d{1,9}$/.test(value)) throw new filter.FilterError('Enter a whole number.');
    return query.where(
      sql<boolean>`openwisp_users_user.id in (
        select user_id from openwisp_users_user_groups where group_id = ${Number(value)})`,
    );
  },
};
