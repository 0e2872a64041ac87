import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestDevice, type TestDevice } from '../../testing/index.ts';
import { labEntry } from '../../testing/lab-entry.ts';

const lab = {
  id: 'lab',
  namespaces: [
    {
      namespace: 'labns',
      mode: 'managed',
      iface_display_name: 'wlan0',
      phy: 'phy0',
      interface: 'wlan0',
      security: { ssid: 'Lab', security: 'WPA2-PSK', psk: 'abcdefgh', eap_method: 'PEAP' },
      default_route: true,
      autostart_app: 'probe',
    },
  ],
};
const shownLab = { id: 'lab', namespaces: [labEntry] };
const root = { iface_display_name: 'wlan7', phy: 'phy7', interface: 'wlan7' };
const fullRoot = {
  mode: 'managed',
  ...root,
  security: null,
  mlo: false,
  default_route: false,
  autostart_app: null,
};

let device: TestDevice;
beforeEach(async () => {
  device = await startTestDevice();
});
afterEach(() => device.stop());

const folder = (): string => join(device.folder, 'netcfg');
const file = (id: string): string => join(folder(), 'configs', `${id}.json`);
const put = (id: string, text: string): Promise<void> => writeFile(file(id), text);
const makeActive = (id: string): Promise<void> => writeFile(join(folder(), 'current.txt'), id);
const current = (): Promise<string> => readFile(join(folder(), 'current.txt'), 'utf8');
const detail = (text: string) => ({ detail: text });

