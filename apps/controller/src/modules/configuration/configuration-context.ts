import type { AppContext } from '../../platform/app-context.ts';
import type { AnnounceModified } from './configs/modified-announcer.ts';
import type { ContactWriter } from './fleet/contact-writer.ts';
import type { DeviceIndex } from './fleet/device-index.ts';
import type { DsaRules } from './rendering/dsa-syntax.ts';

/** What the rules of this module stand on. */
export interface ConfigurationContext
  extends Pick<
    AppContext,
    'settings' | 'log' | 'database' | 'db' | 'events' | 'secrets' | 'clock' | 'realtime'
  > {
  index: DeviceIndex;
  contacts: ContactWriter;
  dsa: DsaRules;
  /** Tells that a configuration was modified, not too often. */
  modified: AnnounceModified;
  /** Sees to it that pending changes are worked off. Called after the transaction that left them. */
  wakeRenderer(): Promise<void>;
}
