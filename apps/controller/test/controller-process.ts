import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The controller as a program in a process of its own, which may be killed at any moment. */
export interface ControllerProcess {
  url: string;
  sharedSecret: string;
  api(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** Ends it without any warning (SIGKILL). */
  kill(): Promise<void>;
}

export const startControllerProcess = async (
  dataDir: string,
  { databaseUrl, env }: { databaseUrl?: string | undefined; env?: Record<string, string> | undefined } = {},
): Promise<ControllerProcess> => {
  const sharedSecret = 'a-test-secret';
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      NETLOOM_PORT: '0',
      NETLOOM_LOG_LEVEL: 'error',
      NETLOOM_DATA_DIR: dataDir,
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_ADMIN_PASSWORD: 'a-test-password',
      NETLOOM_DEFAULT_ORGANIZATION_SHARED_SECRET: sharedSecret,
      ...(databaseUrl === undefined ? {} : { NETLOOM_DATABASE_URL: databaseUrl }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: string): void => {
      output += chunk;
      const found = /Netloom is ready: (\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('close', (code) => reject(new Error(`the controller ended with ${code}: ${output}`)));
  });
  const call = async (method: string, path: string, body?: unknown, token?: string) => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    const login = await call('POST', 'users/token/', { username: 'admin', password: 'a-test-password' });
    const { token } = login.body as { token: string };
    return { url, sharedSecret, api: (method, path, body) => call(method, path, body, token), kill };
  } catch (error) {
    await kill();
    throw error;
  }
};
