/**
 * Every event that can happen, by name. Modules add theirs by declaration merging, so that one map names all:
 *
 * ```ts
 * declare module '@netloom/server-kit' {
 *   interface Events { 'device.registered': { deviceId: string; isNew: boolean } }
 * }
 * ```
 *
 * Events are facts in the past tense. Payloads are plain JSON: they may travel between processes.
 */
// biome-ignore lint: an empty interface is the point, modules merge into it
export interface Events {}

export type EventName = keyof Events & string;

export type EventListener<Name extends EventName> = (payload: Events[Name]) => void | Promise<void>;

export interface EventBus {
  /**
   * Tells every listener, in the order of their subscription, and returns without waiting for asynchronous ones.
   * A listener that fails is logged and stops nobody else. Emit after the transaction has been committed.
   */
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void;
  /**
   * Like `emit`, but other processes are not told: for what happens thousands of times a second and concerns only
   * the process that it happens in.
   */
  emitHere<Name extends EventName>(name: Name, payload: Events[Name]): void;
  /** Subscribes; the returned function ends the subscription. */
  on<Name extends EventName>(name: Name, listener: EventListener<Name>): () => void;
  /**
   * Hears every event that this process emits, whatever its name, and none of other processes: for what must be done
   * once for each event. `emitHere` is not heard. The listener must return at once. The returned function ends the
   * subscription.
   */
  onEmit(listener: (name: EventName, payload: Events[EventName]) => void): () => void;
  /** True when somebody in this process hears `name`: lets hot paths skip building a payload for `emitHere`. */
  hears(name: EventName): boolean;
  /**
   * Calls back after events of other processes may have been missed (Redis was away): what is kept in memory by
   * listening to events should be read again. Never called where there is only one process.
   */
  onGap(listener: () => void | Promise<void>): () => void;
  /** Resolves when the asynchronous listeners that run now have ended. For a graceful stop and for tests. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
