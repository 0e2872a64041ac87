import { execFile } from 'node:child_process';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { beside, findProgram } from './find-program.ts';
import { findFreePort, makeTemporaryFolder, startServer, type ThrowawayServer } from './throwaway-server.ts';

const run = promisify(execFile);

/** Whether PostgreSQL's server programs are installed. */
export const hasPostgres = (): boolean => findProgram('initdb') !== undefined;

/**
 * Starts a PostgreSQL of its own in a temporary folder: durability off, loopback only, a free port, no password.
 * PostgreSQL refuses to run as root; then it runs as the user `postgres` that the distribution's package has made.
 *
 * @throws Error when the programs are not installed.
 */
export const startPostgres = async (): Promise<ThrowawayServer> => {
  const initdb = findProgram('initdb');
  if (!initdb) throw new Error('PostgreSQL is not installed (initdb was not found)');
  const folder = makeTemporaryFolder('postgres');
  const user = process.getuid?.() === 0 ? await idsOf('postgres') : undefined;
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  await run(
    initdb,
    [
      '--pgdata',
      data,
      '--username',
      'netloom',
      '--auth',
      'trust',
      '--no-sync',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
    ],
    { cwd: folder, ...user },
  );
  const port = await findFreePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    jit: 'off',
    shared_buffers: '32MB',
    max_connections: 200,
  };
  const url = `postgres://netloom@127.0.0.1:${port}/postgres`;
  return startServer({
    program: beside(initdb, 'postgres'),
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    folder,
    url,
    user,
    isReady: async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.end();
    },
  });
};

const idsOf = async (name: string): Promise<{ uid: number; gid: number }> => {
  const ask = async (option: string) => Number((await run('id', [option, name])).stdout);
  return { uid: await ask('-u'), gid: await ask('-g') };
};
