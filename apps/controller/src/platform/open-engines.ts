import {
  createEmbeddedJobQueue,
  createEventBus,
  type Database,
  type EventBus,
  type JobQueue,
  type Logger,
} from '@netloom/server-kit';
import type { ControllerSettings } from './settings.ts';

interface Engines {
  events: EventBus;
  jobs: JobQueue;
  close(): Promise<void>;
}

/** Events and jobs: both embedded, or both over Redis when NETLOOM_REDIS_URL names one. */
export const openEngines = async (options: {
  settings: ControllerSettings;
  database: Database;
  log: Logger;
}): Promise<Engines> => {
  const { events, jobs } = await (options.settings.redisUrl === undefined
    ? openEmbedded(options)
    : openRedis({ ...options, url: options.settings.redisUrl }));
  return {
    events,
    jobs,
    close: async () => {
      await events.settled();
      await jobs.stop();
      await events.close();
    },
  };
};

type Opened = Pick<Engines, 'events' | 'jobs'>;

const openEmbedded = async ({ database, log }: { database: Database; log: Logger }): Promise<Opened> => ({
  events: createEventBus({ log }),
  jobs: createEmbeddedJobQueue({ database, log }),
});

const openRedis = async ({ url, log }: { url: string; log: Logger }): Promise<Opened> => {
  const { createBullJobQueue, createRedisEventBus } = await import('@netloom/server-kit/redis');
  return { events: createRedisEventBus({ url, log }), jobs: createBullJobQueue({ url, log }) };
};
