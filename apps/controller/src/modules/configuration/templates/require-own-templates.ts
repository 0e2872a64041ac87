import type { Tables } from '@netloom/server-kit';
import type { Transaction } from 'kysely';
import { InvalidConfigError } from '../rendering/invalid-config.ts';
import { byName } from './template-order.ts';

/**
 * A configuration takes templates of its organization and shared ones only.
 *
 * @throws InvalidConfigError that names the others.
 */
export const requireOwnTemplates = async (
  tx: Transaction<Tables>,
  organizationId: string,
  templates: readonly string[],
): Promise<void> => {
  if (templates.length === 0) return;
  const foreign = await tx
    .selectFrom('config_template')
    .select('name')
    .where('id', 'in', templates)
    .where('organization_id', '!=', organizationId)
    .execute();
  if (foreign.length === 0) return;
  const names = foreign.toSorted(byName).map(({ name }) => name);
  throw new InvalidConfigError([
    `The following templates are owned by organizations which do not match the organization of this configuration: ${names.join(', ')}`,
  ]);
};
