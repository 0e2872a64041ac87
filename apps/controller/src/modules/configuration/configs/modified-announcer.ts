import type { EventBus, Events } from '@netloom/server-kit';

/** Shortest time between two announcements for one configuration, in milliseconds. */
const quietMs = 3000;

export type AnnounceModified = (payload: Events['config.modified']) => void;

/**
 * Emits `config.modified`: the first change of a configuration at once, what follows within three seconds as one
 * announcement at their end, so that whoever pushes configurations neither hurries nor misses the last one.
 */
export const createModifiedAnnouncer = (events: Pick<EventBus, 'emit'>): AnnounceModified => {
  const held = new Map<string, Events['config.modified'] | undefined>();

  const release = (configId: string): void => {
    const payload = held.get(configId);
    held.delete(configId);
    if (payload) announce(payload);
  };
  const announce: AnnounceModified = (payload) => {
    if (held.has(payload.configId)) {
      held.set(payload.configId, payload);
      return;
    }
    held.set(payload.configId, undefined);
    setTimeout(release, quietMs, payload.configId).unref();
    events.emit('config.modified', payload);
  };
  return announce;
};
