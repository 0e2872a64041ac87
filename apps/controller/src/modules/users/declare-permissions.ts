import type { Db } from '@netloom/server-kit';
import { allActions, type PermissionDeclaration } from './standard-permissions.ts';

/** Ids of the groups that every installation starts with. */
const operators = 1;
const administrators = 2;

/**
 * Creates the permissions that are missing and grants the new ones, and only those, to the two groups: what an
 * administrator has taken from a group later stays taken. Several processes may do this at once.
 */
export const declarePermissions = async (
  db: Db,
  declarations: readonly PermissionDeclaration[],
): Promise<void> => {
  const wanted = declarations.flatMap((declaration) =>
    allActions.map((action) => ({
      app_label: declaration.app,
      model: declaration.model,
      codename: `${action}_${declaration.model}`,
      name: `Can ${action} ${declaration.label}`,
      groups: [
        ...(declaration.operator.includes(action) ? [operators] : []),
        ...(declaration.administrator.includes(action) ? [administrators] : []),
      ],
    })),
  );
  const apps = [...new Set(declarations.map(({ app }) => app))];
  if (apps.length === 0) return;
  const present = await db
    .selectFrom('auth_permission')
    .select(['app_label', 'codename'])
    .where('app_label', 'in', apps)
    .execute();
  const known = new Set(present.map(({ app_label, codename }) => `${app_label}.${codename}`));
  const missing = wanted.filter(({ app_label, codename }) => !known.has(`${app_label}.${codename}`));
  if (missing.length === 0) return;

  await db.transaction().execute(async (tx) => {
    // Another process that starts at the same moment may have created some: those it has granted, too.
    const created = await tx
      .insertInto('auth_permission')
      .values(missing.map(({ groups: _groups, ...permission }) => permission))
      .onConflict((conflict) => conflict.columns(['app_label', 'codename']).doNothing())
      .returning(['id', 'app_label', 'codename'])
      .execute();
    const ids = new Map(created.map(({ id, app_label, codename }) => [`${app_label}.${codename}`, id]));
    const existing = await tx
      .selectFrom('auth_group')
      .select('id')
      .where('id', 'in', [operators, administrators])
      .execute();
    const grants = missing.flatMap(({ app_label, codename, groups }) => {
      const permission = ids.get(`${app_label}.${codename}`);
      if (permission === undefined) return [];
      return groups
        .filter((group) => existing.some(({ id }) => id === group))
        .map((group) => ({ group_id: group, permission_id: permission }));
    });
    if (grants.length > 0) await tx.insertInto('auth_group_permissions').values(grants).execute();
  });
};
