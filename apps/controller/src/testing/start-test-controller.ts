import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, loadSettings } from '@netloom/server-kit';
import { startController, type Controller } from '../app.ts';
import { controllerSettings } from '../platform/settings.ts';
import { createAnswerCheck, type CheckAnswer } from './answer-check.ts';

/** A real controller on a free port with a throw-away data folder. */
export interface TestController extends Controller {
  dataDir: string;
  username: string;
  password: string;
  /** Of the default organization. */
  sharedSecret: string;
  defaultOrganizationId: string;
  /** `Authorization` header of the superuser. */
  bearer: string;
  /** Calls the API as the superuser: JSON in, JSON out. Throws when the answer is not what the API's document says. */
  api(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown; headers: Headers }>;
}

/**
 * Starts the real server for a test. `env` overrides settings by their environment names. The log is silent unless
 * NETLOOM_TEST_LOG names a level.
 */
export const startTestController = async (
  env: Record<string, string | undefined> = {},
): Promise<TestController> => {
  const dataDir = env['NETLOOM_DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'netloom-')));
  const values = {
    NETLOOM_PORT: '0',
    NETLOOM_ADMIN_USERNAME: 'admin',
    NETLOOM_ADMIN_PASSWORD: 'a-test-password',
    NETLOOM_DEFAULT_ORGANIZATION_SHARED_SECRET: 'a-test-secret',
    NETLOOM_AUTH_THROTTLE_RATE: 'none',
    NETLOOM_LOG_LEVEL: process.env['NETLOOM_TEST_LOG'] ?? 'silent',
    ...env,
    NETLOOM_DATA_DIR: dataDir,
  };
  const settings = loadSettings(controllerSettings, { env: values });
  const controller = await startController(settings, { log: createLogger({ level: settings.logLevel }) });
  const [username, password] = [settings.adminUsername, settings.adminPassword ?? ''];

  const login = await fetch(`${controller.url}/api/v1/users/token/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!login.ok) throw new Error(`the superuser cannot log in: ${login.status} ${await login.text()}`);
  const bearer = `Bearer ${((await login.json()) as { token: string }).token}`;

  let checkAnswer: CheckAnswer | undefined;
  const api: TestController['api'] = async (method, path, body) => {
    const url = `/api/v1/${path}`;
    const response = await fetch(`${controller.url}${url}`, {
      method,
      headers: {
        authorization: bearer,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? undefined;
    const isJson = contentType?.includes('json') ?? false;
    const answer = {
      status: response.status,
      body: isJson && text !== '' ? (JSON.parse(text) as unknown) : text,
      headers: response.headers,
    };
    checkAnswer ??= createAnswerCheck(controller.context.http.swagger());
    checkAnswer({ ...answer, method, url, contentType });
    return answer;
  };

  const organization = await controller.context.db
    .selectFrom('openwisp_users_organization')
    .select('id')
    .where('slug', '=', 'default')
    .executeTakeFirstOrThrow();

  return {
    ...controller,
    dataDir,
    username,
    password,
    sharedSecret: settings.defaultOrganizationSharedSecret ?? '',
    defaultOrganizationId: organization.id,
    bearer,
    api,
    stop: async () => {
      await controller.stop();
      if (env['NETLOOM_DATA_DIR'] === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
};
