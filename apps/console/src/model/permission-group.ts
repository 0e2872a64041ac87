import type { Schemas } from '@netloom/api-client';

/** A named set of permissions that users can be given. */
export type PermissionGroup = Schemas['Group'];

/** Something that can be granted. */
export type Permission = Schemas['Permission'];

/** Ids of the groups that every installation starts with: operators and administrators. */
export const seededGroups: ReadonlySet<number> = new Set([1, 2]);

/** The permissions of a group by id, in order. They are shown as `<id>: <model> | <name>`. */
export const permissionIds = ({ permissions }: Pick<PermissionGroup, 'permissions'>): number[] =>
  permissions.map((shown) => Number.parseInt(String(shown), 10)).sort((first, second) => first - second);
