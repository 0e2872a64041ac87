import { randomToken, type SecretBox } from '@netloom/server-kit';

const identity = (webhookId: string): string => `webhooks_webhook/${webhookId}/secret`;

/** A new secret for signatures, and the form in which it is stored. */
export const makeWebhookSecret = (
  secrets: SecretBox,
  webhookId: string,
): { secret: string; secret_sealed: string } => {
  const secret = randomToken(48);
  return { secret, secret_sealed: secrets.seal(secret, identity(webhookId)) };
};

/** @throws SecretBoxError when the key of the installation is another one. */
export const openWebhookSecret = (
  secrets: SecretBox,
  webhook: { id: string; secret_sealed: string },
): string => secrets.open(webhook.secret_sealed, identity(webhook.id));
