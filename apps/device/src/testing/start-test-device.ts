import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, loadSettings } from '@netloom/server-kit';
import { startDeviceService, type DeviceService } from '../app.ts';
import type { RunCommand } from '../platform/commands/run-command.ts';
import type { Clock } from '../platform/device-context.ts';
import { deviceSettings } from '../platform/settings.ts';
import { sign } from './sign.ts';

export interface TestAnswer {
  status: number;
  /** Parsed when it is JSON, otherwise the text. */
  body: unknown;
  headers: Headers;
}

/** A real device service on a free port with a throw-away folder. */
export interface TestDevice extends Omit<DeviceService, 'url'> {
  url: string;
  /** The throw-away folder: data, secrets, and `root`, which stands for `/`. */
  folder: string;
  /** Calls below `/api/v1` as this box does, signed. */
  call(method: string, path: string, body?: unknown): Promise<TestAnswer>;
  /** Calls below `/api/v1` as a client elsewhere does, through a proxy on this box, with a token if there is one. */
  callFrom(
    address: string,
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; headers?: Readonly<Record<string, string>> },
  ): Promise<TestAnswer>;
  /** Issues a token. */
  token(deviceId?: string): Promise<string>;
}

/** Starts the real service for a test. `env` overrides settings by their names. The log is silent unless NETLOOM_TEST_LOG names a level. */
export const startTestDevice = async (
  env: Readonly<Record<string, string>> = {},
  options: { clock?: Clock; run?: RunCommand } = {},
): Promise<TestDevice> => {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-device-'));
  const settings = loadSettings(deviceSettings, {
    env: {
      NETLOOM_PORT: '0',
      NETLOOM_DATA_DIR: folder,
      NETLOOM_ROOT: join(folder, 'root'),
      NETLOOM_RATE_LIMIT: 'none',
      NETLOOM_INFO_CACHE_SECONDS: '0',
      NETLOOM_SCAN_CACHE_SECONDS: '0',
      NETLOOM_LOG_LEVEL: process.env['NETLOOM_TEST_LOG'] ?? 'silent',
      // Tests never reach the real bus of the machine by accident.
      NETLOOM_SYSTEM_BUS_ADDRESS: `unix:path=${folder}/no-bus`,
      ...env,
    },
  });
  const service = await startDeviceService(settings, {
    log: createLogger({ level: settings.logLevel }),
    ...options,
  });
  const url = service.url ?? '';

  const send = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    text: string | undefined,
  ): Promise<TestAnswer> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(text === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(text === undefined ? {} : { body: text }),
    });
    const said = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      body: isJson ? (JSON.parse(said) as unknown) : said,
      headers: response.headers,
    };
  };
  const textOf = (body: unknown): string | undefined =>
    body === undefined ? undefined : JSON.stringify(body);

  const call: TestDevice['call'] = async (method, path, body) => {
    const secret = await readFile(join(service.context.paths.secrets, 'shared_secret.bin'));
    const { pathname, searchParams } = new URL(path, 'http://box');
    const text = textOf(body);
    const signature = sign(secret, {
      method,
      path: `/api/v1${decodeURIComponent(pathname)}`,
      query: new URLSearchParams(Object.fromEntries(searchParams)).toString(),
      body: text ?? '',
    });
    return send(method, path, { 'x-request-signature': signature }, text);
  };

  return {
    ...service,
    url,
    folder,
    call,
    callFrom: (address, method, path, { token, body, headers } = {}) =>
      send(
        method,
        path,
        {
          'x-real-ip': address,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        textOf(body),
      ),
    token: async (deviceId = 'test') => {
      const { body } = await call('POST', '/auth/token', { device_id: deviceId });
      return (body as { access_token: string }).access_token;
    },
    stop: async () => {
      await service.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
