import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../apps/controller/src/main.ts', import.meta.url));

/** A controller in a process of its own, as an operator runs it. */
export interface ControllerProcess {
  url: string;
  pid: number;
  dataDir: string;
  sharedSecret: string;
  /** Milliseconds from the start of the process to its line "Netloom is ready". */
  readyMs: number;
  /** Ends the process; `keepData` leaves the data folder for a second start. */
  stop(options?: { keepData?: boolean }): Promise<void>;
  /** Calls the REST API as the superuser. */
  api(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
}

export const adminPassword = 'bench-password';

/** Starts the controller on a free port with a data folder of its own, or on an existing one. */
export const startControllerProcess = async (
  options: { dataDir?: string; env?: Record<string, string> } = {},
): Promise<ControllerProcess> => {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'netloom-bench-')));
  const sharedSecret = 'bench-shared-secret';
  const started = performance.now();
  // The flag is the one of `npm start`.
  const child = spawn(process.execPath, ['--max-semi-space-size=4', main], {
    env: {
      ...process.env,
      NETLOOM_PORT: '0',
      NETLOOM_LOG_LEVEL: 'warn',
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_ADMIN_PASSWORD: adminPassword,
      NETLOOM_DEFAULT_ORGANIZATION_SHARED_SECRET: sharedSecret,
      ...options.env,
      NETLOOM_DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const found = /Netloom is ready: (\S+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the controller ended with status ${code}: ${text}`)));
  });
  const readyMs = performance.now() - started;

  let token: string | undefined;
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };

  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    sharedSecret,
    readyMs,
    api: async (method, path, body) => {
      token ??= (
        (await call('POST', 'users/token/', { username: 'admin', password: adminPassword })).body as {
          token: string;
        }
      ).token;
      return call(method, path, body);
    },
    stop: async ({ keepData = false } = {}) => {
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
  };
};
