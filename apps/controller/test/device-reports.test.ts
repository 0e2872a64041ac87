import { randomBytes } from 'node:crypto';
import { testDialects, waitFor } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestController } from '../src/testing/index.ts';
import { deviceCaller, type Registered } from './device-caller.ts';
import { rawRequest } from './raw-request.ts';
import { startControllerOn } from './start-controller-on.ts';

const word = (): string => randomBytes(5).toString('hex');

describe.each(testDialects)('reports on %s', (dialect) => {
  let controller: TestController;
  let device: ReturnType<typeof deviceCaller>;
  beforeAll(async () => {
    controller = await startControllerOn(dialect);
    device = deviceCaller(controller);
  });
  afterAll(() => controller.stop());

  const read = async ({ id }: Pick<Registered, 'id'>) =>
    (await controller.api('GET', `controller/device/${id}/`)).body as Record<string, unknown> & {
      is_deactivated: boolean;
      config: { status: string; error_reason: string; config: object; context: object; templates: string[] };
    };
  const change = async ({ id }: Registered, timezone: string) => {
    const { status } = await controller.api('PATCH', `controller/device/${id}/`, {
      config: { config: { general: { timezone } } },
    });
    expect(status).toBe(200);
  };
  const history = async ({ id }: Registered) =>
    (
      (await controller.api('GET', `controller/device/${id}/history/`)).body as {
        results: Record<string, unknown>[];
      }
    ).results;

  it('take the bytes of the agent', async () => {
    const registered = await device.register();
    const { hex, key } = registered;
    for (const path of [`report-status/${hex}/`, `device/report-status/${hex}/`]) {
      const applied = await device.post(path, `key=${key}&status=applied&`);
      expect([applied.status, applied.text]).toEqual([
        200,
        'report-result: success\ncurrent-status: applied\n',
      ]);
      expect(applied.head).toContain('X-Openwisp-Controller: true');
      expect(applied.headers['content-type']).toBe('text/plain');
      expect((await read(registered)).config).toMatchObject({ status: 'applied', error_reason: '' });
      const failed = await device.post(path, `key=${key}&status=error&error_reason=line+1%0Aline%202`);
      expect([failed.status, failed.text]).toEqual([200, 'report-result: success\ncurrent-status: error\n']);
      expect((await read(registered)).config).toMatchObject({
        status: 'error',
        error_reason: 'line 1\nline 2',
      });
    }
  });

  it('refuse what is wrong, before anything changes', async () => {
    const registered = await device.register();
    const { hex, key } = registered;
    const expectations: [string, string, number, string][] = [
      [`${hex}-wrong`, `key=${key}&status=applied`, 404, 'error: not found\n'],
      [hex, 'status=applied', 400, 'error: missing required parameter "key"\n'],
      [hex, 'key=wrong&status=applied', 403, 'error: wrong key\n'],
      [hex, `key=${key}`, 400, 'error: missing required parameter "status"\n'],
      [hex, `key=${key}&status=`, 400, 'error: missing required parameter "status"\n'],
      [hex, `key=${key}&status=running`, 403, 'error: wrong status\n'],
      [hex, `key=${key}&status=deactivated`, 403, 'error: wrong status\n'],
      [hex, `key=${key}&status=applied&status=running`, 403, 'error: wrong status\n'],
    ];
    for (const [id, body, status, text] of expectations) {
      const answer = await device.post(`report-status/${id}/`, body);
      expect([body, answer.status, answer.text]).toEqual([body, status, text]);
      expect(answer.head).toContain('X-Openwisp-Controller: true');
    }
    expect((await read(registered)).config.status).toBe('modified');
    for (const operation of ['report-status', 'update-info']) {
      const answer = await rawRequest(controller.url, {
        path: `/controller/${operation}/${hex}/?key=${key}`,
      });
      expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
    }
  });

  it('store a reason of 1024 characters at most, and one when there is none', async () => {
    const registered = await device.register();
    await device.report(registered, { status: 'error' });
    expect((await read(registered)).config.error_reason).toBe('Reason not reported by the device.');
    await device.report(registered, { status: 'error', error_reason: '' });
    expect((await read(registered)).config.error_reason).toBe('Reason not reported by the device.');
    await device.report(registered, { status: 'error', error_reason: 'x'.repeat(1030) });
    expect((await read(registered)).config.error_reason).toBe(`${'x'.repeat(1012)}\n[truncated]`);
    await device.report(registered, { status: 'error', error_reason: 'null \0 and 😀' });
    expect((await read(registered)).config.error_reason).toBe('null  and 😀');
    await device.report(registered, { status: 'modified' });
    expect((await read(registered)).config).toMatchObject({ status: 'modified', error_reason: '' });
  });

  it('speak of the revision that was downloaded', async () => {
    const registered = await device.register();
    // Nothing was downloaded: the report counts for what the device should run.
    await device.report(registered, { status: 'applied' });
    expect((await read(registered)).config.status).toBe('applied');
    const older = (await device.poll(registered)).text;
    await device.download(registered);
    await change(registered, 'Europe/Rome');
    const newer = (await device.poll(registered)).text;
    expect(newer).not.toBe(older);
    const late = await device.report(registered, { status: 'applied' });
    expect(late.text).toBe('report-result: success\ncurrent-status: modified\n');
    expect((await read(registered)).config.status).toBe('modified');
    await device.download(registered);
    const current = await device.report(registered, { status: 'applied' });
    expect(current.text).toBe('report-result: success\ncurrent-status: applied\n');
    expect((await history(registered)).map(({ status, checksum }) => [status, checksum])).toEqual([
      ['applied', newer],
      ['modified', older],
      ['modified', newer],
      ['applied', older],
      ['modified', older],
    ]);
  });

  it('are told to listeners each time', async () => {
    const { events } = controller.context;
    const registered = await device.register();
    const heard: unknown[] = [];
    const stop = events.on('config.status-changed', ({ deviceId, previousStatus, status, reason }) => {
      if (deviceId === registered.id) heard.push([previousStatus, status, reason]);
    });
    await device.report(registered, { status: 'applied' });
    await device.report(registered, { status: 'applied' });
    await device.report(registered, { status: 'error', error_reason: 'no' });
    await device.report(registered, { status: 'error', error_reason: 'no' });
    expect(heard).toEqual([
      ['modified', 'applied', ''],
      ['applied', 'applied', ''],
      ['applied', 'error', 'no'],
      ['error', 'error', 'no'],
    ]);
    stop();
  });

  it('cost few statements', async () => {
    const registered = await device.register();
    const { database } = controller.context;
    const before = database.statements();
    await device.report(registered, { status: 'applied' });
    expect(database.statements() - before).toBeLessThanOrEqual(11);
  });

  it('and changes at the same moment leave one consistent state', async () => {
    const registered = await device.register();
    for (const timezone of ['Europe/Rome', 'Europe/Berlin', 'Europe/Paris']) {
      await Promise.all([
        change(registered, timezone),
        device.report(registered, { status: 'applied' }),
        device.updateInfo(registered, { model: timezone }),
        device.poll(registered),
        device.download(registered),
      ]);
    }
    const archive = await device.download(registered);
    const { createHash } = await import('node:crypto');
    expect((await device.poll(registered)).text).toBe(createHash('md5').update(archive.body).digest('hex'));
    expect((await read(registered)).config.config).toEqual({ general: { timezone: 'Europe/Paris' } });
    await device.report(registered, { status: 'applied' });
    expect((await read(registered)).config.status).toBe('applied');
  });

  describe('update info', () => {
    it('stores what a device is, without empty values', async () => {
      const registered = await device.register({ model: 'old' });
      for (const path of [`update-info/${registered.hex}/`, `device/update-info/${registered.id}/`]) {
        const answer = await device.post(
          path,
          `key=${registered.key}&model=+&os=+OpenWrt+23.05+&system=board`,
        );
        expect([answer.status, answer.text]).toEqual([200, 'update-info: success']);
        expect(answer.head).toContain('X-Openwisp-Controller: true');
        expect(answer.headers['content-type']).toBe('text/plain');
      }
      expect(await read(registered)).toMatchObject({ model: 'old', os: 'OpenWrt 23.05', system: 'board' });
    });

    it('refuses what is too long, and stores nothing of it', async () => {
      const registered = await device.register();
      const before = await read(registered);
      const answer = await device.updateInfo(registered, {
        model: 'm'.repeat(69),
        os: 'new',
        system: 's'.repeat(129),
      });
      expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([
        400,
        '{\n    "model": [\n        "Ensure this value has at most 64 characters (it has 69)."\n    ],\n    "system": [\n        "Ensure this value has at most 128 characters (it has 129)."\n    ]\n}',
        'text/plain',
      ]);
      expect(await read(registered)).toEqual(before);
    });

    it('judges the whole device', async () => {
      const [first, second] = [await device.register(), await device.register()];
      await controller.context.db
        .updateTable('config_device')
        .set({ name: first.name })
        .where('id', '=', second.id)
        .execute();
      const answer = await device.updateInfo(second, { model: 'm' });
      expect([answer.status, answer.text]).toEqual([
        400,
        '{\n    "__all__": [\n        "Device with this Name and Organization already exists."\n    ]\n}',
      ]);
    });

    it('renders again when the firmware takes another syntax', async () => {
      const { body } = await controller.api('POST', 'controller/template/', {
        name: `bridge-${word()}`,
        organization: controller.defaultOrganizationId,
        backend: 'netjsonconfig.OpenWrt',
        tags: ['bridge'],
        config: { interfaces: [{ name: 'lan', type: 'bridge', bridge_members: ['eth0'] }] },
      });
      expect(body).toHaveProperty('id');
      const registered = await device.register({ tags: 'bridge', os: 'OpenWrt 23.05' });
      await device.report(registered, { status: 'applied' });
      const before = (await device.poll(registered)).text;
      await device.updateInfo(registered, { os: 'OpenWrt 24.10' });
      expect([(await device.poll(registered)).text, (await read(registered)).config.status]).toEqual([
        before,
        'applied',
      ]);
      await device.updateInfo(registered, { os: 'OpenWrt 19.07' });
      expect((await device.poll(registered)).text).not.toBe(before);
      expect((await read(registered)).config.status).toBe('modified');
    });
  });

  describe('deactivation', () => {
    it('empties the configuration and ends with the next report', async () => {
      const registered = await device.register();
      await change(registered, 'Europe/Rome');
      await controller.api('PATCH', `controller/device/${registered.id}/`, {
        config: { context: { kept: 1 } },
      });
      await device.poll(registered, { management_ip: '10.40.0.1' });
      const { events } = controller.context;
      const heard: string[] = [];
      const stops = (['device.deactivated', 'config.deactivating', 'config.deactivated'] as const).map(
        (name) =>
          events.on(name, ({ deviceId }) => {
            if (deviceId === registered.id) heard.push(name);
          }),
      );
      const { status, body } = await controller.api('POST', `controller/device/${registered.id}/deactivate/`);
      expect([status, body]).toEqual([200, await read(registered)]);
      expect(await read(registered)).toMatchObject({
        is_deactivated: true,
        management_ip: '10.40.0.1',
        config: { status: 'deactivating', config: {}, context: { kept: 1 }, templates: [] },
      });
      expect(heard.splice(0)).toEqual(['config.deactivating', 'device.deactivated']);

      expect((await device.poll(registered, { management_ip: '10.40.0.1' })).status).toBe(200);
      expect((await device.download(registered, { management_ip: '10.40.0.1' })).status).toBe(200);
      const info = await device.updateInfo(registered, { model: 'm' });
      expect([info.status, info.text]).toEqual([403, 'error: device deactivated']);
      expect((await device.report(registered, { status: 'running' })).status).toBe(403);
      expect((await device.report(registered, {})).status).toBe(400);
      expect((await read(registered)).config.status).toBe('deactivating');

      const report = await device.report(registered, { status: 'applied' });
      expect([report.status, report.text]).toEqual([
        200,
        'report-result: success\ncurrent-status: deactivated\n',
      ]);
      expect(await read(registered)).toMatchObject({
        management_ip: null,
        config: { status: 'deactivated' },
      });
      expect(heard).toEqual(['config.deactivated']);
      expect((await device.poll(registered)).status).toBe(404);
      expect((await device.download(registered)).status).toBe(404);
      expect((await device.report(registered, { status: 'applied' })).status).toBe(404);
      expect((await device.updateInfo(registered, { model: 'm' })).status).toBe(404);
      for (const stop of stops) stop();

      const again = await controller.api('POST', `controller/device/${registered.id}/deactivate/`);
      expect(again.status).toBe(404);
    });

    it('is done at once when there was nothing but the host name, and undone likewise', async () => {
      const registered = await device.register();
      await device.report(registered, { status: 'applied' });
      await device.poll(registered, { management_ip: '10.40.0.2' });
      await controller.api('POST', `controller/device/${registered.id}/deactivate/`);
      expect(await read(registered)).toMatchObject({
        management_ip: null,
        config: { status: 'deactivated' },
      });
      expect((await device.poll(registered)).status).toBe(404);
      await controller.api('POST', `controller/device/${registered.id}/activate/`);
      expect((await read(registered)).config.status).toBe('applied');
      expect((await device.poll(registered)).status).toBe(200);
      expect((await controller.api('POST', `controller/device/${registered.id}/activate/`)).status).toBe(404);
    });

    it('gives the automatic templates and those of the group back', async () => {
      const name = `org-${word()}`;
      const { body: organization } = await controller.api('POST', 'users/organization/', {
        name,
        slug: name,
      });
      const { id: organizationId } = organization as { id: string };
      const template = async (fields: object) => {
        const { body } = await controller.api('POST', 'controller/template/', {
          name: `t-${word()}`,
          organization: organizationId,
          backend: 'netjsonconfig.OpenWrt',
          config: { ntp: { enabled: true } },
          ...fields,
        });
        return (body as { id: string }).id;
      };
      const required = await template({ required: true });
      const byDefault = await template({ default: true, config: { dns_servers: ['10.0.0.1'] } });
      const ofGroup = await template({ config: { dns_search: ['example.org'] } });
      const { body: group } = await controller.api('POST', 'controller/group/', {
        name: 'group',
        organization: organizationId,
        templates: [ofGroup],
      });
      const { body: created } = await controller.api('POST', 'controller/device/', {
        name: `ap-${word()}`,
        organization: organizationId,
        group: (group as { id: string }).id,
        mac_address: '02:00:00:00:00:97',
      });
      const { id } = created as { id: string };
      expect((await read({ id })).config.templates).toEqual([ofGroup, required, byDefault]);
      await controller.api('POST', `controller/device/${id}/deactivate/`);
      expect((await read({ id })).config).toMatchObject({ status: 'deactivating', templates: [] });
      await controller.api('POST', `controller/device/${id}/activate/`);
      expect((await read({ id })).config).toMatchObject({
        status: 'modified',
        templates: [required, byDefault, ofGroup],
      });
    });

    it('leaves a deactivated device alone when templates change', async () => {
      const registered = await device.register();
      await change(registered, 'Europe/Rome');
      await controller.api('POST', `controller/device/${registered.id}/deactivate/`);
      const before = (await device.poll(registered)).text;
      const { body } = await controller.api('POST', 'controller/template/', {
        name: `late-${word()}`,
        organization: controller.defaultOrganizationId,
        backend: 'netjsonconfig.OpenWrt',
        required: true,
        config: { ntp: { enabled: true } },
      });
      await waitFor('the renderer', async () => {
        const { count } = await controller.context.db
          .selectFrom('config_pendingchange')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return count === 0;
      });
      expect((await device.poll(registered)).text).toBe(before);
      expect((await read(registered)).config.templates).toEqual([]);
      await controller.api('DELETE', `controller/template/${(body as { id: string }).id}/`);
    });

    it('comes before deletion', async () => {
      const registered = await device.register();
      await change(registered, 'Europe/Rome');
      const remove = (query = '') => controller.api('DELETE', `controller/device/${registered.id}/${query}`);
      const refusal = { detail: 'The device must be deactivated prior to deletion' };
      expect(await remove()).toMatchObject({ status: 403, body: refusal });
      await controller.api('POST', `controller/device/${registered.id}/deactivate/`);
      expect(await remove()).toMatchObject({ status: 403, body: refusal });
      await device.report(registered, { status: 'applied' });
      expect((await remove()).status).toBe(204);
      const other = await device.register();
      expect((await controller.api('DELETE', `controller/device/${other.id}/?force=true`)).status).toBe(204);
    });
  });
});
