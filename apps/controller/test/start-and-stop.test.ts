import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

let dataDir: string;
const running = new Set<ReturnType<typeof spawn>>();
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'netloom-start-'))));
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The program in a process of its own, as it is started for real, with nothing set but what the test sets. */
const start = (env: Record<string, string> = {}, args: string[] = []) => {
  const child = spawn(process.execPath, [main, ...args], {
    env: {
      PATH: process.env['PATH'],
      NETLOOM_PORT: '0',
      NETLOOM_DATA_DIR: dataDir,
      NETLOOM_LOG_LEVEL: 'warn',
      ...env,
    },
  });
  running.add(child);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const ended = once(child, 'close').then(([code]) => code as number);
  return {
    child,
    ended,
    output: () => output,
    errors: () => errors,
    ready: async () => {
      await Promise.race([
        expect.poll(() => output, { timeout: 15_000 }).toMatch(/Netloom is ready: http:\S+\n[^]*\n\n/),
        ended,
      ]);
      return /ready: (\S+)/.exec(output)?.[1] ?? `it ended: ${errors}`;
    },
  };
};

const login = async (url: string, password: string) =>
  (
    await fetch(`${url}/api/v1/users/token/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password }),
    })
  ).status;

describe('the controller as a program', () => {
  it('prints the generated password and shared secret at the first start, and never again', async () => {
    const first = start();
    const url = await first.ready();
    const password = /password\s+(\S+)/.exec(first.output())?.[1] ?? '';
    const secret = /shared secret\s+(\S+)/.exec(first.output())?.[1] ?? '';
    expect([password.length >= 16, secret.length]).toEqual([true, 32]);
    expect(await login(url, password)).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);

    const second = start();
    expect(await login(await second.ready(), password)).toBe(200);
    expect(second.output()).not.toMatch(/password\s+\S{16}|shared secret/);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });

  it('starts with the users alone, whose operators then only see organizations', async () => {
    const controller = start({ NETLOOM_MODULES: 'users' });
    const url = await controller.ready();
    const password = /password\s+(\S+)/.exec(controller.output())?.[1] ?? '';
    expect(controller.output()).toMatch(/Open http:\S+ and log in\.\n/);
    expect(controller.output()).not.toContain('shared secret');
    const answer = await fetch(`${url}/api/v1/users/token/`, {
      method: 'POST',
      body: new URLSearchParams({ username: 'admin', password }),
    });
    const { token } = (await answer.json()) as { token: string };
    const group = await fetch(`${url}/api/v1/users/group/1/`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await group.json()).toEqual({
      id: 1,
      name: 'Operator',
      permissions: [expect.stringMatching(/^\d+: organization \| Can view organization$/)],
    });
  });

  it('makes nothing in a first start that fails, so that the next one prints the values', async () => {
    const other = start({ NETLOOM_DATA_DIR: join(dataDir, 'other') });
    const { port } = new URL(await other.ready());
    const failed = start({ NETLOOM_PORT: port });
    expect(await failed.ended).not.toBe(0);
    const first = start();
    const url = await first.ready();
    const password = /password\s+(\S+)/.exec(first.output())?.[1] ?? '';
    expect(await login(url, password)).toBe(200);
  });

  it('keeps its key and data from other users of the machine', async () => {
    const controller = start();
    await controller.ready();
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('stores no secret in clear', async () => {
    const controller = start({
      NETLOOM_ADMIN_PASSWORD: 'a-clear-password',
      NETLOOM_DEFAULT_ORGANIZATION_SHARED_SECRET: 'a-clear-secret',
    });
    const url = await controller.ready();
    const body = new URLSearchParams({
      backend: 'netjsonconfig.OpenWrt',
      secret: 'a-clear-secret',
      name: 'one',
      mac_address: '02:00:00:00:00:01',
      key: 'f'.repeat(32),
    });
    expect((await fetch(`${url}/controller/register/`, { method: 'POST', body })).status).toBe(201);
    controller.child.kill('SIGTERM');
    await controller.ended;
    const content = readFileSync(join(dataDir, 'netloom.sqlite'), 'latin1');
    expect(content).toContain('02:00:00:00:00:01');
    for (const secret of ['a-clear-password', 'a-clear-secret', 'f'.repeat(32)])
      expect(content).not.toContain(secret);
  });

  it('refuses a second process on the same data', async () => {
    const first = start();
    await first.ready();
    const second = start();
    expect(await second.ended).toBe(2);
    expect(second.errors()).toMatch(
      /^netloom: another Netloom controller is running on the data folder .*\n$/,
    );
  });

  it.each([
    [
      { NETLOOM_PORT: 'eighty' },
      'NETLOOM_PORT: "eighty" is not allowed: it must be a whole number from 0 to 65535',
    ],
    [
      { NETLOOM_DATABASE_URL: 'mysql://x' },
      'NETLOOM_DATABASE_URL: the given value is not allowed: it must be a URL like postgres',
    ],
    [{ NETLOOM_ROLE: 'worker' }, 'NETLOOM_ROLE: "worker" is not allowed: without NETLOOM_REDIS_URL'],
    [{ NETLOOM_SECRET_KEY: 'short' }, 'NETLOOM_SECRET_KEY'],
    [{ NETLOOM_MODULES: 'users,nothing' }, 'NETLOOM_MODULES: "nothing" is not a module'],
  ])('stops with one line for %j', async (env, message) => {
    const controller = start(env);
    expect(await controller.ended).toBe(2);
    expect(controller.errors().trim().split('\n')).toEqual([expect.stringContaining(`netloom: ${message}`)]);
  });

  it('reads settings from a YAML file', async () => {
    const file = join(dataDir, 'netloom.yaml');
    writeFileSync(file, 'admin_password: from-the-file\n');
    const controller = start({}, ['--config', file]);
    expect(await login(await controller.ready(), 'from-the-file')).toBe(200);
  });

  it('tells when the port is taken', async () => {
    const first = start();
    const port = new URL(await first.ready()).port;
    const second = start({ NETLOOM_PORT: port, NETLOOM_DATA_DIR: join(dataDir, 'other') });
    expect(await second.ended).not.toBe(0);
    expect(second.errors()).toContain(`port ${port}`);
  });
});

describe('netloom user and doctor', () => {
  const cli = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url));
  const netloom = (args: string[], env: Record<string, string> = {}) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      execFile(
        process.execPath,
        [cli, ...args],
        { env: { PATH: process.env['PATH'], NETLOOM_PORT: '0', NETLOOM_DATA_DIR: dataDir, ...env } },
        (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });

  it('sets passwords beside a running controller and ends the sessions of the user', async () => {
    const controller = start({
      NETLOOM_ADMIN_PASSWORD: 'the-first-password',
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
    });
    const url = await controller.ready();
    const session = await fetch(`${url}/api/v1/session/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: 'the-first-password' }),
    });
    expect(session.status).toBe(200);
    const cookie = session.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const status = async () => (await fetch(`${url}/api/v1/session/`, { headers: { cookie } })).status;
    expect(await status()).toBe(200);

    const reset = await netloom(['user', 'reset-password', 'admin'], {
      NETLOOM_PASSWORD: 'the-second-password',
    });
    expect(reset).toMatchObject({ code: 0, stdout: 'The password of "admin" was changed.\n' });
    expect(await login(url, 'the-first-password')).toBe(400);
    expect(await login(url, 'the-second-password')).toBe(200);
    await expect.poll(status, { timeout: 15_000, interval: 250 }).toBe(401);

    const created = await netloom(['user', 'create-superuser', 'second', '--generate']);
    expect(created.stdout).toMatch(/^The superuser "second" was created\.\npassword: \w{20}\n$/);
    const again = await netloom(['user', 'create-superuser', 'second', '--generate']);
    expect([again.code, again.stderr]).toEqual([
      1,
      'netloom: username: A user with that username already exists.\n',
    ]);
    const unknown = await netloom(['user', 'reset-password', 'nobody', '--generate']);
    expect([unknown.code, unknown.stderr]).toEqual([
      1,
      'netloom: username: There is no user with this username.\n',
    ]);
  });

  it('examines an empty machine, a running controller and a broken setting', async () => {
    const empty = await netloom(['doctor']);
    expect([empty.code, empty.stdout]).toEqual([
      0,
      expect.stringContaining('SQLite; the first start makes it'),
    ]);
    const controller = start();
    const { port } = new URL(await controller.ready());
    const well = await netloom(['doctor', '--json'], { NETLOOM_PORT: port });
    const findings = JSON.parse(well.stdout) as { subject: string; verdict: string; text: string }[];
    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(findings.map(({ text }) => text)).toContain(`a controller is ready on 127.0.0.1:${port}`);
    const broken = await netloom(['doctor'], { NETLOOM_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect([broken.code, broken.stdout]).toEqual([
      1,
      expect.stringMatching(/PROBLEM database: .*\n\s+→ Check NETLOOM_DATABASE_URL/),
    ]);
  });
});