describe('network configurations', () => {
  it('begin with default, which is active', async () => {
    expect(await current()).toBe('');
    expect(await device.call('GET', '/network/config/')).toMatchObject({
      status: 200,
      body: { default: true },
    });
    expect(await current()).toBe('default');
    expect((await device.call('GET', '/network/config/default')).body).toEqual({
      id: 'default',
      namespaces: [],
      roots: [
        {
          mode: 'managed',
          iface_display_name: 'wlan0',
          phy: 'phy0',
          interface: 'wlan0',
          security: { ssid: 'wlan0', security: 'WPA2-PSK' },
          mlo: false,
          default_route: true,
        },
        {
          mode: 'managed',
          iface_display_name: 'wlan1',
          phy: 'phy1',
          interface: 'wlan1',
          mlo: false,
          default_route: true,
        },
      ],
    });
  });

  it('are added with every field in the file, and shown without nulls', async () => {
    expect(await device.call('POST', '/network/config/', lab)).toMatchObject({
      status: 200,
      body: { id: 'lab', message: 'Configuration added successfully' },
    });
    expect((await device.call('GET', '/network/config/lab')).body).toEqual(shownLab);
    const text = await readFile(file('lab'), 'utf8');
    expect(text.startsWith('{\n    "id": "lab",\n    "namespaces": [\n        {\n')).toBe(true);
    expect(JSON.parse(text)).toEqual({
      id: 'lab',
      namespaces: [
        {
          ...labEntry,
          security: {
            ssid: 'Lab',
            security: 'WPA2-PSK',
            psk: 'abcdefgh',
            sae_pwe: null,
            pmf: null,
            identity: null,
            password: null,
            client_cert: null,
            private_key: null,
            ca_cert: null,
          },
        },
      ],
      roots: null,
    });
    expect(Object.keys(JSON.parse(text).namespaces[0])).toEqual(Object.keys(labEntry));
    expect(await readdir(join(folder(), 'configs'))).toEqual(['default.json', 'lab.json']);
  });

  it('exist once', async () => {
    await device.call('POST', '/network/config/', lab);
    expect(await device.call('POST', '/network/config/', { id: 'lab' })).toMatchObject({
      status: 409,
      body: detail('Configuration lab already exists.'),
    });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => device.call('POST', '/network/config/', { id: 'race' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect((await device.call('GET', '/network/config/lab')).body).toEqual(shownLab);
  });

  it.each(['root', 'default'])('cannot be called %s', async (id) => {
    expect(await device.call('POST', '/network/config/', { id })).toMatchObject({
      status: 400,
      body: detail("Configuration ID cannot be 'root' or 'default'."),
    });
  });

  it.each(['status', 'activate', 'deactivate'])('cannot be called %s', async (id) => {
    expect(await device.call('POST', '/network/config/', { id })).toMatchObject({
      status: 400,
      body: detail(`Configuration ID cannot be '${id}'.`),
    });
  });

  it.each(['', 'a b', '../evil', 'a/b', 'ä', 'x'.repeat(65), 'a\n'])('cannot be called %j', async (id) => {
    expect(await device.call('POST', '/network/config/', { id })).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'value_error', loc: ['body', 'id'], input: id }] },
    });
    expect(await readdir(folder())).toEqual(['configs', 'current.txt']);
  });

  it('name the field of a fault', async () => {
    const answer = await device.call('POST', '/network/config/', {
      id: 'x',
      namespaces: [{ ...root, mode: 'ap' }],
      roots: [{ ...root, security: { ssid: 1, security: 'WEP' } }, 'no'],
    });
    expect(answer.status).toBe(422);
    const { detail: problems } = answer.body as { detail: { type: string; loc: unknown[] }[] };
    expect(problems.map(({ type, loc }) => [type, loc.join('.')])).toEqual([
      ['enum', 'body.namespaces.0.mode'],
      ['missing', 'body.namespaces.0.namespace'],
      ['string_type', 'body.roots.0.security.ssid'],
      ['enum', 'body.roots.0.security.security'],
      ['model_attributes_type', 'body.roots.1'],
    ]);
    expect((await device.call('POST', '/network/config/')).body).toEqual({
      detail: [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }],
    });
  });

  it.each([
    ['GET', '/network/config/nowhere', 'nowhere'],
    ['PATCH', '/network/config/nowhere', 'nowhere'],
    ['DELETE', '/network/config/nowhere', 'nowhere'],
    ['POST', '/network/config/activate/nowhere', 'nowhere'],
    ['POST', '/network/config/deactivate/nowhere', 'nowhere'],
    ['GET', '/network/config/..%2f..%2fsecret', undefined],
    ['PATCH', '/network/config/..%2f..%2fsecret', undefined],
    ['DELETE', '/network/config/..%2f..%2fsecret?force=true', undefined],
    ['POST', '/network/config/activate/..%2f..%2fsecret?override_active=1', undefined],
    ['POST', '/network/config/deactivate/..%2f..%2fsecret?override_active=1', undefined],
    ['GET', '/network/config/..%5csecret', '..\\secret'],
    ['GET', '/network/config/lab%00', 'lab\0'],
  ])('are not found: %s %s', async (method, path, id) => {
    await writeFile(join(device.folder, 'secret.json'), '{"id":"secret"}');
    const answer = await device.call(method, path, method === 'PATCH' ? {} : undefined);
    // An encoded slash is a slash: such a path is none of the API's.
    const why = id === undefined ? 'Not Found' : `Configuration ${id} not found.`;
    expect(answer).toMatchObject({ status: 404, body: detail(why) });
    expect(await readFile(join(device.folder, 'secret.json'), 'utf8')).toBe('{"id":"secret"}');
  });

  it('are changed list by list', async () => {
    await device.call('POST', '/network/config/', lab);
    const changed = await device.call('PATCH', '/network/config/lab', { id: 'other', roots: [root] });
    expect(changed).toMatchObject({ status: 200 });
    expect(changed.body).toEqual({
      id: 'lab',
      message: 'Configuration updated successfully',
      config: { ...shownLab, roots: [fullRoot] },
    });
    expect((await device.call('PATCH', '/network/config/lab', { namespaces: [] })).body).toMatchObject({
      config: { id: 'lab', namespaces: [], roots: [{ interface: 'wlan7' }] },
    });
    expect((await device.call('PATCH', '/network/config/lab', {})).body).toMatchObject({
      config: { namespaces: [], roots: [{ interface: 'wlan7' }] },
    });
    expect((await device.call('PATCH', '/network/config/lab', { roots: null })).body).toMatchObject({
      config: { roots: [{ interface: 'wlan7' }] },
    });
    expect((await device.call('PATCH', '/network/config/lab')).status).toBe(422);
    expect((await device.call('GET', '/network/config/lab')).body).toMatchObject({ namespaces: [] });
  });

  it('are never seen half written', async () => {
    await device.call('POST', '/network/config/', lab);
    await writeFile(`${file('lab')}.0123456789ab`, 'left by a kill');
    const long = Array.from({ length: 90 }, () => root);
    const writing = { done: false };
    const writer = (async () => {
      for (let round = 0; round < 10; round += 1)
        await device.call('PATCH', '/network/config/lab', { roots: round % 2 === 0 ? long : [] });
      writing.done = true;
    })();
    let looks = 0;
    while (!writing.done) {
      expect(JSON.parse(await readFile(file('lab'), 'utf8'))).toMatchObject({ id: 'lab' });
      looks += 1;
      await setImmediate();
    }
    await writer;
    expect(looks).toBeGreaterThan(10);
    expect((await readdir(join(folder(), 'configs'))).filter((name) => name.includes('lab'))).toHaveLength(2);
    const again = await startTestDevice({ NETLOOM_NETWORK_CONFIG_DIR: folder() });
    await again.stop();
    expect((await readdir(join(folder(), 'configs'))).filter((name) => name.includes('lab'))).toEqual([
      'lab.json',
    ]);
  });

  it('are not changed or deleted while active', async () => {
    await device.call('POST', '/network/config/', lab);
    await makeActive('lab');
    expect((await device.call('GET', '/network/config/')).body).toEqual({ default: false, lab: true });
    expect(await device.call('PATCH', '/network/config/lab', { roots: [] })).toMatchObject({
      status: 409,
      body: detail('Cannot edit active configuration lab.'),
    });
    expect(await device.call('DELETE', '/network/config/lab')).toMatchObject({
      status: 409,
      body: detail('Cannot delete active configuration lab.'),
    });
    expect((await device.call('GET', '/network/config/lab')).body).toEqual(shownLab);
    expect((await device.call('DELETE', '/network/config/lab?force=maybe')).status).toBe(422);
    expect(await device.call('DELETE', '/network/config/lab?force=true')).toMatchObject({
      status: 200,
      body: { id: 'lab', message: 'Configuration deleted successfully' },
    });
    expect(await current()).toBe('lab');
    expect((await device.call('GET', '/network/config/')).body).toEqual({ default: true });
    expect(await current()).toBe('default');
  });

  it('are deleted; default comes back with the next look', async () => {
    await device.call('POST', '/network/config/', lab);
    expect((await device.call('DELETE', '/network/config/lab')).status).toBe(200);
    expect((await device.call('DELETE', '/network/config/lab')).status).toBe(404);
    expect((await device.call('DELETE', '/network/config/default')).status).toBe(409);
    await device.call('POST', '/network/config/', lab);
    await makeActive('lab');
    expect((await device.call('DELETE', '/network/config/default')).status).toBe(200);
    expect((await device.call('GET', '/network/config/default')).status).toBe(200);
  });

  it('tell of files that cannot be read, and go on', async () => {
    await put('bad', '{"id": "bad", "roots": [');
    await put('list', '[]');
    await put('new', ' \n');
    await put('odd', '{"id":"odd","roots":[{"phy":"phy0"}]}');
    await put('no id', '{"id":"no id"}');
    expect((await device.call('GET', '/network/config/')).body).toEqual({
      default: true,
      'bad (malformed)': false,
      'list (malformed)': false,
      'new (empty)': false,
      odd: false,
    });
    const malformed = 'Configuration file bad.json contains malformed JSON: ';
    for (const [method, path] of [
      ['GET', '/network/config/bad'],
      ['PATCH', '/network/config/bad'],
      ['POST', '/network/config/activate/bad'],
      ['POST', '/network/config/deactivate/bad'],
    ] as const) {
      const answer = await device.call(method, path, method === 'PATCH' ? {} : undefined);
      expect(answer.status).toBe(422);
      expect((answer.body as { detail: string }).detail).toContain(malformed);
    }
    expect((await device.call('GET', '/network/config/new')).body).toEqual(
      detail('Configuration file new.json is empty or contains only whitespace.'),
    );
    expect((await device.call('GET', '/network/config/odd')).body).toEqual(
      detail(
        'Failed to parse configuration odd: roots.0.iface_display_name: Field required; roots.0.interface: Field required',
      ),
    );
    expect((await device.call('DELETE', '/network/config/bad')).status).toBe(200);
    expect((await device.call('POST', '/network/config/', { id: 'new' })).status).toBe(409);
  });
});
