import type { ConfigurationContext } from '../configuration-context.ts';
import type { StateChange } from '../rendering/store-states.ts';
import type { ConfigChange } from '../tables.ts';
import { permissionModels } from '../permission-models.ts';

/** What led to a change of state, for those who hear of it. */
export interface StateCause {
  action: ConfigChange;
  /** The device caused it and need not be told. Default false. */
  byDevice?: boolean;
  /** The configuration is new: nobody hears that it was modified. Default false. */
  isNew?: boolean;
}

/** Tells listeners and open consoles of states that were stored. After the commit. */
export const announceStates = (
  { events, realtime, modified }: Pick<ConfigurationContext, 'events' | 'realtime' | 'modified'>,
  changes: readonly StateChange[],
  { action, byDevice = false, isNew = false }: StateCause,
): void => {
  for (const { config, next, about: checksum = next.checksum_db } of changes) {
    const about = { configId: config.configId, deviceId: config.id, organizationId: config.organization_id };
    const { status: previousStatus, checksum_db: previousChecksum } = config.state;
    if (!isNew) {
      if (
        next.status === 'modified' &&
        (next.checksum_db !== previousChecksum || previousStatus !== 'modified')
      ) {
        modified({ ...about, action, previousStatus, byDevice });
      }
      events.emit('config.status-changed', {
        ...about,
        status: next.status,
        previousStatus,
        reason: next.error_reason,
        checksum,
      });
      if (next.status === 'deactivating') events.emit('config.deactivating', about);
      if (next.status === 'deactivated') events.emit('config.deactivated', about);
    }
    realtime.changed({
      kind: 'device',
      permission: permissionModels.device,
      id: config.id,
      organizationId: config.organization_id,
      action: 'updated',
      patch: { config_status: next.status, error_reason: next.error_reason },
    });
  }
};
