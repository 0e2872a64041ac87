import { describe, expect, test } from 'vitest';
import type { ConfigurationInput } from './index.ts';
import {
  ConfigurationError,
  createConfiguration,
  getBackend,
  listBackends,
  registerBackend,
} from './index.ts';

const OPENWRT = 'netjsonconfig.OpenWrt';

function errorOf(operation: () => unknown): ConfigurationError {
  try {
    operation();
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('no error');
}

describe('createConfiguration', () => {
  test('merges templates, replaces variables and renders', () => {
    const configuration = createConfiguration(OPENWRT, {
      config: { general: { hostname: '{{ name }}' } },
      templates: [
        { general: { hostname: 'none', timezone: 'UTC' } },
        '{"general": {"description": "{{name}}"}}',
      ],
      context: { name: 'pier-1' },
    });
    expect(configuration.document).toEqual({
      general: { hostname: 'pier-1', timezone: 'UTC', description: 'pier-1' },
    });
    expect(configuration.render()).toBe(
      [
        'package system',
        '',
        "config system 'system'",
        "\toption description 'pier-1'",
        "\toption hostname 'pier-1'",
        "\toption timezone 'UTC'",
        "\toption zonename 'UTC'",
        '',
      ].join('\n'),
    );
  });

  test('renders a bridge the way the format is documented', () => {
    const config = {
      general: { hostname: 'pier-1' },
      interfaces: [
        {
          name: 'lan',
          type: 'bridge',
          bridge_members: ['e1'],
          stp: true,
          addresses: [{ proto: 'static', family: 'ipv4', address: '10.4.0.1', mask: 22 }],
        },
      ],
      files: [{ path: '/etc/motd', mode: '0644', contents: 'hi' }],
    };
    const configuration = createConfiguration(OPENWRT, { config });
    expect(configuration.render().split('\n')).toEqual([
      'package system',
      '',
      "config system 'system'",
      "\toption hostname 'pier-1'",
      '',
      'package network',
      '',
      "config device 'device_lan'",
      "\toption name 'br-lan'",
      "\tlist ports 'e1'",
      "\toption stp '1'",
      "\toption type 'bridge'",
      '',
      "config interface 'lan'",
      "\toption device 'br-lan'",
      "\toption ipaddr '10.4.0.1'",
      "\toption netmask '255.255.252.0'",
      "\toption proto 'static'",
      '',
      '# ---------- files ---------- #',
      '',
      '# path: /etc/motd',
      '# mode: 0644',
      '',
      'hi',
      '',
      '',
    ]);
    expect(configuration.render({ files: false })).not.toContain('motd');
    expect(configuration.members().map(({ name, mode }) => [name, mode.toString(8)])).toEqual([
      ['etc/config/system', '644'],
      ['etc/config/network', '644'],
      ['etc/motd', '644'],
    ]);
  });

  test.each<[string, unknown, string]>([
    ['nothing', {}, 'value'],
    ['an unknown backend', { backend: 'x', config: {} }, 'value'],
    ['text that is not JSON', { config: '{' }, 'type'],
    ['JSON that is no object', { config: '[]' }, 'type'],
    ['a list as configuration', { config: [] }, 'type'],
    ['templates that are no list', { config: {}, templates: { a: 1 } }, 'type'],
    ['a template that is no object', { config: {}, templates: [1] }, 'type'],
    ['a context that is no object', { config: {}, context: [1] }, 'type'],
    ['a function in the document', { config: { a: () => 1 } }, 'type'],
    ['an infinite number', { config: { a: Number.POSITIVE_INFINITY } }, 'type'],
    ['native input of another type', { native: 5 }, 'parse'],
  ])('refuses %s', (_, input, kind) => {
    const { backend = OPENWRT, ...rest } = input as { backend?: string };
    expect(errorOf(() => createConfiguration(backend, rest as ConfigurationInput)).kind).toBe(kind);
  });

  test('validates when it is used, not when it is made', () => {
    const configuration = createConfiguration(OPENWRT, { config: { general: { hostname: 'x y' } } });
    expect(configuration.json({ validate: false })).toBe(
      '{"general": {"hostname": "x y"}, "type": "DeviceConfiguration"}',
    );
    for (const use of [
      configuration.validate,
      configuration.render,
      configuration.json,
      configuration.generate,
    ]) {
      expect(errorOf(() => use())).toMatchObject({
        kind: 'validation',
        path: ['general', 'hostname'],
        keyword: 'format',
        message: '"hostname" must be a host name.',
      });
    }
  });

  test('tells about a list entry as a whole, and about its wrong field in detail', () => {
    const interfaces = [{ name: 'eth0', type: 'ethernet', mtu: 5 }];
    const error = errorOf(() => createConfiguration(OPENWRT, { config: { interfaces } }).validate());
    expect(error).toMatchObject({ kind: 'validation', path: ['interfaces', 0], keyword: 'oneOf' });
    expect(error.message).toBe(
      'Entry 1 of "interfaces" fits none of the allowed shapes. Closest match: "mtu" must be at least 68.',
    );
    expect(error.problems).toEqual([
      { path: ['interfaces', 0, 'mtu'], keyword: 'minimum', message: '"mtu" must be at least 68.' },
    ]);
  });

  test.each([
    [{ radios: [{ name: 'radio0', protocol: '802.11n', channel: 0, channel_width: 20 }] }, 'jsonschema', []],
    [{ files: [{ path: '/../x', mode: '0644', contents: '' }] }, 'validation', ['files', 0, 'path']],
    [{ '../x': [{ config_name: 'x' }] }, 'validation', ['../x']],
    [{ general: { hostname: 'ap-1', description: 'a\u0000b' } }, 'validation', ['general', 'description']],
  ])('checks what the schema cannot express: %j', (config, kind, path) => {
    expect(
      errorOf(() => createConfiguration(OPENWRT, { config: JSON.stringify(config) }).validate()),
    ).toMatchObject({
      kind,
      path,
    });
  });

  test('checks the paths of files that it makes itself', () => {
    const openvpn = [
      { name: 'vpn', mode: 'server', proto: 'udp', dev: '../../x', ca: '/etc/x/ca.pem', tls_auth: 'KEY' },
    ];
    const configuration = createConfiguration(OPENWRT, { config: { openvpn } });
    expect(errorOf(() => configuration.generate())).toMatchObject({ kind: 'value' });
  });

  test('knows the files that a conversion adds once it has happened', () => {
    const zerotier = [{ name: 'zt', networks: [{ id: '0123456789abcdef', ifname: 'zt0' }] }];
    const configuration = createConfiguration(OPENWRT, { config: { zerotier } });
    expect(configuration.document).toEqual({ zerotier });
    configuration.render();
    expect(configuration.document.files).toEqual([
      {
        path: '/etc/openwisp/zerotier/devicemap',
        mode: '0644',
        contents: '# network_id=interface_name\n0123456789abcdef=zt0\n',
      },
    ]);
  });
});

test('backends are listed, and others can be added', () => {
  expect(listBackends().map(({ name, label, kind }) => [name, label, kind])).toEqual(
    expect.arrayContaining([
      ['netjsonconfig.OpenWrt', 'OpenWRT', 'device'],
      ['netjsonconfig.OpenWisp', 'OpenWISP Firmware 1.x', 'device'],
    ]),
  );
  registerBackend({
    name: 'example.Motd',
    label: 'Message of the day',
    kind: 'device',
    schema: { type: 'object', required: ['motd'] },
    mergeIds: [],
    defaultOptions: { dsa: false },
    convert: ({ motd }) => ({ text: `${String(motd)}\n`, sections: () => [], members: [], files: [] }),
  });
  expect(getBackend('example.Motd')?.label).toBe('Message of the day');
  expect(createConfiguration('example.Motd', { config: { motd: 'hello' } }).render()).toBe('hello\n');
  expect(errorOf(() => createConfiguration('example.Motd', { native: 'hello' })).kind).toBe(
    'not_implemented',
  );
});
