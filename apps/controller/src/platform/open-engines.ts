import {
  createBullJobQueue,
  createEmbeddedJobQueue,
  createEventBus,
  createRedisEventBus,
  type Database,
  type EventBus,
  type JobQueue,
  type Logger,
} from '@netloom/server-kit';
import type { ControllerSettings } from './settings.ts';

/** Events and jobs: both embedded, or both over Redis when NETLOOM_REDIS_URL names one. */
export const openEngines = (options: {
  settings: ControllerSettings;
  database: Database;
  log: Logger;
}): { events: EventBus; jobs: JobQueue; close(): Promise<void> } => {
  const { settings, database, log } = options;
  const local = createEventBus({ log });
  const events = settings.redisUrl ? createRedisEventBus({ local, url: settings.redisUrl, log }) : local;
  const jobs = settings.redisUrl
    ? createBullJobQueue({ url: settings.redisUrl, log })
    : createEmbeddedJobQueue({ database, log });
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
