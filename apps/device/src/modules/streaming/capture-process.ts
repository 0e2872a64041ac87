import { spawn } from 'node:child_process';
import { once } from 'node:events';

const frameBytes = 4096;
const keptErrorBytes = 2000;
const patienceMs = 3000;

/** A running capture. */
export interface CaptureProcess {
  /** Resolves when the program has ended, with its last words on the standard error. */
  ended: Promise<{ exitCode: number | null; said: string }>;
  stop(): Promise<void>;
}

/**
 * Starts dumpcap, which writes pcapng to its standard output. `send` resolves when the receiver has room again: until
 * then nothing is read, so that a slow client costs no memory here. Packets that the kernel drops meanwhile are
 * counted by dumpcap itself.
 *
 * @throws the error of the system when the program cannot be started.
 */
export const startCapture = async (options: {
  program: string;
  interfaces: readonly string[];
  filter: string | undefined;
  send: (frame: Uint8Array) => Promise<void>;
}): Promise<CaptureProcess> => {
  const { program, interfaces, filter, send } = options;
  const args = [
    ...interfaces.flatMap((name) => ['-i', name]),
    ...(filter === undefined ? [] : ['-f', filter]),
    '-q',
    '-t',
    '-w',
    '-',
  ];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-keptErrorBytes)));
  await once(child, 'spawn');
  // Not before: of a program that cannot be started nobody would look at this.
  const closed = once(child, 'close');

  const pump = async (): Promise<void> => {
    for await (const chunk of child.stdout) {
      const bytes = chunk as Buffer;
      for (let start = 0; start < bytes.length; start += frameBytes)
        await send(bytes.subarray(start, start + frameBytes));
    }
  };
  const pumped = pump().catch(() => void child.kill());

  return {
    ended: (async () => {
      await pumped;
      await closed;
      return { exitCode: child.exitCode, said: said.trim() };
    })(),
    stop: async () => {
      child.kill('SIGTERM');
      child.stdout.destroy();
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await closed;
      clearTimeout(timer);
    },
  };
};
