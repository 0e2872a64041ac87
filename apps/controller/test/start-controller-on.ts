import type { Dialect } from '@netloom/server-kit';
import { openTestDatabase } from '@netloom/server-kit/testing';
import { startTestController, type TestController } from '../src/testing/index.ts';

/** A real controller on a fresh database of this kind. `stop` also deletes it. */
export const startControllerOn = async (
  dialect: Dialect,
  env: Record<string, string> = {},
): Promise<TestController> => {
  if (dialect === 'sqlite') return startTestController(env);
  const database = await openTestDatabase('postgres');
  const controller = await startTestController({ ...env, NETLOOM_DATABASE_URL: database.url });
  return {
    ...controller,
    stop: async () => {
      await controller.stop();
      await database.close();
    },
  };
};
