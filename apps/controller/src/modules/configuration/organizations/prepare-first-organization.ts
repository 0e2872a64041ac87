import type { AppContext } from '../../../platform/app-context.ts';
import type { FirstStartStep } from '../../../platform/first-start.ts';
import { ensureSharedSecret } from './ensure-organization-settings.ts';
import { sealSharedSecret } from './seal-shared-secret.ts';

/** Gives the first organization its shared secret: the one of the settings, or one that is made up and printed. */
export const prepareFirstOrganization =
  ({ secrets, settings }: Pick<AppContext, 'secrets' | 'settings'>): FirstStartStep =>
  async (tx, organizationId) => {
    const chosen = settings.defaultOrganizationSharedSecret;
    const stored = await ensureSharedSecret(tx, secrets, organizationId, chosen);
    if (chosen !== undefined && chosen !== stored) {
      await tx
        .updateTable('config_organizationconfigsettings')
        .set(sealSharedSecret(secrets, organizationId, chosen))
        .where('organization_id', '=', organizationId)
        .execute();
    }
    const note = 'devices of the organization "default" join with it';
    return {
      values: chosen === undefined ? [{ name: 'shared secret', value: stored, note }] : [],
      nextSteps: ['choose "Add a device"'],
    };
  };
