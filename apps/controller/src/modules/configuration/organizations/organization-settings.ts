import { badRequest, notFound } from '@netloom/server-kit';
import type { JsonObject } from '@netloom/netjson';
import { within, type Scope } from '../../../platform/tenancy.ts';
import type { Change } from '../change.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { countDevices } from '../devices/check-device.ts';
import { lockOrganizations } from '../lock-organization.ts';
import { leavePending } from '../rendering/pending-change.ts';
import { openDocuments, sealDocuments } from '../sealed-documents.ts';
import { ensureSharedSecret } from './ensure-organization-settings.ts';
import { sealSharedSecret, sharedSecretDigest } from './seal-shared-secret.ts';

/** What an organization sets for its devices. */
export interface OrganizationSettings {
  organization: string;
  registration_enabled: boolean;
  /** With it devices of this organization register. */
  shared_secret: string;
  /** Variables of all its devices. */
  context: JsonObject;
  /** Most devices; 0: any number; null: no more than there are. */
  device_limit: number | null;
}

/**
 * Reads the settings of an organization, which are made first when it is so new that it has none.
 *
 * @throws HttpError 404
 */
export const readOrganizationSettings = async (
  { secrets }: Pick<ConfigurationContext, 'secrets'>,
  tx: Change['tx'],
  scope: Scope,
  organizationId: string,
): Promise<OrganizationSettings> => {
  const organization = await tx
    .selectFrom('openwisp_users_organization')
    .select('id')
    .where('id', '=', organizationId)
    .where(within(scope, 'openwisp_users_organization.id'))
    .executeTakeFirst();
  if (!organization) throw notFound();
  const shared_secret = await ensureSharedSecret(tx, secrets, organizationId);
  const row = await tx
    .selectFrom('config_organizationconfigsettings as settings')
    .leftJoin('config_organizationlimits as limits', 'limits.organization_id', 'settings.organization_id')
    .select(['settings.registration_enabled', 'settings.context_sealed', 'limits.device_limit'])
    .where('settings.organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  const settings = openDocuments(secrets, 'config_organizationconfigsettings', organizationId, row);
  return { organization: organizationId, shared_secret, ...settings };
};

/**
 * Changes what an organization sets for its devices. New variables reach all of them, soon.
 *
 * @param check is told what is there before the change, while nobody else can change it; what it throws prevents it
 * @throws HttpError 400 with errors by field, 404.
 */
export const updateOrganizationSettings = async (
  change: Change,
  scope: Scope,
  organizationId: string,
  patch: Partial<Omit<OrganizationSettings, 'organization'>>,
  check: (before: OrganizationSettings) => void = () => {},
): Promise<void> => {
  const { tx, context } = change;
  await lockOrganizations(change, [organizationId], 'exclusive');
  const before = await readOrganizationSettings(context, tx, scope, organizationId);
  check(before);
  const { device_limit, shared_secret, context: variables, ...columns } = patch;
  if (device_limit !== undefined && device_limit !== before.device_limit) {
    await requireRoom(change, organizationId, device_limit);
    await tx
      .insertInto('config_organizationlimits')
      .values({ organization_id: organizationId, device_limit })
      .onConflict((conflict) => conflict.column('organization_id').doUpdateSet({ device_limit }))
      .execute();
  }
  const isNewSecret = shared_secret !== undefined && shared_secret !== before.shared_secret;
  if (isNewSecret) await requireFreeSecret(change, shared_secret);
  const documents = variables && { context: variables };
  if (isNewSecret || documents || Object.keys(columns).length > 0) {
    await tx
      .updateTable('config_organizationconfigsettings')
      .set({
        ...columns,
        ...(documents
          ? sealDocuments(context.secrets, 'config_organizationconfigsettings', organizationId, documents)
          : {}),
        ...(isNewSecret ? sealSharedSecret(context.secrets, organizationId, shared_secret) : {}),
      })
      .where('organization_id', '=', organizationId)
      .execute();
  }
  const hasNewVariables =
    variables !== undefined && JSON.stringify(variables) !== JSON.stringify(before.context);
  if (hasNewVariables) {
    await leavePending(change, { scope: 'organization', id: organizationId, action: 'config_changed' });
  }
};

const limitTooLow =
  'The specified limit is lower than the amount of devices currently held by this organization. Please remove some devices or consider increasing the device limit.';

const requireRoom = async ({ tx }: Change, organizationId: string, limit: number | null): Promise<void> => {
  if (limit === 0) return;
  if ((await countDevices(tx, organizationId)) > (limit ?? 0))
    throw badRequest({ device_limit: [limitTooLow] });
};

const requireFreeSecret = async ({ tx, context }: Change, sharedSecret: string): Promise<void> => {
  const taken = await tx
    .selectFrom('config_organizationconfigsettings')
    .select('organization_id')
    .where('shared_secret_digest', '=', sharedSecretDigest(context.secrets, sharedSecret))
    .executeTakeFirst();
  if (taken)
    throw badRequest({ shared_secret: ['This shared secret is used by another organization already.'] });
};
