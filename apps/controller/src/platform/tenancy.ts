import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { managedOrganizations, type Caller } from './caller.ts';

/**
 * Which organizations' objects may be seen. Every query of an organization's data takes a scope, so that forgetting
 * it does not compile; the only ways to get one are below.
 */
export type Scope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'organizations'; readonly ids: readonly string[]; readonly shared: boolean };

/** For what acts on behalf of the system itself: devices that proved their key, jobs, start-up. */
export const systemScope: Scope = { kind: 'everything' };

/**
 * What a caller may see of the objects that belong to organizations: superusers everything, managers their
 * organizations and what is shared with all (no organization).
 */
export const managedScope = (caller: Caller): Scope => {
  if (caller.isSuperuser) return { kind: 'everything' };
  const ids = managedOrganizations(caller);
  return { kind: 'organizations', ids, shared: ids.length > 0 };
};

/** True when an object of this organization (null: shared) lies in the scope. */
export const includes = (scope: Scope, organizationId: string | null): boolean =>
  scope.kind === 'everything' ||
  (organizationId === null ? scope.shared : scope.ids.includes(organizationId));

/** The condition for a query: `query.where(within(scope, 'config_device.organization_id'))`. */
export const within =
  (scope: Scope, column: string) =>
  // oxlint-disable-next-line typescript/no-explicit-any -- works for any table that has the column
  (eb: ExpressionBuilder<any, any>): Expression<SqlBool> => {
    if (scope.kind === 'everything') return eb.val(true) as unknown as Expression<SqlBool>;
    const own = scope.ids.length > 0 ? [eb(column, 'in', scope.ids)] : [];
    const shared = scope.shared ? [eb(column, 'is', null)] : [];
    return eb.or([...own, ...shared]);
  };

/**
 * The same for objects that always belong to an organization. Where the column cannot be null, asking whether it is
 * would only keep the database from its index.
 */
export const withinOwned = (scope: Scope, column: string): ReturnType<typeof within> =>
  within(scope.kind === 'everything' ? scope : { ...scope, shared: false }, column);
