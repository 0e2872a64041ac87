import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestDevice, type TestDevice } from '../../testing/index.ts';

const root = { iface_display_name: 'wlan7', phy: 'phy7', interface: 'wlan7' };
const detail = (text: string) => ({ detail: text });

let device: TestDevice;
beforeEach(async () => {
  device = await startTestDevice();
});
afterEach(() => device.stop());

const current = (): Promise<string> => readFile(join(device.folder, 'netcfg', 'current.txt'), 'utf8');

describe('the activation', () => {
  const activate = (id: string, query = '') => device.call('POST', `/network/config/activate/${id}${query}`);

  it('of a configuration without entries needs no radio', async () => {
    await device.call('POST', '/network/config/', { id: 'none' });
    await device.call('POST', '/network/config/', { id: 'other', roots: [] });
    expect(await activate('none')).toMatchObject({
      status: 200,
      body: { id: 'none', message: 'Configuration activated successfully' },
    });
    expect(await activate('none')).toMatchObject({
      status: 409,
      body: detail('Configuration none is already active.'),
    });
    expect(await activate('other')).toMatchObject({
      status: 409,
      body: detail('Another configuration is currently active: none.'),
    });
    expect(await activate('other', '?override_active=maybe')).toMatchObject({ status: 422 });
    expect(await activate('other', '?override_active=on')).toMatchObject({ status: 200 });
    expect((await device.call('GET', '/network/config/')).body).toMatchObject({ none: false, other: true });
    expect(await device.call('POST', '/network/config/deactivate/none')).toMatchObject({
      status: 409,
      body: detail('Configuration none is not active.'),
    });
    expect(await device.call('POST', '/network/config/deactivate/other')).toMatchObject({
      status: 200,
      body: { id: 'other', message: 'Configuration deactivated successfully' },
    });
    expect(await current()).toBe('default');
  });

  it('by several callers at the same time is one', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await device.call('POST', '/network/config/', { id });
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((id) => activate(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const winner = answers.find(({ status }) => status === 200);
    expect(winner?.body).toMatchObject({ id: await current() });
  });

  it('names everything that is wrong, and changes nothing', async () => {
    await device.call('POST', '/network/config/', {
      id: 'wrong',
      namespaces: [
        { ...root, interface: '', phy: ' ', namespace: '' },
        { ...root, security: { ssid: '', security: 'WPA2-PSK' }, namespace: '../x' },
      ],
      roots: [
        { ...root, iface_display_name: '-D', autostart_app: ' ' },
        { ...root, security: { ssid: 'x"\nkey_mgmt=NONE', security: 'WPA3-PSK', psk: 'abcdefgh\n}' } },
        { ...root, security: { ssid: 'x', security: 'WPA3-PSK', psk: '' } },
      ],
    });
    expect(await activate('wrong')).toMatchObject({
      status: 422,
      body: detail(
        [
          'Config validation failed: interface is required and must be a non-empty string',
          'phy cannot be empty or whitespace',
          'namespace is required for NamespaceConfig and must be a non-empty string',
          'namespace is not a name that a namespace can have',
          'security.ssid is required and must be a non-empty string when security is provided',
          'security.psk is required for WPA2-PSK',
          'iface_display_name is not a name that an interface or radio can have',
          'autostart_app must be a non-empty string if provided',
          'security.ssid must not contain line breaks or other control characters',
          'security.psk must not contain line breaks or other control characters',
          'security.psk is required for WPA3-PSK',
          'iface_display_name wlan7 is used twice in the same namespace',
        ].join('; '),
      ),
    });
    expect((await device.call('GET', '/network/config/')).body).toMatchObject({ default: true });
  });
});
