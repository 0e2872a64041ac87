import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Dialect } from '@netloom/server-kit';
import { openTestDatabase, testDialects, waitFor } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startControllerProcess, type ControllerProcess } from './controller-process.ts';
import { deviceCaller, randomMac, type Registered } from './device-caller.ts';

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

/** The answer, or undefined when the controller was killed before it came. */
const orNothing = async <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> =>
  answer.catch(() => undefined);

/** A controller that each test of the surrounding block may kill and start again. */
const useController = (dialect: Dialect) => {
  let dataDir: string;
  let databaseUrl: string | undefined;
  let dropDatabase: () => Promise<void>;
  const current = {} as { controller: ControllerProcess; device: ReturnType<typeof deviceCaller> };

  const start = async (env?: Record<string, string>) => {
    current.controller = await startControllerProcess(dataDir, { databaseUrl, env });
    current.device = deviceCaller(current.controller);
  };
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'netloom-killed-'));
    const database = dialect === 'postgres' ? await openTestDatabase('postgres') : undefined;
    databaseUrl = database?.url;
    dropDatabase = async () => database?.close();
    await start();
  });
  afterEach(async () => {
    await current.controller.kill();
    await dropDatabase();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    current,
    restart: async (env?: Record<string, string>) => {
      await current.controller.kill();
      await start(env);
    },
  };
};

describe('a controller that is killed', () => {
  const { current, restart } = useController('sqlite');

  const devices = async () =>
    (
      (
        await current.controller.api(
          'GET',
          'controller/device/?page_size=100&fields=id,name,key,config_status',
        )
      ).body as {
        results: { id: string; name: string; key: string; config_status: string | null }[];
      }
    ).results;

  it('has a trace of a change whose entry in the audit log it could not write', async () => {
    await restart({
      NETLOOM_MODULES: fileURLToPath(new URL('die-after-commit.fixture.ts', import.meta.url)),
    });
    const made = await current.controller.api('POST', 'users/organization/', { name: 'Hill', slug: 'hill' });
    const path = `users/organization/${(made.body as { id: string }).id}/`;
    expect(await orNothing(current.controller.api('PATCH', path, { is_active: false }))).toBe(undefined);

    await restart();
    expect((await current.controller.api('GET', path)).body).toMatchObject({ is_active: false });
    const entries = async () =>
      ((await current.controller.api('GET', 'audit/entry/')).body as { results: object[] }).results;
    const told = { action: 'interrupted', username: 'admin', object: `/api/v1/${path}` };
    expect((await entries()).slice(0, 3)).toMatchObject([
      { action: 'token-obtained' },
      told,
      { action: 'created', label: 'Hill' },
    ]);
    await restart();
    expect((await entries()).slice(0, 3)).toMatchObject([
      { action: 'token-obtained' },
      { action: 'token-obtained' },
      told,
    ]);
  });

  it('has every device that it has answered, whole, and no half of one', async () => {
    const forms = Array.from({ length: 60 }, (_value, index) => ({
      name: `ap-${index}`,
      mac_address: randomMac(),
      key: randomBytes(16).toString('hex'),
    }));
    const answered: Registered[] = [];
    const registering = forms.map(async (fields) => {
      const registered = await orNothing(current.device.register(fields));
      if (registered?.answer.status === 201 && registered.answer.text.endsWith('\n'))
        answered.push(registered);
    });
    await waitFor('some answers', () => answered.length >= 10, { everyMs: 1 });
    await restart();
    await Promise.all(registering);

    const stored = await devices();
    expect(answered.length).toBeGreaterThanOrEqual(10);
    expect(stored.map(({ name }) => name)).toEqual(expect.arrayContaining(answered.map(({ name }) => name)));
    expect(stored.filter(({ config_status }) => config_status !== 'modified')).toEqual([]);
    for (const { id, key } of stored) {
      const registered = { hex: id.replaceAll('-', ''), key } as Registered;
      const archive = await current.device.download(registered);
      expect([archive.status, md5(archive.body)]).toEqual([
        200,
        (await current.device.poll(registered)).text,
      ]);
    }
    // The agents try again, and each of them is known by what it was told.
    for (const fields of forms) {
      const again = await current.device.register(fields);
      expect(again.answer.status).toBe(201);
      const before = answered.find(({ name }) => name === fields.name);
      if (before)
        expect([again.hex, again.answer.text]).toEqual([before.hex, expect.stringContaining('is-new: 0')]);
    }
    expect(await devices()).toHaveLength(60);
  });

  it('knows every report that it has answered, and what was downloaded before it', async () => {
    const registered = await Promise.all(Array.from({ length: 20 }, () => current.device.register()));
    const [first] = registered as [Registered, ...Registered[]];
    // Downloaded, then changed, then killed: the report is about what was downloaded.
    await current.device.download(first);
    const change = { config: { config: { general: { timezone: 'Europe/Rome' } } } };
    expect((await current.controller.api('PATCH', `controller/device/${first.id}/`, change)).status).toBe(
      200,
    );

    const reported: Registered[] = [];
    const reporting = registered.slice(1).map(async (one) => {
      const answer = await orNothing(
        current.device.report(one, { status: 'error', error_reason: `no ${one.name}` }),
      );
      if (answer?.text === 'report-result: success\ncurrent-status: error\n') reported.push(one);
    });
    await waitFor('some reports', () => reported.length >= 5, { everyMs: 1 });
    await restart();
    await Promise.all(reporting);
    for (const one of reported) {
      const { body } = await current.controller.api('GET', `controller/device/${one.id}/`);
      expect(body).toMatchObject({ config: { status: 'error', error_reason: `no ${one.name}` } });
    }
    const late = await current.device.report(first, { status: 'applied' });
    expect(late.text).toBe('report-result: success\ncurrent-status: modified\n');
  });
});

describe.each(testDialects)('a controller that is killed while it renders, on %s', (dialect) => {
  const { current, restart } = useController(dialect);

  it('renders what a change has left, however often it is killed', { timeout: 60_000 }, async () => {
    const { body } = await current.controller.api('POST', 'controller/template/', {
      name: 'all',
      organization: null,
      backend: 'netjsonconfig.OpenWrt',
      default: true,
      config: { general: { description: 'round 0' } },
    });
    const { id: template } = body as { id: string };
    const registered = await Promise.all(Array.from({ length: 80 }, () => current.device.register()));
    expect(registered.filter(({ answer }) => answer.status !== 201)).toEqual([]);
    const before = new Map<string, string>();
    for (const one of registered) before.set(one.id, (await current.device.poll(one)).text);

    for (let round = 1; round <= 2; round++) {
      const saved = current.controller.api('PATCH', `controller/template/${template}/`, {
        config: { general: { description: `round ${round}` } },
      });
      expect((await saved).status).toBe(200);
      // Somewhere in the middle, each time a little later.
      await sleep(round * 60);
      await restart();
    }
    await waitFor(
      'all configurations to be rendered',
      async () => {
        const { body: overview } = await current.controller.api('GET', 'controller/overview/');
        return (overview as { jobs: { pending_changes: number } }).jobs.pending_changes === 0;
      },
      { withinMs: 20_000, everyMs: 50 },
    );
    for (const one of registered) {
      const checksum = (await current.device.poll(one)).text;
      expect(checksum).not.toBe(before.get(one.id));
      expect(md5((await current.device.download(one)).body)).toBe(checksum);
    }
    const [first] = registered;
    const { body: shown } = await current.controller.api('GET', `controller/device/${first?.id}/rendered/`);
    expect(shown).toMatchObject({ native: expect.stringContaining('round 2') });
  });
});
