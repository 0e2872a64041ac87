import type { Schemas } from '@netloom/api-client';
import type { Health } from './health.ts';

/** A program elsewhere that is told of events. */
export type Webhook = Schemas['Webhook'];

/** Names of events as a webhook lists them: `device.created`, `device.*` or `*`. */
export type Topic = Webhook['topics'][number];

/** One event for one webhook, as lists show it. */
export type DeliveryRow = Schemas['DeliveryItem'];

/** The same with what was sent and what came back. */
export type Delivery = Schemas['Delivery'];

/** `failing`: attempts fail; `disabled`: they did for so long that it was switched off; `off`: somebody did that. */
export type WebhookState = 'on' | 'failing' | 'disabled' | 'off';

export const webhookState = ({
  enabled,
  failing_since: failingSince,
  disabled_reason: disabledReason,
}: Partial<Pick<Webhook, 'enabled' | 'failing_since' | 'disabled_reason'>>): WebhookState => {
  if (!enabled) return disabledReason ? 'disabled' : 'off';
  return failingSince ? 'failing' : 'on';
};

export const webhookHealth: Record<WebhookState, Health> = {
  on: 'ok',
  failing: 'problem',
  disabled: 'critical',
  off: 'deactivated',
};

/** `retrying`: it failed, and is tried again. */
export type DeliveryState = DeliveryRow['state'] | 'retrying';

export const deliveryState = ({ state, attempts }: Pick<DeliveryRow, 'state' | 'attempts'>): DeliveryState =>
  state === 'pending' && attempts > 0 ? 'retrying' : state;

export const deliveryHealth: Record<DeliveryState, Health> = {
  delivered: 'ok',
  pending: 'unknown',
  retrying: 'problem',
  failed: 'critical',
};
