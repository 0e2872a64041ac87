import { createHash, randomBytes } from 'node:crypto';
import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestController } from '../src/testing/index.ts';
import { deviceCaller, randomMac } from './device-caller.ts';
import { rawRequest } from './raw-request.ts';
import { startControllerOn } from './start-controller-on.ts';

const hex32 = /^[0-9a-f]{32}$/;
const word = (): string => randomBytes(5).toString('hex');

describe.each(testDialects)('registration on %s', (dialect) => {
  let controller: TestController;
  let device: ReturnType<typeof deviceCaller>;
  beforeAll(async () => {
    controller = await startControllerOn(dialect);
    device = deviceCaller(controller);
  });
  afterAll(() => controller.stop());

  const read = async (id: string) =>
    (await controller.api('GET', `controller/device/${id}/`)).body as Record<string, unknown> & {
      config: { status: string; backend: string; templates: string[] };
    };
  const countDevices = async () =>
    ((await controller.api('GET', 'controller/device/')).body as { count: number }).count;
  const createOrganization = async (changes: object = {}) => {
    const name = `org-${word()}`;
    const { body } = await controller.api('POST', 'users/organization/', { name, slug: name, ...changes });
    const id = (body as { id: string }).id;
    const { body: settings } = await controller.api('GET', `controller/organization/${id}/settings/`);
    return { id, name, secret: (settings as { shared_secret: string }).shared_secret };
  };
  const createTemplate = async (fields: object): Promise<string> => {
    const { status, body } = await controller.api('POST', 'controller/template/', {
      name: `template-${word()}`,
      organization: controller.defaultOrganizationId,
      backend: 'netjsonconfig.OpenWrt',
      config: { ntp: { enabled: true } },
      ...fields,
    });
    expect([status, body]).toEqual([201, expect.anything()]);
    return (body as { id: string }).id;
  };

  it('takes the bytes of the agent and answers with five lines', async () => {
    const body =
      'backend=netjsonconfig.OpenWrt&key=dbd7bd4f0a09ced16974e7a54ca62c66&secret=a-test-secret&name=00%3A11%3A22%3AAA%3ABB%3ACC&hardware_id=&mac_address=00%3A11%3A22%3AAA%3ABB%3ACC&tags=mesh+vpn&model=GL.iNet+GL-MT1300&os=OpenWrt+23.05.3+r23809-234f1a2efa&system=MediaTek+MT7621+ver%3A1+eco%3A3';
    const first = await device.post('register/', body);
    expect(first.status).toBe(201);
    expect(first.head).toMatch(/^HTTP\/1\.1 201 Created\r\n/);
    expect(first.head).toContain('X-Openwisp-Controller: true');
    expect(first.headers['content-type']).toBe('text/plain');
    const uuid = /^uuid: (.*)$/m.exec(first.text)?.[1] ?? '';
    expect(uuid).toMatch(hex32);
    expect(first.text).toBe(
      `registration-result: success\nuuid: ${uuid}\nkey: dbd7bd4f0a09ced16974e7a54ca62c66\nhostname: 00:11:22:AA:BB:CC\nis-new: 1\n`,
    );
    const again = await device.post('device/register/', body.replaceAll('+', '%20'));
    expect(again.text).toBe(first.text.replace('is-new: 1', 'is-new: 0'));
    expect(await read(uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))).toMatchObject({
      name: '00:11:22:AA:BB:CC',
      mac_address: '00:11:22:AA:BB:CC',
      organization: controller.defaultOrganizationId,
      model: 'GL.iNet GL-MT1300',
      os: 'OpenWrt 23.05.3 r23809-234f1a2efa',
      system: 'MediaTek MT7621 ver:1 eco:3',
      last_ip: '127.0.0.1',
      management_ip: null,
      group: null,
      notes: '',
      config: {
        status: 'modified',
        backend: 'netjsonconfig.OpenWrt',
        templates: [],
        config: {},
        context: {},
      },
    });
  });

  it('has no header that the agent would take for a line of the answer', async () => {
    const { answer } = await device.register();
    expect(answer.head).not.toMatch(/uuid: |key: |hostname: |is-new: /);
    expect(answer.head).not.toMatch(/content-encoding/i);
    expect(answer.text).not.toContain('\r');
  });

  const secret = 'a-test-secret';
  it.each([
    [{}, 400, 'error: missing required parameter "secret"\n'],
    [{ secret: '' }, 400, 'error: missing required parameter "secret"\n'],
    [{ secret: 'x' }, 400, 'error: missing required parameter "name"\n'],
    [{ secret: 'x', name: 'a' }, 400, 'error: missing required parameter "mac_address"\n'],
    [{ secret: 'x', name: 'a', mac_address: '' }, 400, 'error: missing required parameter "mac_address"\n'],
    [{ secret: 'x', name: 'a', mac_address: 'b' }, 400, 'error: missing required parameter "backend"\n'],
    [{ secret: 'x', name: 'a', mac_address: 'b', backend: 'c' }, 403, 'error: wrong backend\n'],
    [{ secret: 'x', name: 'a', mac_address: 'b', backend: 'toString' }, 403, 'error: wrong backend\n'],
    [
      { secret: 'x', name: 'a', mac_address: 'b', backend: 'netjsonconfig.OpenWrt' },
      403,
      'error: unrecognized secret',
    ],
    [
      { secret: 'A-TEST-SECRET', name: 'a', mac_address: 'b', backend: 'netjsonconfig.OpenWrt' },
      403,
      'error: unrecognized secret',
    ],
  ])('answers %j with %i', async (fields, status, text) => {
    const before = await countDevices();
    const answer = await device.post('register/', fields as unknown as Record<string, string>);
    expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([
      status,
      text,
      'text/plain',
    ]);
    expect(answer.head).toContain('X-Openwisp-Controller: true');
    expect(await countDevices()).toBe(before);
  });

  it.each(['register/', 'device/register/'])('refuses other methods on %s', async (path) => {
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const answer = await rawRequest(controller.url, { method, path: `/controller/${path}` });
      expect([method, answer.status, answer.headers['allow']]).toEqual([method, 405, 'POST']);
      expect(answer.head).toContain('X-Openwisp-Controller: true');
    }
  });

  it('reads multipart forms, takes the last of several values, and ignores bodies of other kinds', async () => {
    const name = `ap-${word()}`;
    const fields: [string, string][] = [
      ['secret', 'wrong'],
      ['secret', secret],
      ['name', name],
      ['mac_address', randomMac()],
      ['backend', 'netjsonconfig.OpenWrt'],
    ];
    const body = [
      ...fields.map(
        ([field, value]) => `--x\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
      ),
      '--x--\r\n',
    ].join('');
    const answer = await device.post('register/', body, {
      'Content-Type': 'multipart/form-data; boundary=x',
    });
    expect([answer.status, answer.text]).toEqual([201, expect.stringContaining(`hostname: ${name}\n`)]);

    const twice = new URLSearchParams([...fields, ['mac_address', randomMac()], ['name', `${name}-2`]]);
    expect((await device.post('register/', twice.toString())).text).toContain(`hostname: ${name}-2\n`);

    const json = await device.post('register/', JSON.stringify({ secret }), {
      'Content-Type': 'application/json',
    });
    expect([json.status, json.text]).toEqual([400, 'error: missing required parameter "secret"\n']);
  });

  it('refuses multipart forms that cannot be read, and ignores files in them', async () => {
    const file = '--x\r\nContent-Disposition: form-data; name="secret"; filename="a"\r\n\r\nzzz\r\n--x--\r\n';
    for (const [type, body, status] of [
      ['multipart/form-data', 'x', 400],
      ['multipart/form-data; boundary=x', '--x\r\ngarbage', 400],
      ['multipart/form-data; boundary=x', file, 400],
    ] as const) {
      const answer = await device.post('register/', body, { 'Content-Type': type });
      expect([type, answer.status]).toEqual([type, status]);
      expect(answer.head).toContain('X-Openwisp-Controller: true');
    }
  });

  it('refuses what is too large, and says who refuses', async () => {
    const answer = await device.post('register/', { secret: 'x'.repeat(70_000) });
    expect(answer.status).toBe(413);
    expect(answer.head).toContain('X-Openwisp-Controller: true');
  });

  it('takes only what a device may say of itself', async () => {
    const other = await createOrganization();
    const id = '6c2d0000-0000-4000-8000-000000000000';
    const { answer, id: real } = await device.register({
      organization: other.id,
      organization_id: other.id,
      notes: 'no',
      group_id: id,
      id,
      hardware_id: '',
      management_ip: '10.0.0.7',
    });
    expect(answer.status).toBe(201);
    expect(real).not.toBe(id);
    expect(await read(real)).toMatchObject({
      organization: controller.defaultOrganizationId,
      notes: '',
      group: null,
      management_ip: '10.0.0.7',
    });
  });

  it('ignores a management address that is none', async () => {
    const { answer, id } = await device.register({ management_ip: 'eth0' });
    expect(answer.status).toBe(201);
    expect((await read(id))['management_ip']).toBeNull();
  });

  it('makes the key of a device that proposes none', async () => {
    for (const key of [undefined, '']) {
      const mac = randomMac();
      const created = await device.register({ key, mac_address: mac.toLowerCase() });
      const again = await device.register({ key: created.key, mac_address: mac });
      expect([created.answer.status, again.answer.status, again.hex]).toEqual([201, 201, created.hex]);
      expect(created.key).toBe(createHash('md5').update(`${mac}+${secret}`).digest('hex'));
      expect((await read(created.id))['mac_address']).toBe(mac);
    }
  });

  it('knows a device by its key alone', async () => {
    const mac = randomMac();
    const first = await device.register({ mac_address: mac });
    const foreign = await device.register({ mac_address: mac, name: first.name });
    expect([foreign.answer.status, foreign.answer.headers['content-type']]).toEqual([400, 'text/plain']);
    expect(foreign.answer.text).toBe(
      'Device with this Mac address and Organization already exists. Device with this Name and Organization already exists.',
    );
    const nameless = await device.register({ mac_address: mac, key: undefined });
    expect(nameless.answer.text).toContain('already exists');
  });

  it.each([
    [{ name: 'not valid' }, 'Must be either a valid hostname or mac address.'],
    [{ mac_address: 'not valid' }, 'Must be a valid mac address.'],
    [{ key: 'a b' }, 'This value must not contain spaces, dots or slashes.'],
    [{ model: 'm'.repeat(65) }, 'Ensure this value has at most 64 characters (it has 65).'],
    [
      { name: '-', os: 'o'.repeat(129), hardware_id: 'h'.repeat(33) },
      'Must be either a valid hostname or mac address. Ensure this value has at most 128 characters (it has 129). Ensure this value has at most 32 characters (it has 33).',
    ],
    [{ name: 'a' }, 'Invalid configuration triggered by "#/general/hostname", validator says:\n\n'],
    [
      { name: `${'x'.repeat(62)}.a` },
      'Invalid configuration triggered by "#/general/hostname", validator says:\n\n',
    ],
    [{ model: 'a\0b' }, 'Null characters are not allowed.'],
  ])('refuses %j and stores nothing', async (fields, text) => {
    const before = await countDevices();
    const { answer } = await device.register(fields);
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'text/plain']);
    expect(answer.text.startsWith(text), answer.text).toBe(true);
    expect(answer.head).toContain('X-Openwisp-Controller: true');
    expect(await countDevices()).toBe(before);
  });

  it('refuses a serial number that another device of the organization has', async () => {
    const hardware_id = word();
    expect((await device.register({ hardware_id })).answer.status).toBe(201);
    const { answer } = await device.register({ hardware_id });
    expect([answer.status, answer.text]).toEqual([
      400,
      'Device with this Serial number and Organization already exists.',
    ]);
  });

  it('compares names without regard to case, within an organization', async () => {
    const other = await createOrganization();
    const { name } = await device.register({ name: `AP-${word()}` });
    const { answer } = await device.register({ name: name.toLowerCase() });
    expect(answer.text).toBe('Device with this Name and Organization already exists.');
    expect((await device.register({ name, secret: other.secret })).answer.status).toBe(201);
  });

  it('keeps to the limit of the organization', async () => {
    const { id, name, secret: shared } = await createOrganization();
    const settings = `controller/organization/${id}/settings/`;
    expect((await controller.api('PATCH', settings, { device_limit: 1 })).status).toBe(200);
    expect((await device.register({ secret: shared })).answer.status).toBe(201);
    const { answer } = await device.register({ secret: shared });
    expect([answer.status, answer.text]).toEqual([
      400,
      `The maximum amount of allowed devices has been reached for organization ${name}.`,
    ]);
    await controller.api('PATCH', settings, { device_limit: 0 });
    expect((await device.register({ secret: shared })).answer.status).toBe(201);
  });

  it('is refused in organizations that do not want it or are switched off', async () => {
    const { id, secret: shared } = await createOrganization();
    await controller.api('PATCH', `controller/organization/${id}/settings/`, { registration_enabled: false });
    const off = await device.register({ secret: shared });
    expect([off.answer.status, off.answer.text]).toEqual([403, 'error: registration disabled']);
    await controller.api('PATCH', `users/organization/${id}/`, { is_active: false });
    const inactive = await device.register({ secret: shared });
    expect([inactive.answer.status, inactive.answer.text]).toEqual([403, 'error: unrecognized secret']);
  });

  it('updates what a device says of itself when it comes back, and nothing else', async () => {
    const other = await createOrganization();
    const first = await device.register({ hardware_id: word(), management_ip: '10.1.2.3' });
    const before = await read(first.id);
    await controller.api('PATCH', `controller/device/${first.id}/`, { notes: 'on the roof' });
    const again = await device.register({
      key: first.key,
      name: `new-${word()}`,
      mac_address: randomMac(),
      hardware_id: 'another',
      management_ip: '10.9.9.9',
      model: '',
      os: 'OpenWrt 24.10',
      system: undefined,
      secret: other.secret,
    });
    expect(again.answer.text).toBe(
      `registration-result: success\nuuid: ${first.hex}\nkey: ${first.key}\nhostname: ${again.name}\nis-new: 0\n`,
    );
    expect(await read(first.id)).toMatchObject({
      ...before,
      name: again.name,
      notes: 'on the roof',
      model: '',
      os: 'OpenWrt 24.10',
      modified: expect.anything(),
      config: expect.anything(),
    });
  });

  it('keeps the name given to a device that calls itself by its MAC address', async () => {
    const mac = randomMac();
    const first = await device.register({ mac_address: mac });
    const again = await device.register({
      key: first.key,
      name: mac.replaceAll(':', '-').toLowerCase(),
      mac_address: mac,
    });
    expect([again.answer.status, again.name]).toEqual([201, first.name]);
  });

  it('refuses to rename a device to what is no host name, and changes nothing', async () => {
    const first = await device.register();
    const before = await read(first.id);
    const { answer } = await device.register({ key: first.key, name: 'a', model: 'changed' });
    expect([answer.status, answer.text]).toEqual([
      400,
      expect.stringMatching(
        /^Invalid configuration triggered by "#\/general\/hostname", validator says:\n\n./,
      ),
    ]);
    expect(await read(first.id)).toEqual(before);
  });

  it('gives a configuration to a known device that has none', async () => {
    const { body } = await controller.api('POST', 'controller/device/', {
      name: `ap-${word()}`,
      organization: controller.defaultOrganizationId,
      mac_address: randomMac(),
    });
    const { id, key } = body as { id: string; key: string };
    expect((await read(id)).config).toBeNull();
    const template = await createTemplate({ tags: ['configless'] });
    const { answer } = await device.register({ key, backend: 'netjsonconfig.OpenWisp', tags: 'configless' });
    expect([answer.status, answer.text]).toEqual([201, expect.stringContaining('is-new: 0')]);
    expect((await read(id)).config).toMatchObject({
      backend: 'netjsonconfig.OpenWisp',
      templates: [template],
    });
  });

  it('refuses a deactivated device and changes nothing', async () => {
    const template = await createTemplate({ tags: ['gone'] });
    const first = await device.register({ tags: 'gone' });
    expect((await read(first.id)).config.templates).toEqual([template]);
    await controller.api('POST', `controller/device/${first.id}/deactivate/`);
    const before = await read(first.id);
    const { answer } = await device.register({ key: first.key, tags: 'gone', model: 'changed' });
    expect([answer.status, answer.text]).toEqual([403, 'error: device deactivated']);
    expect(await read(first.id)).toEqual(before);
  });

  it('gives automatic templates, required ones first, then those that carry the tags of the device', async () => {
    const organization = await createOrganization();
    const foreign = await createOrganization();
    const tag = word();
    const own = { organization: organization.id };
    const tagged2 = await createTemplate({ ...own, name: `b-${tag}`, tags: [tag, 'x'] });
    const tagged1 = await createTemplate({ ...own, name: `a-${tag}`, tags: [tag] });
    const otherTag = await createTemplate({ ...own, tags: [tag.toUpperCase()] });
    const shared = await createTemplate({ organization: null, name: `c-${tag}`, tags: [tag] });
    await createTemplate({ organization: foreign.id, tags: [tag] });
    const byDefault = await createTemplate({ ...own, name: `0-${tag}`, default: true });
    const required = await createTemplate({ ...own, name: `1-${tag}`, required: true });
    const otherBackend = await createTemplate({ ...own, default: true, backend: 'netjsonconfig.OpenWisp' });
    const { id } = await device.register({ secret: organization.secret, tags: `  ${tag}\tnothing ` });
    const { templates } = (await read(id)).config;
    expect(templates).toEqual([required, byDefault, tagged1, tagged2, shared]);
    expect(templates).not.toContain(otherTag);
    expect(templates).not.toContain(otherBackend);
    // Coming back with another tag appends.
    const { key } = (await read(id)) as unknown as { key: string };
    await device.register({ key, secret: organization.secret, tags: `${tag.toUpperCase()} ${tag}` });
    expect((await read(id)).config.templates).toEqual([...templates, otherTag]);
  });

  it('leaves out a tagged template that does not fit, and lets the device join', async () => {
    const tag = word();
    const good = await createTemplate({ name: `b-${tag}`, tags: [tag] });
    // Valid by itself, but what the device is called makes a name of an interface that is too long.
    await createTemplate({
      name: `a-${tag}`,
      tags: [tag],
      config: { interfaces: [{ name: '{{ name }}', type: 'ethernet' }] },
      default_values: { name: 'lan0' },
    });
    const name = 'a-name-that-no-interface-can-have';
    const { answer, id } = await device.register({ tags: tag, name });
    expect(answer.status).toBe(201);
    expect((await read(id)).config.templates).toEqual([good]);
    const { answer: again } = await device.register({
      key: (await read(id))['key'] as string,
      tags: tag,
      name,
    });
    expect(again.status).toBe(201);
    expect((await read(id)).config.templates).toEqual([good]);
  });

  it('makes one device of many registrations with one key at the same moment', async () => {
    const fields = { key: randomBytes(16).toString('hex'), mac_address: randomMac(), name: `ap-${word()}` };
    const answers = await Promise.all(Array.from({ length: 8 }, () => device.register(fields)));
    expect(answers.map(({ answer }) => answer.status)).toEqual(Array(8).fill(201));
    expect(new Set(answers.map(({ hex }) => hex)).size).toBe(1);
    expect(answers.filter(({ answer }) => answer.text.includes('is-new: 1'))).toHaveLength(1);
  });

  it('asks the database a limited number of times', async () => {
    const { database } = controller.context;
    await device.register();
    let before = database.statements();
    const { key } = await device.register();
    expect(database.statements() - before).toBeLessThanOrEqual(24);
    before = database.statements();
    await device.register({ key });
    expect(database.statements() - before).toBeLessThanOrEqual(24);
  });

  it('tells listeners who came', async () => {
    const { events } = controller.context;
    const heard: unknown[] = [];
    const stops = [
      events.on('device.registered', (event) => void heard.push(['registered', event.deviceId, event.isNew])),
      events.on('device.created', (event) => void heard.push(['created', event.deviceId])),
      events.on('device.name-changed', (event) => void heard.push(['renamed', event.name, event.byDevice])),
      events.on('config.modified', (event) => void heard.push(['modified', event.byDevice])),
      events.on('config.status-changed', (event) => void heard.push(['status', event.status])),
    ];
    const first = await device.register();
    expect(heard.splice(0)).toEqual([
      ['created', first.id],
      ['registered', first.id, true],
    ]);
    const name = `new-${word()}`;
    await device.register({ key: first.key, name });
    expect(heard.splice(0)).toEqual([
      ['modified', true],
      ['status', 'modified'],
      ['renamed', name, true],
      ['registered', first.id, false],
    ]);
    for (const stop of stops) stop();
  });
});

describe('registration with other settings', () => {
  const withSettings = async (
    env: Record<string, string>,
    run: (controller: TestController, device: ReturnType<typeof deviceCaller>) => Promise<void>,
  ) => {
    const controller = await startControllerOn('sqlite', env);
    try {
      await run(controller, deviceCaller(controller));
    } finally {
      await controller.stop();
    }
  };

  it('is switched off for all before anything is looked at', () =>
    withSettings({ NETLOOM_REGISTRATION_ENABLED: 'false' }, async (_controller, device) => {
      const answer = await device.post('register/', {});
      expect([answer.status, answer.text]).toEqual([403, 'error: registration disabled']);
      expect(answer.head).toContain('X-Openwisp-Controller: true');
    }));

  it('ignores proposed keys when registration is not consistent', () =>
    withSettings({ NETLOOM_CONSISTENT_REGISTRATION: 'false' }, async (_controller, device) => {
      const proposed = 'dbd7bd4f0a09ced16974e7a54ca62c66';
      const { answer, key } = await device.register({ key: proposed });
      expect([answer.status, answer.text]).toEqual([201, expect.stringContaining('is-new: 1')]);
      expect(key).toMatch(/^[A-Za-z0-9]{32}$/);
      expect(key).not.toBe(proposed);
    }));

  it('knows only devices that somebody has added when they may not create themselves', () =>
    withSettings({ NETLOOM_REGISTRATION_SELF_CREATION: 'false' }, async (controller, device) => {
      const mac = '00:11:22:AA:BB:CC';
      const key = createHash('md5').update(`${mac}+${controller.sharedSecret}`).digest('hex');
      const before = await device.register({ key, mac_address: mac });
      expect([before.answer.status, before.answer.text]).toEqual([
        404,
        'Device not found in the system, please create it first.',
      ]);
      expect(before.answer.head).toContain('X-Openwisp-Controller: true');
      const { body } = await controller.api('POST', 'controller/device/', {
        name: 'known',
        organization: controller.defaultOrganizationId,
        mac_address: mac.toLowerCase(),
      });
      const after = await device.register({ key, mac_address: mac });
      expect([after.answer.status, after.id, after.key]).toEqual([201, (body as { id: string }).id, key]);
    }));

  it('identifies devices by their serial number where that is wanted', () =>
    withSettings({ NETLOOM_HARDWARE_ID_ENABLED: 'true' }, async (_controller, device) => {
      const without = await device.register({ hardware_id: '', key: undefined });
      expect([without.answer.status, without.answer.text]).toEqual([400, 'This field cannot be blank.']);
      const { answer, key } = await device.register({ hardware_id: '1234', key: undefined });
      expect(answer.status).toBe(201);
      expect(key).toBe(createHash('md5').update('1234+a-test-secret').digest('hex'));
    }));

  it('lets names be used twice where they need not be unique', () =>
    withSettings({ NETLOOM_DEVICE_NAME_UNIQUE: 'false' }, async (_controller, device) => {
      const { name } = await device.register();
      expect((await device.register({ name })).answer.status).toBe(201);
    }));

  it('makes an address wait that tries many secrets, and lets it register again later', () =>
    withSettings({ NETLOOM_TRUSTED_PROXIES: '127.0.0.1' }, async (_controller, device) => {
      const from = (address: string) => ({ 'X-Forwarded-For': address });
      for (let attempt = 0; attempt < 120; attempt++) {
        const { answer } = await device.register({ secret: `guess-${attempt}` }, from('192.0.2.1'));
        expect(answer.status).toBe(403);
      }
      const { answer } = await device.register({}, from('192.0.2.1'));
      expect([answer.status, answer.text]).toEqual([429, 'error: too many failed attempts\n']);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.head).toContain('X-Openwisp-Controller: true');
      expect((await device.register({}, from('192.0.2.2'))).answer.status).toBe(201);
    }));
});
