declare module '@netloom/server-kit' {
  interface Events {
    /** A webhook was made, changed or deleted. */
    'webhook.changed': WebhookEvent;
    /** Netloom switched a webhook off because nothing got through for days. */
    'webhook.disabled': WebhookEvent & { reason: string };
  }
}

export interface WebhookEvent {
  webhookId: string;
  /** Null: it is for all organizations. */
  organizationId: string | null;
}
