import { describe, expect, test } from 'vitest';
import {
  LINUX,
  accessPoint,
  ethernet,
  fixed,
  interfaces,
  manifestOf,
  problems,
  member,
  radio,
} from '../../test/support/linux-entries.ts';
import type { JsonObject } from '../index.ts';
import {
  createConfiguration,
  diffConfigurations,
  explainConfiguration,
  formatJsonPath,
  lintConfiguration,
} from '../index.ts';

test('instances of OpenVPN, with their units and keys', () => {
  const tunnel = { dev: 'tun0', proto: 'udp', mode: 'p2p', remote: [{ host: 'vpn.example', port: 1194 }] };
  const config = {
    openvpn: [
      { ...tunnel, name: 'site', ca: '/etc/openvpn/keys/ca.pem', tls_auth: '-----BEGIN\nkey' },
      { name: 'home', mode: 'server', proto: 'udp', dev: 'tun1', tls_server: true, disabled: true },
    ],
  };
  const files = createConfiguration(LINUX, { config }).members();
  expect(files.map(({ name, mode }) => `${name} ${mode.toString(8)}`)).toEqual([
    'netloom/manifest.json 644',
    'etc/openvpn/client/site.conf 600',
    'etc/openvpn/server/home.conf 600',
    'etc/openvpn/keys/tun0_tls_auth.key 600',
  ]);
  expect(member(config, 'etc/openvpn/client/site.conf')).toContain('remote vpn.example 1194\n');
  expect(member(config, 'etc/openvpn/server/home.conf')).not.toContain('disabled');
  expect(manifestOf(config).services).toEqual([
    { unit: 'openvpn-client@site.service', enabled: true },
    { unit: 'openvpn-server@home.service', enabled: false },
  ]);
  for (const name of ['../x', 'a b', '-x'])
    expect(problems({ openvpn: [{ ...tunnel, name }] }).join()).toContain('openvpn[0].name');
});

test('templates keep an interface and its VLANs apart', () => {
  const vlan = (vid: number): JsonObject => ({ name: 'eth0', type: '8021q', vid });
  const { document } = createConfiguration(LINUX, {
    config: interfaces(vlan(6), { ...vlan(5), mtu: 1300 }, { name: 'eth0', mtu: 1400 }),
    templates: [interfaces(ethernet('eth0'), vlan(5))],
  });
  expect(document.interfaces).toEqual([
    { name: 'eth0', type: 'ethernet', addresses: [], mtu: 1400 },
    { ...vlan(5), mtu: 1300 },
    vlan(6),
  ]);
});

describe('the system', () => {
  test('host name, time, name servers and forwarding', () => {
    const config = {
      general: { hostname: 'box-1', timezone: 'America/New York', ip_forwarding: true, description: 'x' },
      ntp: { server: ['0.pool.ntp.org', '1.pool.ntp.org'] },
      dns_servers: ['9.9.9.9'],
      dns_search: ['example.org'],
    };
    expect(createConfiguration(LINUX, { config }).render()).toBe(`# ---------- /etc/hostname ---------- #

box-1

# ---------- /etc/timezone ---------- #

America/New_York

# ---------- /etc/systemd/timesyncd.conf.d/90-netloom.conf ---------- #

[Time]
NTP=0.pool.ntp.org 1.pool.ntp.org

# ---------- /etc/systemd/resolved.conf.d/90-netloom.conf ---------- #

[Resolve]
DNS=9.9.9.9
Domains=example.org

# ---------- /etc/sysctl.d/90-netloom.conf ---------- #

net.ipv4.ip_forward = 1
net.ipv6.conf.all.forwarding = 1
`);
    expect(manifestOf({ ntp: { enabled: false } }).services).toEqual([
      { unit: 'systemd-timesyncd.service', enabled: false },
    ]);
  });

  test('files with their owners', () => {
    const file = { path: 'etc/app/a.conf', mode: '0600', contents: 'x', owner: 'app' };
    const config = { files: [file, { ...file, path: '/etc/app/a.conf', contents: 'y', group: 'www-data' }] };
    expect(member(config, 'etc/app/a.conf')).toBe('y');
    expect(manifestOf(config).files).toEqual([
      { path: '/etc/app/a.conf', purpose: 'file', mode: '0600', owner: 'app', group: 'www-data' },
    ]);
  });
});

