import { SecretBoxError } from '@netloom/server-kit';
import { signDelivery } from '../sign-delivery.ts';
import type { DeliveryTable, WebhookTable } from '../tables.ts';
import { DeliveryFailure } from '../target/delivery-failure.ts';
import { postToTarget } from '../target/post-to-target.ts';
import { openWebhookSecret } from '../webhook-secret.ts';
import type { WebhooksContext } from '../webhooks-context.ts';

/** How one attempt ended. */
export interface Outcome {
  ok: boolean;
  /** Null when there was no answer. */
  status: number | null;
  durationMs: number;
  /** Empty when it was a success. */
  error: string;
  /** Beginning of the answer. */
  response: string;
}

/** Sends a delivery once, signed now. */
export const makeAttempt = async (
  { secrets, clock, settings, version }: WebhooksContext,
  webhook: Pick<WebhookTable, 'id' | 'url' | 'secret_sealed'>,
  { id, topic, body }: Pick<DeliveryTable, 'id' | 'topic' | 'body'>,
  signal: AbortSignal,
): Promise<Outcome> => {
  const started = performance.now();
  const durationMs = (): number => Math.round(performance.now() - started);
  const unanswered = (error: string): Outcome => ({
    ok: false,
    status: null,
    durationMs: durationMs(),
    error,
    response: '',
  });
  try {
    const secret = openWebhookSecret(secrets, webhook);
    const headers = {
      'user-agent': `Netloom/${version}`,
      'netloom-delivery': id,
      'netloom-topic': topic,
      'netloom-signature': signDelivery(secret, body, clock()),
    };
    const { webhooksAllowPrivate: allowPrivate } = settings;
    const answer = await postToTarget({ url: webhook.url, headers, body }, { allowPrivate, signal });
    const { status } = answer;
    const ok = status >= 200 && status < 300;
    const error = ok ? '' : `The receiver answered with the status ${status}.`;
    return { ok, status, durationMs: durationMs(), error, response: answer.body };
  } catch (error) {
    if (error instanceof DeliveryFailure) return unanswered(error.message);
    if (error instanceof SecretBoxError)
      return unanswered('The secret of the webhook cannot be opened any more: rotate it.');
    throw error;
  }
};
