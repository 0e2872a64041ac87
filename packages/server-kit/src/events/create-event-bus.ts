import type { Logger } from '../log/create-logger.ts';
import type { EventBus, EventListener, EventName, Events } from './event-bus.ts';

/** The bus of one process. Nothing is stored: who subscribes later hears nothing of what was. */
export const createEventBus = (options: { log: Logger }): EventBus => {
  const { log } = options;
  // A list is never changed in place: a listener that subscribes or leaves during an event does not disturb it.
  const listeners = new Map<EventName, readonly EventListener<EventName>[]>();
  const emitListeners = new Set<(name: EventName, payload: Events[EventName]) => void>();
  const running = new Set<Promise<void>>();

  const tell = (listener: EventListener<EventName>, name: EventName, payload: Events[EventName]): void => {
    const failed = (error: unknown) =>
      log.error({ err: error, event: name }, 'a listener to an event failed');
    try {
      const result = listener(payload);
      if (!result) return;
      const ended: Promise<void> = result.catch(failed).finally(() => running.delete(ended));
      running.add(ended);
    } catch (error) {
      failed(error);
    }
  };

  const emitHere: EventBus['emit'] = (name, payload) => {
    for (const listener of listeners.get(name) ?? []) tell(listener, name, payload);
  };

  return {
    emit: (name, payload) => {
      emitHere(name, payload);
      for (const listener of emitListeners) tell(() => listener(name, payload), name, payload);
    },
    emitHere,
    on: (name, listener) => {
      // An object of its own for each subscription: the same function may subscribe twice and leave once.
      const entry: EventListener<EventName> = (payload) => listener(payload as never);
      listeners.set(name, [...(listeners.get(name) ?? []), entry]);
      return () => {
        const left = (listeners.get(name) ?? []).filter((other) => other !== entry);
        if (left.length > 0) listeners.set(name, left);
        else listeners.delete(name);
      };
    },
    onEmit: (listener) => {
      const entry: typeof listener = (name, payload) => listener(name, payload);
      emitListeners.add(entry);
      return () => void emitListeners.delete(entry);
    },
    hears: (name) => listeners.has(name),
    onGap: () => () => {},
    settled: async () => {
      // Listeners may emit again: wait until nothing runs any more.
      while (running.size > 0) await Promise.all(running);
    },
    close: async () => {
      listeners.clear();
      emitListeners.clear();
    },
  };
};