describe('compared, explained and checked like others', () => {
  const before = interfaces(ethernet('eth0', fixed('10.1.0.2', 24, '10.1.0.1')), ethernet('eth1'));
  const lint = (config: JsonObject, controllerUrl: string): string[] =>
    lintConfiguration(LINUX, { config }, { before: { config: before }, controllerUrl }).map(
      ({ code, path }) => `${code} ${formatJsonPath(path)}`,
    );

  test('differences are told by file, section and setting', () => {
    const after = {
      ...interfaces(ethernet('eth0', fixed('10.1.0.3', 24, '10.1.0.1')), ethernet('eth1')),
      radios: [radio({ tx_power: 5 })],
    };
    const [first, second] = [before, after].map((config) => createConfiguration(LINUX, { config }));
    if (first === undefined || second === undefined) throw new Error('there are two');
    expect(diffConfigurations(first, first).isEmpty).toBe(true);
    const { packages, files } = diffConfigurations(first, second);
    expect(files).toEqual([]);
    expect(packages).toEqual([
      {
        name: '/etc/systemd/network/10-netloom-eth0.network',
        change: 'changed',
        isReordered: false,
        sections: [
          {
            name: 'Address',
            type: 'Address',
            change: 'changed',
            options: [{ name: 'Address', change: 'changed', before: '10.1.0.2/24', after: '10.1.0.3/24' }],
          },
        ],
      },
      {
        name: 'netloom/manifest.json',
        change: 'added',
        isReordered: false,
        sections: [
          {
            name: 'radio0',
            type: 'radio',
            change: 'added',
            options: [
              { name: 'tx_power', change: 'added', after: '5' },
              { name: 'disabled', change: 'added', after: 'false' },
            ],
          },
        ],
      },
    ]);
  });

  test('lines are traced to templates and variables', () => {
    const { sections } = explainConfiguration(LINUX, {
      config: { general: { hostname: '{{ name }}' } },
      templates: [interfaces(ethernet('eth0', fixed('10.1.0.2', 24, '10.1.0.1')))],
      context: { name: 'box-1' },
    });
    const origins = sections.flatMap(({ lines }) =>
      lines.map(({ option, value, origin, sources }) => [option, value, origin, sources[0]?.template]),
    );
    expect(origins).toContainEqual(['hostname', 'box-1', 'variable', undefined]);
    expect(origins).toContainEqual(['Address', '10.1.0.2/24', 'template', 0]);
    expect(origins).toContainEqual(['Gateway', '10.1.0.1', 'template', 0]);
  });

  test.each<[JsonObject, string]>([
    [interfaces(ethernet('eth0', fixed('10.1.0.3', 24, '10.1.0.1'))), 'changed interfaces[0]'],
    [
      interfaces({ ...ethernet('eth0', fixed('10.1.0.2', 24, '10.1.0.1')), disabled: true }),
      'lost the document',
    ],
    [interfaces(ethernet('eth0', fixed('10.1.0.2', 24))), 'lost the document'],
    [interfaces(ethernet('eth0', fixed('10.1.0.2', 24, '10.1.0.1'))), ''],
    [interfaces(ethernet('eth1', { proto: 'dhcp', family: 'ipv4' })), ''],
  ])('the way to the controller after %j', (config, expected) => {
    const warnings = lint(config, 'https://192.0.2.1');
    expect(warnings).toEqual(expected === '' ? [] : [`management-path-${expected}`]);
  });

  test('networks that overlap, radios that are not there', () => {
    const config = interfaces(
      ethernet('eth0', fixed('10.1.0.1', 16)),
      { name: 'eth0', type: '8021q', vid: 5, addresses: [fixed('10.1.2.1', 24)] },
      accessPoint('wlan0'),
    );
    expect(lintConfiguration(LINUX, { config }).map(({ code }) => code)).toEqual([
      'overlapping-networks',
      'undefined-radio',
    ]);
  });
});
