import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPostgres } from './start-postgres.ts';
import { startRedis } from './start-redis.ts';
import { brokerVariable, type TestServer } from './test-servers.ts';
import type { ThrowawayServer } from './throwaway-server.ts';

const starters: Record<TestServer, () => Promise<ThrowawayServer>> = {
  postgres: startPostgres,
  redis: () => startRedis(),
};

/**
 * Global set-up for vitest: one PostgreSQL and one Redis for the whole run, started when the first test file asks for
 * it over loopback HTTP (`GET /postgres` answers the URL), so that runs which need none start none.
 */
export const setup = async (): Promise<() => Promise<void>> => {
  const started = new Map<string, Promise<ThrowawayServer>>();
  const broker = createServer((request, response) => {
    const name = (request.url ?? '').slice(1) as TestServer;
    const starter = Object.hasOwn(starters, name) ? starters[name] : undefined;
    if (!starter) {
      response.writeHead(404).end();
      return;
    }
    const server = started.get(name) ?? starter();
    started.set(name, server);
    server.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  broker.listen(0, '127.0.0.1');
  await once(broker, 'listening');
  const { port } = broker.address() as AddressInfo;
  process.env[brokerVariable] = `http://127.0.0.1:${port}`;

  return async () => {
    broker.close();
    broker.closeAllConnections();
    for (const server of await Promise.allSettled(started.values())) {
      if (server.status === 'fulfilled') await server.value.stop();
    }
  };
};
