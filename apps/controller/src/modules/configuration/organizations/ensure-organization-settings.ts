import { randomToken, type SecretBox, type Tables } from '@netloom/server-kit';
import type { Transaction } from 'kysely';
import type { AppContext } from '../../../platform/app-context.ts';
import { organizationSecretSeal, sealSharedSecret } from './seal-shared-secret.ts';

type Context = Pick<AppContext, 'db' | 'secrets'>;

/**
 * Gives an organization its settings for devices, unless it has them: registration is on, any number of devices, no
 * variables, a random shared secret.
 */
export const ensureOrganizationSettings = async (
  { db, secrets }: Context,
  organizationId: string,
): Promise<void> => {
  await db.transaction().execute((tx) => ensureSharedSecret(tx, secrets, organizationId));
};

/** The shared secret of an organization, which gets its settings if need be, with `preferred` or a random one. */
export const ensureSharedSecret = async (
  tx: Transaction<Tables>,
  secrets: SecretBox,
  organizationId: string,
  preferred?: string,
): Promise<string> => {
  const read = () =>
    tx
      .selectFrom('config_organizationconfigsettings')
      .select('shared_secret_sealed')
      .where('organization_id', '=', organizationId)
      .executeTakeFirst();
  const known = await read();
  if (!known) {
    await tx
      .insertInto('config_organizationconfigsettings')
      .values({
        organization_id: organizationId,
        registration_enabled: true,
        ...sealSharedSecret(secrets, organizationId, preferred ?? randomToken(32)),
        context_sealed: '',
      })
      .onConflict((conflict) => conflict.column('organization_id').doNothing())
      .execute();
    await tx
      .insertInto('config_organizationlimits')
      .values({ organization_id: organizationId, device_limit: 0 })
      .onConflict((conflict) => conflict.column('organization_id').doNothing())
      .execute();
  }
  const row = known ?? (await read());
  if (!row) throw new Error(`organization ${organizationId} has no settings`);
  return secrets.open(row.shared_secret_sealed, organizationSecretSeal(organizationId));
};

/** The same for all organizations that were made while this module was away. */
export const ensureAllOrganizationSettings = async (context: Context): Promise<void> => {
  const rows = await context.db
    .selectFrom('openwisp_users_organization as organization')
    .leftJoin('config_organizationconfigsettings as settings', 'settings.organization_id', 'organization.id')
    .select('organization.id')
    .where('settings.organization_id', 'is', null)
    .execute();
  for (const { id } of rows) await ensureOrganizationSettings(context, id);
};
