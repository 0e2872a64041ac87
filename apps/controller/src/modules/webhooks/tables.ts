declare module '@netloom/server-kit' {
  interface Tables {
    webhooks_webhook: WebhookTable;
    webhooks_delivery: DeliveryTable;
  }
}

export interface WebhookTable {
  id: string;
  /** Null: events of all organizations; superusers' alone. */
  organization_id: string | null;
  name: string;
  url: string;
  /** Names of events, `device.*` for all of a kind, `*` for all. */
  topics: string[];
  enabled: boolean;
  /** With it deliveries are signed; sealed. */
  secret_sealed: string;
  /** Attempts that failed since one succeeded, and the first of them. */
  failures: number;
  failing_since: Date | null;
  /** Why Netloom switched it off; empty when it did not. */
  disabled_reason: string;
  created: Date;
  modified: Date;
}

export type DeliveryState = 'pending' | 'delivered' | 'failed';

/** One event for one webhook. */
export interface DeliveryTable {
  /** Sorts by time. */
  id: string;
  webhook_id: string;
  /** The same in all deliveries of one event, also when it is replayed. */
  event_id: string;
  topic: string;
  /** What is sent, byte by byte. */
  body: string;
  state: DeliveryState;
  attempts: number;
  created: Date;
  /** Null when it is not to be tried (again), or somebody is waiting for its outcome. */
  next_attempt: Date | null;
  last_attempt: Date | null;
  /** Of the last answer. */
  status: number | null;
  duration_ms: number | null;
  /** Why the last attempt failed. */
  error: string;
  /** Beginning of the last answer. */
  response: string;
  /** The delivery that this one repeats. */
  replay_of: string | null;
}
