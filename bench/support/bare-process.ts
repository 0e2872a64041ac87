import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts the bare server in a process of its own; returns its port and how to end it. */
export const startBareProcess = async (): Promise<{ port: number; stop(): void }> => {
  const child = fork(fileURLToPath(new URL('bare-server.ts', import.meta.url)));
  const [port] = (await once(child, 'message')) as [number];
  return { port, stop: () => void child.kill() };
};
