import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Logger } from '../log/create-logger.ts';
import { createEventBus } from './create-event-bus.ts';
import type { EventBus, EventName, Events } from './event-bus.ts';

/**
 * What travels over the channel: an event, or the news that events of this process were lost.
 * `from` names the process, so that it does not hear itself.
 */
type Message = { from: string; name: EventName; payload: Events[EventName] } | { from: string; lost: true };

/** Longest time without an answer from Redis, in milliseconds: then it counts as away. */
const answerMs = 5000;
/** Longest pause before the next attempt to reach Redis, in milliseconds. */
const longestPauseMs = 2000;
/** Time between two questions whether the listening connection is still alive, in milliseconds. */
const heartbeatMs = 15_000;

/**
 * A bus that joins the processes of one installation over Redis (publish/subscribe on `<prefix>:events`).
 *
 * Listeners of this process hear an event at once, as on the `local` bus, and hear it once. Other processes hear it
 * when Redis can be reached, or never: publish/subscribe stores nothing. After an outage `onGap` says so. The outage
 * is logged once, and its end.
 */
export const createRedisEventBus = (options: {
  url: string;
  log: Logger;
  /** The bus of this process, which this one closes with itself. Default: a new one. */
  local?: EventBus;
  /** Begins the channel's name, for installations that share a Redis. Default `netloom`. */
  prefix?: string;
}): EventBus => {
  const { log } = options;
  const channel = `${options.prefix ?? 'netloom'}:events`;
  const self = randomUUID();
  const local = options.local ?? createEventBus({ log });
  const gapListeners = new Set<() => void | Promise<void>>();
  const publishing = new Set<Promise<unknown>>();
  const canPublish = Promise.withResolvers<void>();
  let heardBefore = false;
  let lost = false;
  let outage = false;
  let closing = false;

  const connect = () =>
    new Redis(options.url, {
      // An event that cannot be sent now is dropped: held back, it would be told when it is no longer news.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResubscribe: false,
      connectTimeout: answerMs,
      commandTimeout: answerMs,
      retryStrategy: (times) => Math.min(100 * times, longestPauseMs),
    });
  const publisher = connect();
  const subscriber = connect();

  const reportOutage = (error: unknown): void => {
    if (outage || closing) return;
    outage = true;
    log.error({ err: error }, 'Redis cannot be reached: events do not get to other processes');
  };
  const reportReturn = (): void => {
    if (!outage || publisher.status !== 'ready' || subscriber.status !== 'ready') return;
    outage = false;
    log.info('Redis is back: events get to other processes again');
  };

  const publish = (message: Message): void => {
    // Written now: the payload may change after the event.
    const text = JSON.stringify(message);
    const sent: Promise<unknown> = canPublish.promise
      .then(() => publisher.publish(channel, text))
      .catch((error: unknown) => {
        lost = true;
        reportOutage(error);
      })
      .finally(() => publishing.delete(sent));
    publishing.add(sent);
  };

  const tellGap = async (): Promise<void> => {
    for (const listener of gapListeners) {
      try {
        await listener();
      } catch (error) {
        log.error({ err: error }, 'a listener to a gap in the events failed');
      }
    }
  };

  const startHearing = async (): Promise<void> => {
    const mayHaveMissed = heardBefore || outage;
    await subscriber.subscribe(channel);
    heardBefore = true;
    reportReturn();
    if (mayHaveMissed) await tellGap();
  };

  const hear = (text: string): void => {
    const message = readMessage(text);
    if (!message) log.warn({ channel }, 'ignored a message that is not an event');
    else if (message.from === self) return;
    else if ('lost' in message) void tellGap();
    else local.emitHere(message.name, message.payload);
  };

  for (const redis of [publisher, subscriber]) {
    redis.on('error', reportOutage);
    redis.on('close', () => reportOutage(new Error('the connection was closed')));
  }
  publisher.on('ready', () => {
    reportReturn();
    canPublish.resolve();
    if (lost) publish({ from: self, lost: true });
    lost = false;
  });
  subscriber.on('ready', () => void startHearing().catch(reportOutage));
  subscriber.on('message', (_channel: string, text: string) => hear(text));
  // A listening connection sends nothing by itself: only asking shows that the other end is gone.
  const heartbeat = setInterval(() => {
    if (subscriber.status === 'ready') subscriber.ping().catch(() => subscriber.disconnect(true));
  }, heartbeatMs);
  heartbeat.unref();

  // Events of the first moments wait for the connection, but not for ever.
  const patience = setTimeout(canPublish.resolve, answerMs);
  patience.unref();

  return {
    emit: (name, payload) => {
      local.emit(name, payload);
      publish({ from: self, name, payload });
    },
    emitHere: local.emit,
    on: local.on,
    // What other processes have emitted is told with `emitHere`, so this hears what this process emits.
    onEmit: local.onEmit,
    hears: local.hears,
    onGap: (listener) => {
      gapListeners.add(listener);
      return () => void gapListeners.delete(listener);
    },
    settled: async () => {
      await local.settled();
      await Promise.all(publishing);
    },
    close: async () => {
      closing = true;
      clearInterval(heartbeat);
      clearTimeout(patience);
      canPublish.resolve();
      await Promise.all(publishing);
      publisher.disconnect();
      subscriber.disconnect();
      await local.close();
    },
  };
};

const readMessage = (text: string): Message | undefined => {
  try {
    const message = JSON.parse(text) as Partial<Record<'from' | 'name' | 'lost', unknown>> | null;
    const valid =
      typeof message?.from === 'string' && (typeof message.name === 'string' || message.lost === true);
    return valid ? (message as unknown as Message) : undefined;
  } catch {
    return undefined;
  }
};
