import type { DeliveryTable } from '../tables.ts';
import { timeOrderedId } from '../time-ordered-id.ts';

/** A delivery that is due at once. */
export const newDelivery = (
  given: { webhookId: string; eventId: string; topic: string; body: string; replayOf?: string },
  now: Date,
): DeliveryTable => ({
  id: timeOrderedId(now),
  webhook_id: given.webhookId,
  event_id: given.eventId,
  topic: given.topic,
  body: given.body,
  state: 'pending',
  attempts: 0,
  created: now,
  next_attempt: now,
  last_attempt: null,
  status: null,
  duration_ms: null,
  error: '',
  response: '',
  replay_of: given.replayOf ?? null,
});
