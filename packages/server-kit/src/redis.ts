// The engines over Redis, apart from the rest: who runs without Redis does not load its client.
export { pingRedis } from './events/ping-redis.ts';
export { createRedisEventBus } from './events/redis-event-bus.ts';
export { createBullJobQueue } from './jobs/bull-job-queue.ts';
