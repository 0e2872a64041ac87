import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../apps/device/src/main.ts', import.meta.url));
const compileCache = fileURLToPath(new URL('../../node_modules/.cache/netloom-device', import.meta.url));
const flagsFile = new URL('../../scripts/device-node-flags.mjs', import.meta.url).href;

/** A device service in a process of its own, as `npm run start:device` runs it. */
export interface DeviceProcess {
  port: number;
  pid: number;
  /** Its data, with the folder of secrets. */
  folder: string;
  /** Milliseconds from the start of the process to its line "ready". */
  readyMs: number;
  /** Ends the process; `keepData` leaves the folder for a second start. */
  stop(options?: { keepData?: boolean }): Promise<void>;
}

/** Starts the service on a free port, with a folder of its own or an existing one, and without a limit of rate. */
export const startDeviceProcess = async (options: { folder?: string } = {}): Promise<DeviceProcess> => {
  const { deviceNodeFlags } = (await import(flagsFile)) as { deviceNodeFlags: readonly string[] };
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'netloom-bench-')));
  const started = performance.now();
  const child = spawn(process.execPath, [...deviceNodeFlags, main], {
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: compileCache,
      MALLOC_ARENA_MAX: '1',
      NETLOOM_PORT: '0',
      NETLOOM_RATE_LIMIT: 'none',
      NETLOOM_DATA_DIR: folder,
      // The box that this runs on is left alone.
      NETLOOM_ROOT: join(folder, 'root'),
      NETLOOM_SYSTEM_BUS_ADDRESS: `unix:path=${folder}/no-bus`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const found = /ready: http:\/\/[^:]+:(\d+)/.exec(text)?.[1];
      if (found) resolve(Number(found));
    });
    child.once('exit', (code) => reject(new Error(`the service ended with status ${code}: ${text}`)));
  });
  return {
    port,
    pid: child.pid ?? 0,
    folder,
    readyMs: performance.now() - started,
    stop: async ({ keepData = false } = {}) => {
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      if (!keepData) await rm(folder, { recursive: true, force: true });
    },
  };
};
