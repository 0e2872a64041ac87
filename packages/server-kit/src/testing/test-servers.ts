import { hasPostgres } from './start-postgres.ts';
import { hasRedis } from './start-redis.ts';

/** Servers that tests may use beside the program itself. */
export type TestServer = 'postgres' | 'redis';

const urlVariables: Record<TestServer, string> = {
  postgres: 'NETLOOM_TEST_POSTGRES_URL',
  redis: 'NETLOOM_TEST_REDIS_URL',
};

/** Where `global-setup.ts` starts servers on demand. */
export const brokerVariable = 'NETLOOM_TEST_SERVERS';

/**
 * Whether tests can have a server: it is named in the environment, or installed. `NETLOOM_TEST_REQUIRE=postgres,redis`
 * makes it true in any case, so that tests fail where they would have been left out.
 */
export const isAvailable = (server: TestServer): boolean =>
  process.env[urlVariables[server]] !== undefined ||
  (process.env['NETLOOM_TEST_REQUIRE'] ?? '').split(',').includes(server) ||
  (server === 'postgres' ? hasPostgres() : hasRedis());

/** URL of a server that all test files of this run share. It is started when it is asked for first. */
export const sharedServerUrl = async (server: TestServer): Promise<string> => {
  const named = process.env[urlVariables[server]];
  if (named !== undefined) return named;
  const broker = process.env[brokerVariable];
  if (broker === undefined)
    throw new Error('testing/global-setup.ts must be among the global set-ups of vitest');
  const response = await fetch(`${broker}/${server}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
};
