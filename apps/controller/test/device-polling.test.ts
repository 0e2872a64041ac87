import { createHash, randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { readTar } from '@netloom/agent-protocol';
import { testDialects, waitFor } from '@netloom/server-kit/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestController } from '../src/testing/index.ts';
import { deviceCaller, type Registered } from './device-caller.ts';
import { rawRequest } from './raw-request.ts';
import { startControllerOn } from './start-controller-on.ts';

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
const word = (): string => randomBytes(5).toString('hex');
const from = (address: string) => ({ 'X-Forwarded-For': address });

describe.each(testDialects)('polling on %s', (dialect) => {
  let controller: TestController;
  let device: ReturnType<typeof deviceCaller>;
  beforeAll(async () => {
    controller = await startControllerOn(dialect, { NETLOOM_TRUSTED_PROXIES: '127.0.0.1' });
    device = deviceCaller(controller);
  });
  afterAll(() => controller.stop());

  const read = async ({ id }: Registered) =>
    (await controller.api('GET', `controller/device/${id}/`)).body as Record<string, unknown>;
  /** Has contacts written now: an operator's change of an address must not be overtaken by an older contact. */
  const flush = async () => {
    const spare = await device.register();
    await controller.api('PATCH', `controller/device/${spare.id}/`, { last_ip: '' });
  };
  const createOrganization = async () => {
    const name = `org-${word()}`;
    const { body } = await controller.api('POST', 'users/organization/', { name, slug: name });
    const id = (body as { id: string }).id;
    const { body: settings } = await controller.api('GET', `controller/organization/${id}/settings/`);
    return { id, secret: (settings as { shared_secret: string }).shared_secret };
  };

  describe('checksum', () => {
    it('is the last line of the answer, on both paths and for both spellings of the id', async () => {
      const registered = await device.register();
      const { hex, id, key } = registered;
      const archive = await device.download(registered);
      for (const path of [
        `checksum/${hex}/`,
        `checksum/${id}/`,
        `device/checksum/${hex}/`,
        `device/checksum/${id}/`,
      ]) {
        const answer = await device.get(path, { key });
        expect([path, answer.status, answer.text]).toEqual([path, 200, md5(archive.body)]);
        expect(answer.head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
        expect(answer.head).toContain('X-Openwisp-Controller: true');
        expect(answer.headers['content-type']).toBe('text/plain');
        expect(answer.headers).not.toHaveProperty('content-encoding');
        expect(answer.headers).not.toHaveProperty('transfer-encoding');
      }
    });

    it('costs no statement, the ordinary way too', async () => {
      const registered = await device.register();
      const { hex, key } = registered;
      await device.poll(registered);
      await controller.context.events.settled();
      const { database } = controller.context;
      // Other things run by the clock: several polls and not one statement more than without them.
      const before = database.statements();
      for (let count = 0; count < 20; count++) await device.poll(registered);
      for (let count = 0; count < 20; count++) await device.get(`checksum/${hex}/`, `k%65y=${key}`);
      expect(database.statements() - before).toBeLessThan(20);
    });

    it.each(['checksum', 'download-config', 'device/checksum', 'device/download-config'])(
      'refuses what is wrong on %s',
      async (operation) => {
        const { hex, id, key } = await device.register();
        const unknown = '00000000000000000000000000000000';
        const expectations: [string, string, number, string][] = [
          [unknown, '', 404, 'error: not found\n'],
          [unknown, `key=${key}`, 404, 'error: not found\n'],
          [`${hex}-wrong`, `key=${key}`, 404, 'error: not found\n'],
          [`${id}-wrong`, `key=${key}`, 404, 'error: not found\n'],
          [hex.toUpperCase(), `key=${key}`, 404, 'error: not found\n'],
          [id.toUpperCase(), `key=${key}`, 404, 'error: not found\n'],
          [`${hex.slice(0, 16)}-${hex.slice(16)}`, `key=${key}`, 404, 'error: not found\n'],
          [hex, '', 400, 'error: missing required parameter "key"\n'],
          [hex, 'key=', 400, 'error: missing required parameter "key"\n'],
          [hex, 'key', 400, 'error: missing required parameter "key"\n'],
          [hex, `key=${key}&key=`, 400, 'error: missing required parameter "key"\n'],
          [hex, 'key=wrong', 403, 'error: wrong key\n'],
          [hex, `key=${key}x`, 403, 'error: wrong key\n'],
          [hex, `key=${key.slice(1)}`, 403, 'error: wrong key\n'],
          [hex, `key=${key}&key=wrong`, 403, 'error: wrong key\n'],
        ];
        for (const [wrongId, query, status, text] of expectations) {
          const answer = await device.get(`${operation}/${wrongId}/`, query);
          expect([wrongId, query, answer.status, answer.text]).toEqual([wrongId, query, status, text]);
          expect(answer.head).toContain('X-Openwisp-Controller: true');
          expect(answer.headers['content-type']).toBe('text/plain');
        }
        expect((await device.get(`${operation}/${hex}/`, `key=wrong&key=${key}`)).status).toBe(200);
      },
    );

    it.each(['checksum', 'download-config'])('refuses other methods on %s', async (operation) => {
      const { hex, key } = await device.register();
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const answer = await rawRequest(controller.url, {
          method,
          path: `/controller/${operation}/${hex}/?key=${key}`,
        });
        expect([method, answer.status, answer.headers['allow']]).toEqual([method, 405, 'GET, HEAD']);
        expect(answer.head).toContain('X-Openwisp-Controller: true');
      }
      const head = await rawRequest(controller.url, {
        method: 'HEAD',
        path: `/controller/${operation}/${hex}/?key=${key}`,
      });
      expect([head.status, head.text]).toEqual([200, '']);
    });

    it('never redirects and never sends an interim answer', async () => {
      const { hex, key } = await device.register();
      expect((await device.get(`checksum/${hex}`, { key })).status).toBe(404);
      const expecting = await device.get(`checksum/${hex}/`, { key }, { Expect: '100-continue' });
      expect(expecting.head).toMatch(/^HTTP\/1\.1 200 /);
    });

    it('is given by both ways through the server alike', async () => {
      const registered = await device.register();
      const { hex, id, key } = registered;
      const { fastPaths } = controller.context;
      const kept = [...fastPaths];
      const ordinary = async <Result>(run: () => Promise<Result>): Promise<Result> => {
        fastPaths.length = 0;
        try {
          return await run();
        } finally {
          fastPaths.push(...kept);
        }
      };
      const names = fc.constantFrom('key', 'management_ip', 'k%65y', 'Key', '', 'x');
      const values = fc.constantFrom(
        key,
        '',
        'wrong',
        '10.3.0.1',
        'fd00::0:1',
        '%31',
        'a+b',
        '10.3.0.1%20',
        `${key}%00`,
      );
      const pair = fc.tuple(names, fc.constantFrom('=', '', '=='), values).map((parts) => parts.join(''));
      const query = fc.oneof(
        fc.array(pair, { maxLength: 4 }).map((pairs) => pairs.join('&')),
        fc.array(pair, { maxLength: 2 }).map((pairs) => [...pairs, `key=${key}`].join('&')),
      );
      const path = fc.constantFrom(
        `checksum/${hex}/`,
        `device/checksum/${id}/`,
        `checksum/${hex}`,
        `checksum/${hex}//`,
        'checksum//',
      );
      // The rate of wrong keys is limited by address: each query comes from another one.
      let address = 0;
      await fc.assert(
        fc.asyncProperty(path, query, async (tail, text) => {
          address++;
          const headers = from(`198.51.100.${address % 250}`);
          const request = () => device.get(tail, text, headers);
          const state = async () => {
            const { last_ip, management_ip } = await read(registered);
            return [last_ip, management_ip];
          };
          const fast = await request();
          const stateAfterFast = await state();
          const slow = await ordinary(request);
          expect([fast.status, fast.text]).toEqual([slow.status, slow.text]);
          expect(Object.keys(fast.headers).sort()).toEqual(Object.keys(slow.headers).sort());
          expect(stateAfterFast).toEqual(await state());
        }),
        { numRuns: 60 },
      );
    });
  });

  describe('addresses', () => {
    it('come with polls and downloads; without a management address there is none', async () => {
      const registered = await device.register();
      await device.poll(registered, { management_ip: '10.20.0.1' }, from('192.0.2.10'));
      expect(await read(registered)).toMatchObject({ last_ip: '192.0.2.10', management_ip: '10.20.0.1' });
      await device.poll(registered, { management_ip: 'FD00:0:0::1' }, from('2001:DB8::1'));
      expect(await read(registered)).toMatchObject({ last_ip: '2001:db8::1', management_ip: 'fd00::1' });
      await device.poll(registered, { management_ip: 'no address' });
      expect(await read(registered)).toMatchObject({ management_ip: 'fd00::1' });
      await device.poll(registered, { management_ip: '' });
      expect(await read(registered)).toMatchObject({ management_ip: null });
      await device.download(registered, { management_ip: '10.20.0.2' }, from('192.0.2.11'));
      expect(await read(registered)).toMatchObject({ last_ip: '192.0.2.11', management_ip: '10.20.0.2' });
      await device.poll(registered);
      expect(await read(registered)).toMatchObject({ management_ip: null });
    });

    it('are stored soon, and a device is seen', async () => {
      const registered = await device.register();
      await device.poll(registered, { management_ip: '10.20.1.1' }, from('192.0.2.12'));
      const stored = await waitFor('the addresses in the database', async () => {
        const row = await controller.context.db
          .selectFrom('config_device')
          .select(['last_ip', 'management_ip', 'last_seen'])
          .where('id', '=', registered.id)
          .executeTakeFirstOrThrow();
        return row.management_ip === null ? undefined : row;
      });
      expect(stored).toMatchObject({ last_ip: '192.0.2.12', management_ip: '10.20.1.1' });
      expect(Date.now() - (stored.last_seen?.getTime() ?? 0)).toBeLessThan(60_000);
    });

    it('are taken from other devices that had them, in all organizations', async () => {
      const other = await createOrganization();
      const first = await device.register();
      const second = await device.register({ secret: other.secret });
      const query = { management_ip: '10.21.0.1' };
      await device.poll(first, query, from('10.22.0.1'));
      await device.poll(second, query, from('10.22.0.1'));
      expect(await read(first)).toMatchObject({ management_ip: null, last_ip: null });
      expect(await read(second)).toMatchObject({ management_ip: '10.21.0.1', last_ip: '10.22.0.1' });
      await device.poll(first, query, from('10.22.0.1'));
      expect(await read(first)).toMatchObject({ management_ip: '10.21.0.1', last_ip: '10.22.0.1' });
      expect(await read(second)).toMatchObject({ management_ip: null, last_ip: null });
    });

    it('that are public may be shared: several devices stand behind one translator', async () => {
      const [first, second] = [await device.register(), await device.register()];
      for (const registered of [first, second]) await device.poll(registered, {}, from('100.64.7.7'));
      for (const registered of [first, second])
        expect(await read(registered)).toMatchObject({ last_ip: '100.64.7.7' });
    });

    it('are not taken from others by a download or without a change', async () => {
      const [first, second] = [await device.register(), await device.register()];
      await device.poll(first, { management_ip: '10.23.0.1' }, from('10.24.0.1'));
      await device.download(second, { management_ip: '10.23.0.1' }, from('10.24.0.1'));
      await device.poll(second, { management_ip: '10.23.0.1' }, from('10.24.0.1'));
      for (const registered of [first, second]) {
        expect(await read(registered)).toMatchObject({ management_ip: '10.23.0.1', last_ip: '10.24.0.1' });
      }
    });

    it('that an operator sets outlive what the device said before', async () => {
      const registered = await device.register();
      await device.poll(registered, { management_ip: '10.25.0.1' });
      const { status } = await controller.api('PATCH', `controller/device/${registered.id}/`, {
        management_ip: '10.25.0.2',
      });
      expect(status).toBe(200);
      expect(await read(registered)).toMatchObject({ management_ip: '10.25.0.2' });
      await device.poll(registered, { management_ip: '10.25.0.2' }, from('192.0.2.77'));
      await flush();
      const row = await controller.context.db
        .selectFrom('config_device')
        .select(['last_ip', 'management_ip'])
        .where('id', '=', registered.id)
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ last_ip: '192.0.2.77', management_ip: '10.25.0.2' });
    });

    it('that change are told of once they are stored', async () => {
      const { events } = controller.context;
      const heard: unknown[] = [];
      const registered = await device.register();
      const stop = events.on('device.management-ip-changed', (event) => {
        if (event.deviceId === registered.id) heard.push([event.previousManagementIp, event.managementIp]);
      });
      await device.poll(registered, { management_ip: '10.26.0.1' });
      expect(heard).toEqual([]);
      await flush();
      await device.poll(registered);
      await flush();
      expect(heard).toEqual([
        [null, '10.26.0.1'],
        ['10.26.0.1', null],
      ]);
      stop();
    });
  });

  describe('download', () => {
    it('is the archive of the checksum, named after the device', async () => {
      const registered = await device.register({ name: '00:11:22:33:44:56' });
      const answer = await device.download(registered);
      expect(answer.status).toBe(200);
      expect(answer.head).toContain('X-Openwisp-Controller: true');
      expect(answer.headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment; filename=00:11:22:33:44:56.tar.gz',
        'content-length': String(answer.body.length),
      });
      expect((await device.poll(registered)).text).toBe(md5(answer.body));
      expect((await device.download(registered)).body.equals(answer.body)).toBe(true);
      const rest = await fetch(`${controller.url}/api/v1/controller/device/${registered.id}/configuration/`, {
        headers: { authorization: controller.bearer },
      });
      expect(Buffer.from(await rest.arrayBuffer()).equals(answer.body)).toBe(true);
      expect(rest.headers.get('x-openwisp-controller')).toBe('true');
    });

    it('is a deterministic archive of plain files', async () => {
      const { body } = await controller.api('POST', 'controller/template/', {
        name: `template-${word()}`,
        organization: controller.defaultOrganizationId,
        backend: 'netjsonconfig.OpenWrt',
        tags: ['archive'],
        config: {
          ntp: { enabled: true },
          files: [
            { path: '/etc/motd', mode: '0644', contents: 'Grüße von {{ name }}\n' },
            { path: '/usr/local/run.sh', mode: '0755', contents: '#!/bin/sh\n' },
          ],
        },
      });
      expect(body).toHaveProperty('id');
      const registered = await device.register({ tags: 'archive' });
      const { body: archive } = await device.download(registered);
      expect([...archive.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
      const tar = gunzipSync(archive);
      expect(tar.length % 10_240).toBe(0);
      const members = readTar(tar, { maximumMembers: 10 });
      if (!members.ok) throw new Error('the archive cannot be read');
      expect(
        members.value.map(({ path, mode, contents }) => [path, mode, Buffer.from(contents).toString()]),
      ).toEqual([
        [
          'etc/config/system',
          0o644,
          `config system 'system'\n\toption hostname '${registered.name}'\n\nconfig timeserver 'ntp'\n\toption enabled '1'\n`,
        ],
        ['etc/motd', 0o644, `Grüße von ${registered.name}\n`],
        ['usr/local/run.sh', 0o755, '#!/bin/sh\n'],
      ]);
    });

    it('costs few statements', async () => {
      const registered = await device.register();
      const { database } = controller.context;
      const before = database.statements();
      await device.download(registered);
      expect(database.statements() - before).toBeLessThanOrEqual(4);
    });

    it('is told to listeners', async () => {
      const { events } = controller.context;
      const heard: string[] = [];
      const stops = [
        events.on('checksum.requested', ({ deviceId }) => void heard.push(`checksum ${deviceId}`)),
        events.on('config.download-requested', ({ deviceId }) => void heard.push(`download ${deviceId}`)),
      ];
      const registered = await device.register();
      await device.poll(registered);
      await device.download(registered);
      expect(heard).toEqual([`checksum ${registered.id}`, `download ${registered.id}`]);
      for (const stop of stops) stop();
    });
  });

  it('ends for all devices of an organization that is switched off, and goes on when it is back', async () => {
    const { id, secret } = await createOrganization();
    const registered = await device.register({ secret });
    const statuses = async () => [
      (await device.poll(registered)).status,
      (await device.download(registered)).status,
      (await device.report(registered, { status: 'applied' })).status,
      (await device.updateInfo(registered, { model: 'm' })).status,
    ];
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    await controller.api('PATCH', `users/organization/${id}/`, { is_active: false });
    expect(await statuses()).toEqual([404, 404, 404, 404]);
    await controller.api('PATCH', `users/organization/${id}/`, { is_active: true });
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    await controller.api('DELETE', `users/organization/${id}/`);
    expect(await statuses()).toEqual([404, 404, 404, 404]);
  });

  it('ends for a device that has no configuration, and for one that was deleted', async () => {
    const { body } = await controller.api('POST', 'controller/device/', {
      name: `ap-${word()}`,
      organization: controller.defaultOrganizationId,
      mac_address: '02:00:00:00:00:99',
    });
    const { id, key } = body as { id: string; key: string };
    for (const operation of ['checksum', 'download-config']) {
      expect((await device.get(`${operation}/${id}/`, { key })).status).toBe(404);
    }
    expect((await device.post(`report-status/${id}/`, { key, status: 'applied' })).status).toBe(404);
    const registered = await device.register();
    await controller.api('DELETE', `controller/device/${registered.id}/?force=true`);
    expect((await device.poll(registered)).status).toBe(404);
  });

  it('finds a device that another process has added', async () => {
    const registered = await device.register();
    const { db, secrets } = controller.context;
    const { key_sealed: _sealed, ...row } = await db
      .selectFrom('config_device')
      .selectAll()
      .where('id', '=', registered.id)
      .executeTakeFirstOrThrow();
    const id = '11111111-2222-4333-8444-555555555555';
    await db
      .insertInto('config_device')
      .values({
        ...row,
        id,
        mac_address: '02:00:00:00:00:98',
        name: `ap-${word()}`,
        key_sealed: secrets.seal('its-key', `config_device.key:${id}`),
        key_digest: secrets.digest('its-key', 'config_device.key'),
      })
      .execute();
    const config = await db
      .selectFrom('config_config')
      .selectAll()
      .where('device_id', '=', registered.id)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('config_config')
      .values({ ...config, id, device_id: id })
      .execute();
    expect((await device.get(`checksum/${id}/`, { key: 'its-key' })).status).toBe(200);
  });

  it('makes an address wait that tries many keys of one device, not the others', async () => {
    const registered = await device.register();
    const guess = () => device.get(`checksum/${registered.hex}/`, { key: 'guess' }, from('192.0.2.200'));
    for (let attempt = 0; attempt < 60; attempt++) expect((await guess()).status).toBe(403);
    const answer = await guess();
    expect([answer.status, answer.text]).toEqual([429, 'error: too many failed attempts\n']);
    expect(answer.head).toContain('X-Openwisp-Controller: true');
    // The right key does not help the one who has guessed so often, and it serves everybody else.
    expect((await device.poll(registered, {}, from('192.0.2.200'))).status).toBe(429);
    expect((await device.poll(registered, {}, from('192.0.2.201'))).status).toBe(200);
    const neighbour = await device.register();
    expect((await device.poll(neighbour, {}, from('192.0.2.200'))).status).toBe(200);
  });
});

