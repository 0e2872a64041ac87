import { describe, expect, test } from 'vitest';
import {
  KEY,
  LINUX,
  accessPoint,
  ethernet,
  fixed,
  interfaces,
  problems,
  radio,
  station,
} from '../../../test/support/linux-entries.ts';
import type { JsonObject } from '../../index.ts';
import { autoClient, createConfiguration } from '../../index.ts';

describe('refuses', () => {
  const file = (path: string): JsonObject => ({ files: [{ path, mode: '0644', contents: '' }] });
  test.each<[JsonObject, string]>([
    [interfaces({ name: 'm0', type: 'modem-manager', device: '/x' }), 'interfaces[0].type: Modems'],
    [interfaces({ name: 'm0', type: 'dialup' }), 'interfaces[0].type: Dial-up'],
    [interfaces(accessPoint('w0', { mode: '802.11s' })), 'interfaces[0].wireless.mode: Mesh'],
    [
      interfaces(accessPoint('w0', { encryption: { protocol: 'wep_open', key: '12345' } })),
      'interfaces[0].wireless.encryption.protocol: WEP',
    ],
    [interfaces(ethernet('eth0'), ethernet('eth0')), 'interfaces[1].name: There are two'],
    [
      interfaces({ name: 'longer-name-0', type: '8021q', vid: 4000 }),
      'interfaces[0].name: The interface would',
    ],
    [interfaces(ethernet('lo')), 'interfaces[0].name: "lo" is the name'],
    [interfaces(ethernet('../x')), 'interfaces[0].name'],
    [interfaces(ethernet('eth0\n')), 'interfaces[0].name: This text has line breaks'],
    [interfaces(ethernet('all')), 'interfaces[0].name'],
    [
      interfaces({ ...ethernet('eth0'), hwmode: 'x' }),
      'interfaces[0]: Entry 1 of "interfaces" must not have',
    ],
    [interfaces(ethernet('eth0', fixed('10.0.0.1', 33))), 'interfaces[0].addresses[0].mask'],
    [interfaces(ethernet('eth0', fixed('10.0.0.1', 24, 'fd00::1'))), 'interfaces[0].addresses[0].gateway'],
    [
      interfaces(accessPoint('w0', { ssid: 'ö'.repeat(17) })),
      'interfaces[0].wireless.ssid: "ssid" must have at most',
    ],
    [
      interfaces(accessPoint('w0', { ssid: 'a\nwpa=0' })),
      'interfaces[0].wireless.ssid: This text has line breaks',
    ],
    [
      interfaces(accessPoint('w0', { encryption: { protocol: 'wpa2_personal', key: 'short' } })),
      'interfaces[0].wireless.encryption.key',
    ],
    [
      interfaces(accessPoint('w0', { encryption: { protocol: 'wpa2_personal', key: 'x'.repeat(64) } })),
      'interfaces[0].wireless.encryption.key',
    ],
    [
      interfaces(accessPoint('w0', { encryption: { protocol: 'wpa3_personal', key: 'a'.repeat(64) } })),
      'interfaces[0].wireless.encryption.key',
    ],
    [
      interfaces(station('w0', { encryption: { protocol: 'wpa2_personal', key: '"phrase" #1' } })),
      'interfaces[0].wireless.encryption.key: A station cannot',
    ],
    [
      interfaces(station('w0'), { name: 'lan', type: 'bridge', bridge_members: ['w0'] }),
      'interfaces[1].bridge_members[0]: "w0" is a wireless station',
    ],
    [
      interfaces(ethernet('eth0'), accessPoint('w0', { network: ['eth0'] })),
      'interfaces[1].wireless.network[0]: "eth0" is no bridge',
    ],
    [
      interfaces(
        { name: 'a0', type: 'bridge', bridge_members: ['eth0'] },
        { name: 'b0', type: 'bridge', bridge_members: ['eth0', 'a0'] },
      ),
      'interfaces[1].bridge_members[0]: "eth0" is a member of the bridge "a0" already.',
    ],
    [
      interfaces({ name: 'v0', type: 'vxlan', vtep: '10.0.0.1', port: 1, vni: 1, tunlink: 'v0' }),
      'interfaces[0].tunlink: The tunnel "v0" would run inside of itself.',
    ],
    [
      {
        ...interfaces(ethernet('eth0')),
        wireguard_peers: [{ interface: 'eth0', public_key: KEY, allowed_ips: [] }],
      },
      'wireguard_peers[0].interface: "eth0" is no WireGuard interface.',
    ],
    [interfaces({ name: 'wg0', type: 'wireguard', private_key: 'abc' }), 'interfaces[0].private_key'],
    [
      { radios: [radio({ protocol: '802.11ac', channel: 132, channel_width: 160 })] },
      'radios[0].channel_width: Channel 132 cannot be 160 MHz wide.',
    ],
    [
      {
        radios: [radio({ protocol: '802.11ax', band: '6g', channel: 37 })],
        ...interfaces(accessPoint('w0', { encryption: { protocol: 'wpa2_personal', key: 'passphrase' } })),
      },
      'interfaces[0].wireless: In the 6 GHz band',
    ],
    [
      { routes: [{ device: 'e0', destination: '10.0.0.0/8', next: 'fd00::1', cost: 0 }] },
      'routes[0].next: "next" must be an IPv4 address',
    ],
    [
      { routes: [{ device: 'e0', destination: '10.0.0.0/8', next: '10.0.0.1', cost: 0, type: 'blackhole' }] },
      'routes[0].next: A route of the type "blackhole"',
    ],
    [{ ip_rules: [{ src: '10.0.0.0/8', dest: 'fd00::/8', lookup: 'main' }] }, 'ip_rules[0].dest'],
    [{ ip_rules: [{ src: '10.0.0.0/8' }] }, 'ip_rules[0]: A rule must have a table'],
    [{ ntp: { enable_server: true } }, 'ntp.enable_server'],
    [{ general: { hostname: 'a_b' } }, 'general.hostname'],
    [{ led: [] }, 'the document: The configuration must not have "led"'],
    [file('/etc/../x'), 'files[0].path: Invalid file path'],
    [file(`/etc${'/a'.repeat(50_000)}`), 'files[0].path: The path is longer than 4095 characters'],
    [file('/proc/sys/x'), 'files[0].path: "/proc/sys/x" is protected'],
    [file('netloom/manifest.json'), 'files[0].path: "netloom/manifest.json" is protected'],
    [file('/etc/shadow'), 'files[0].path: "/etc/shadow" is protected'],
    [file('/etc/hostname'), 'files[0].path: "/etc/hostname" is written by other sections'],
    [
      { files: ['/etc/a', '/etc/a/b'].map((path) => ({ path, mode: '0644', contents: '' })) },
      'files[1].path: "/etc/a/b" and "/etc/a" cannot both be there.',
    ],
  ])('%j', (config, problem) => {
    expect(problems(config).join('\n')).toContain(problem);
    expect(() => createConfiguration(LINUX, { config }).render()).toThrow();
  });

  test('not what clients of VPN servers bring, also while variables stand for what only a device has', () => {
    const args = { host: '{{vpn_host}}', server: { name: 'wg0', port: 51820 } };
    const known = {
      public_key: '{{public_key}}',
      server_ip_network: '{{server_network}}',
      private_key: '{{private_key}}',
      ip_address: '{{ip_address}}',
      vni: '{{vni}}',
      server_ip_address: '{{server_ip}}',
    };
    const config = autoClient.openwrtVxlanWireguard({ ...args, ...known });
    expect(problems(config)).toEqual([]);
    const context = {
      vpn_host: 'vpn.example',
      public_key: KEY,
      private_key: KEY,
      server_network: '10.7.0.1/24',
      ip_address: '10.7.0.9',
      vni: 7,
      server_ip: '10.7.0.1',
    };
    const text = createConfiguration(LINUX, { config, context }).render();
    expect(text).not.toContain('{{');
    expect(text).toContain('AllowedIPs=10.7.0.0/24\nEndpoint=vpn.example:51820\nPersistentKeepalive=60\n');
    expect(text).toContain('VNI=7\nRemote=10.7.0.1\nDestinationPort=4789\n');
  });

  test('what is fine', () => {
    expect(problems(interfaces({ ...ethernet('eth0'), comment: 'uplink', network: '' }))).toEqual([]);
  });
});
