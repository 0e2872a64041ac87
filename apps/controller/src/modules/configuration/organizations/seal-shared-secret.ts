import type { SecretBox } from '@netloom/server-kit';
import type { OrganizationConfigSettingsTable } from '../tables.ts';

/** What binds a sealed shared secret to its organization. */
export const organizationSecretSeal = (organizationId: string): string =>
  `config_organizationconfigsettings.shared_secret:${organizationId}`;

/** By which an organization is found by its shared secret. */
export const sharedSecretDigest = (secrets: SecretBox, sharedSecret: string): string =>
  secrets.digest(sharedSecret, 'config_organizationconfigsettings.shared_secret');

/** The two columns of a shared secret. */
export const sealSharedSecret = (
  secrets: SecretBox,
  organizationId: string,
  sharedSecret: string,
): Pick<OrganizationConfigSettingsTable, 'shared_secret_sealed' | 'shared_secret_digest'> => ({
  shared_secret_sealed: secrets.seal(sharedSecret, organizationSecretSeal(organizationId)),
  shared_secret_digest: sharedSecretDigest(secrets, sharedSecret),
});
