import type { Permission } from '../../model/permission-group.ts';

/** In the order of the columns: what does least comes first. */
export const actions = ['view', 'add', 'change', 'delete'] as const;

type Action = (typeof actions)[number];

/** A kind of object, and the ids of what can be granted about it. */
export interface PermissionRow {
  /** `config.device` */
  model: string;
  /** As the permission calls it: `device`. */
  subject: string;
  ids: Partial<Record<Action, number>>;
}

/** Rows that belong together: what one part of the controller is about. */
export interface PermissionSection {
  /** `config` */
  app: string;
  rows: PermissionRow[];
}

/** Permissions in rows of kinds of objects, by the part of the controller that they belong to, in the given order. */
export const permissionTable = (permissions: readonly Permission[]): PermissionSection[] => {
  const rows = new Map<string, PermissionRow>();
  for (const { id, model, action, name } of permissions) {
    const row = rows.get(model) ?? { model, subject: name.replace(/^Can \w+ /, ''), ids: {} };
    row.ids[action] = id;
    rows.set(model, row);
  }
  const byApp = Map.groupBy(rows.values(), ({ model }) => model.split('.')[0] ?? '');
  return [...byApp].map(([app, found]) => ({ app, rows: found }));
};

/** The chosen ids with some more or fewer of them, in order. */
export const withPermissions = (
  chosen: readonly number[],
  ids: readonly number[],
  granted: boolean,
): number[] => {
  const others = chosen.filter((id) => !ids.includes(id));
  return [...others, ...(granted ? ids : [])].sort((first, second) => first - second);
};
