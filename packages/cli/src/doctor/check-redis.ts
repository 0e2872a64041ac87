import type { ControllerSettings } from '@netloom/controller';
import { ok, problem, reasonOf, type Finding } from './checkup.ts';

/** Redis, when the settings name one. */
export const checkRedis = async ({ redisUrl }: ControllerSettings): Promise<Finding[]> => {
  if (redisUrl === undefined) return [ok('jobs and events', 'embedded')];
  const { pingRedis } = await import('@netloom/server-kit/redis');
  try {
    await pingRedis(redisUrl);
    return [ok('jobs and events', 'Redis answers')];
  } catch (error) {
    return [
      problem(
        'jobs and events',
        `Redis: ${reasonOf(error)}`,
        'Check NETLOOM_REDIS_URL, and that the server runs.',
      ),
    ];
  }
};