describe('polling without trusted proxies, with an address space for each organization', () => {
  let controller: TestController;
  let device: ReturnType<typeof deviceCaller>;
  beforeAll(async () => {
    controller = await startControllerOn('sqlite', { NETLOOM_SHARED_MANAGEMENT_IP_ADDRESS_SPACE: 'false' });
    device = deviceCaller(controller);
  });
  afterAll(() => controller.stop());
  const read = async ({ id }: Registered) =>
    (await controller.api('GET', `controller/device/${id}/`)).body as Record<string, unknown>;

  it('believes nobody who says where others call from', async () => {
    const registered = await device.register({}, from('192.0.2.1'));
    expect(await read(registered)).toMatchObject({ last_ip: '127.0.0.1' });
    await device.poll(registered, {}, from('192.0.2.1'));
    expect(await read(registered)).toMatchObject({ last_ip: '127.0.0.1' });
  });

  it('takes addresses from devices of the same organization only', async () => {
    const { body } = await controller.api('POST', 'users/organization/', { name: 'other', slug: 'other' });
    const { id } = body as { id: string };
    const settings = (await controller.api('GET', `controller/organization/${id}/settings/`)).body;
    const { shared_secret: secret } = settings as { shared_secret: string };
    const [first, second] = [await device.register(), await device.register()];
    const foreign = await device.register({ secret });
    const query = { management_ip: '10.30.0.1' };
    for (const registered of [first, foreign, second]) await device.poll(registered, query);
    expect(await read(first)).toMatchObject({ management_ip: null, last_ip: null });
    expect(await read(foreign)).toMatchObject({ management_ip: '10.30.0.1', last_ip: '127.0.0.1' });
    expect(await read(second)).toMatchObject({ management_ip: '10.30.0.1', last_ip: '127.0.0.1' });
  });
});
