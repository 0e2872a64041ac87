import type { Change } from './change.ts';

/**
 * Holds what the configurations of an organization's devices have in common for the length of a transaction.
 *
 * - `share`: this transaction renders a device. What it reads of templates, groups and variables stays as it is.
 * - `exclusive`: it changes what several devices have in common, or what must be unique among them.
 *
 * Without it, on PostgreSQL, a device could be rendered from what another transaction is just replacing, and be
 * missed by the renderings that follow from that. SQLite runs one writing transaction at a time.
 */
export const lockOrganizations = async (
  { tx, context }: Change,
  organizationIds: readonly string[] | 'all',
  mode: 'share' | 'exclusive',
): Promise<void> => {
  if (context.database.dialect !== 'postgres') return;
  let rows = tx
    .selectFrom('config_organizationconfigsettings')
    .select('organization_id')
    .orderBy('organization_id');
  if (organizationIds !== 'all') rows = rows.where('organization_id', 'in', organizationIds);
  await (mode === 'share' ? rows.forShare() : rows.forUpdate()).execute();
};
