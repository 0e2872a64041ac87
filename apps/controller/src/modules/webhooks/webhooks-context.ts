import type { AppContext } from '../../platform/app-context.ts';
import type { WebhookIndex } from './webhook-index.ts';

/** What the rules of this module stand on. */
export interface WebhooksContext
  extends Pick<
    AppContext,
    'db' | 'database' | 'events' | 'realtime' | 'secrets' | 'clock' | 'log' | 'settings' | 'version'
  > {
  index: WebhookIndex;
  /** Lets a worker deliver what is due for a webhook. */
  wake(webhookId: string): Promise<void>;
}
