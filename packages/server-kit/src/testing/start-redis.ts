import { Redis } from 'ioredis';
import { findProgram } from './find-program.ts';
import { findFreePort, makeTemporaryFolder, startServer, type ThrowawayServer } from './throwaway-server.ts';

/** Whether the Redis server is installed. */
export const hasRedis = (): boolean => findProgram('redis-server') !== undefined;

/**
 * Starts a Redis of its own: in memory, loopback only.
 *
 * @param options.port to start again where one was stopped. Default: a free one.
 * @throws Error when the program is not installed.
 */
export const startRedis = async (options: { port?: number } = {}): Promise<ThrowawayServer> => {
  const program = findProgram('redis-server');
  if (!program) throw new Error('Redis is not installed (redis-server was not found)');
  const folder = makeTemporaryFolder('redis');
  const port = options.port ?? (await findFreePort());
  const url = `redis://127.0.0.1:${port}`;
  return startServer({
    program,
    args: [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'no',
    ],
    folder,
    url,
    isReady: async () => {
      const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
      client.on('error', () => {});
      await client.connect();
      client.disconnect();
    },
  });
};
