import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from './wait-for.ts';

/** A server that was started for tests and leaves nothing behind. */
export interface ThrowawayServer {
  url: string;
  stop(): Promise<void>;
}

/** A port of 127.0.0.1 that is free now. */
export const findFreePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** A new folder of this user alone, below the system's folder for temporary files. */
export const makeTemporaryFolder = (name: string): string => mkdtempSync(join(tmpdir(), `netloom-${name}-`));

/**
 * Runs a server program until `stop`, and until this process ends at the latest. Resolves when `isReady` does not
 * fail any more; rejects with what the program has said when it ends before. `stop` deletes `folder`.
 */
export const startServer = async (options: {
  program: string;
  args: readonly string[];
  folder: string;
  url: string;
  user?: { uid: number; gid: number } | undefined;
  isReady: () => Promise<unknown>;
}): Promise<ThrowawayServer> => {
  const { program, args, folder, url, user, isReady } = options;
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...user });
  let said = '';
  const listen = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000));
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
  });
  const kill = () => void child.kill('SIGKILL');
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const clear = () => {
    kill();
    removeFolder();
  };
  process.once('exit', clear);

  const stop = async (): Promise<void> => {
    process.off('exit', clear);
    // For PostgreSQL this is the fast shutdown: it ends the sessions instead of waiting for them.
    child.kill('SIGINT');
    const patience = setTimeout(kill, 5000);
    await ended;
    clearTimeout(patience);
    removeFolder();
  };

  try {
    await Promise.race([
      waitFor(`${program} answers`, async () => (await isReady(), true), { withinMs: 30_000 }),
      ended.then(() => Promise.reject(new Error(`${program} ended at once`))),
    ]);
  } catch (error) {
    await stop();
    throw new Error(`${program} did not start: ${said}`, { cause: error });
  }
  return { url, stop };
};
