import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readableDocument } from '../../test/support/readable-documents.ts';
import type { Configuration, ConfigurationInput, JsonObject } from '../index.ts';
import { createConfiguration, diffConfigurations } from '../index.ts';

const OPENWRT = 'netjsonconfig.OpenWrt';
const openwrt = (config: JsonObject, input: ConfigurationInput = {}): Configuration =>
  createConfiguration(OPENWRT, { config, ...input });

describe('diffConfigurations', () => {
  test('finds nothing between equal configurations', () => {
    fc.assert(
      fc.property(readableDocument, (config) => {
        const diff = diffConfigurations(openwrt(config), openwrt(config));
        expect(diff).toEqual({ packages: [], files: [], isEmpty: true });
      }),
      { numRuns: 150 },
    );
  });

  test('is empty exactly when the same is written, and turns around with its arguments', () => {
    fc.assert(
      fc.property(readableDocument, readableDocument, (first, second) => {
        const [a, b] = [openwrt(first), openwrt(second)];
        const diff = diffConfigurations(a, b);
        expect(diff.isEmpty).toBe(a.render() === b.render());
        const back = diffConfigurations(b, a);
        const opposite = { added: 'removed', removed: 'added', changed: 'changed' };
        const changes = diff.packages.map(({ name, change }) => `${name} ${change}`);
        expect(changes.sort()).toEqual(
          back.packages.map(({ name, change }) => `${name} ${opposite[change]}`).sort(),
        );
      }),
      { numRuns: 150 },
    );
  });

  test('tells what is added, removed and changed, with both values', () => {
    const before = openwrt({
      general: { hostname: 'ap-1', timezone: 'UTC' },
      interfaces: [
        { name: 'eth0', type: 'ethernet', mtu: 1400, addresses: [{ proto: 'dhcp', family: 'ipv4' }] },
        { name: 'br-lan', type: 'bridge', bridge_members: ['eth1'], network: 'lan' },
      ],
      files: [
        { path: '/etc/a', mode: '0644', contents: 'a' },
        { path: '/etc/b', mode: '0644', contents: 'b' },
      ],
    });
    const after = openwrt({
      general: { hostname: 'ap-2', timezone: 'UTC' },
      interfaces: [
        { name: 'eth0', type: 'ethernet', addresses: [{ proto: 'dhcp', family: 'ipv4' }], metric: 5 },
        { name: 'br-lan', type: 'bridge', bridge_members: ['eth1', 'eth2'], network: 'lan' },
      ],
      dropbear: [{ config_name: 'dropbear', config_value: 'main', Port: '22' }],
      files: [
        { path: '/etc/a', mode: '0600', contents: 'a' },
        { path: '/etc/c', mode: '0644', contents: 'c' },
      ],
    });
    expect(diffConfigurations(before, after)).toEqual({
      isEmpty: false,
      packages: [
        {
          name: 'system',
          change: 'changed',
          isReordered: false,
          sections: [
            {
              name: 'system',
              type: 'system',
              change: 'changed',
              options: [{ name: 'hostname', change: 'changed', before: 'ap-1', after: 'ap-2' }],
            },
          ],
        },
        {
          name: 'network',
          change: 'changed',
          isReordered: false,
          sections: [
            {
              name: 'eth0',
              type: 'interface',
              change: 'changed',
              options: [{ name: 'metric', change: 'added', after: '5' }],
            },
            {
              name: 'device_lan',
              type: 'device',
              change: 'changed',
              options: [{ name: 'ports', change: 'changed', before: ['eth1'], after: ['eth1', 'eth2'] }],
            },
            {
              name: 'device_eth0',
              type: 'device',
              change: 'removed',
              options: [
                { name: 'mtu', change: 'removed', before: '1400' },
                { name: 'name', change: 'removed', before: 'eth0' },
              ],
            },
          ],
        },
        {
          name: 'dropbear',
          change: 'added',
          isReordered: false,
          sections: [
            {
              name: 'main',
              type: 'dropbear',
              change: 'added',
              options: [{ name: 'Port', change: 'added', after: '22' }],
            },
          ],
        },
      ],
      files: [
        {
          path: 'etc/a',
          change: 'changed',
          before: { mode: 0o644, contents: 'a' },
          after: { mode: 0o600, contents: 'a' },
        },
        { path: 'etc/c', change: 'added', after: { mode: 0o644, contents: 'c' } },
        { path: 'etc/b', change: 'removed', before: { mode: 0o644, contents: 'b' } },
      ],
    });
  });

  test('notices another order, another type, and sections that share a name', () => {
    const rule = (name: string, target: string): JsonObject => ({
      config_name: 'rule',
      config_value: name,
      target,
    });
    const [accept, drop] = [rule('a', 'ACCEPT'), rule('b', 'DROP')];
    const reordered = diffConfigurations(
      openwrt({ firewall: [accept, drop] }),
      openwrt({ firewall: [drop, accept] }),
    );
    expect(reordered.packages).toEqual([
      { name: 'firewall', change: 'changed', sections: [], isReordered: true },
    ]);

    const retyped = diffConfigurations(
      openwrt({ firewall: [accept] }),
      openwrt({ firewall: [{ ...accept, config_name: 'redirect' }] }),
    );
    expect(retyped.packages[0]?.sections).toEqual([
      { name: 'a', type: 'redirect', typeBefore: 'rule', change: 'changed', options: [] },
    ]);

    const twice = diffConfigurations(
      openwrt({ firewall: [accept, accept] }),
      openwrt({ firewall: [accept, rule('a', 'REJECT')] }),
    );
    expect(twice.packages[0]?.sections).toEqual([
      {
        name: 'a',
        type: 'rule',
        change: 'changed',
        options: [{ name: 'target', change: 'changed', before: 'ACCEPT', after: 'REJECT' }],
      },
    ]);
  });

  test('works for VPN servers and for scripts of the firmware', () => {
    const wireguard = (peers: JsonObject[]): Configuration =>
      createConfiguration('openwisp_controller.vpn_backends.Wireguard', {
        config: { wireguard: [{ name: 'wg0', port: 1, private_key: 'k', address: '10.0.0.1/24', peers }] },
      });
    const peer = { public_key: 'p1', allowed_ips: '10.0.0.2/32' };
    expect(diffConfigurations(wireguard([]), wireguard([peer])).packages).toEqual([
      {
        name: 'wireguard',
        change: 'changed',
        isReordered: false,
        sections: [
          {
            name: 'wg0 p1',
            type: 'Peer',
            change: 'added',
            options: [
              { name: 'AllowedIPs', change: 'added', after: '10.0.0.2/32' },
              { name: 'PublicKey', change: 'added', after: 'p1' },
            ],
          },
        ],
      },
    ]);

    const openvpn = (push: string[]): Configuration =>
      createConfiguration('openwisp_controller.vpn_backends.OpenVpn', {
        config: { openvpn: [{ name: 'site', mode: 'server', proto: 'udp', dev: 'tun0', push }] },
      });
    expect(diffConfigurations(openvpn(['a']), openvpn(['a', 'b'])).packages[0]?.sections[0]?.options).toEqual(
      [{ name: 'push', change: 'changed', before: 'a', after: ['a', 'b'] }],
    );

    const zerotier = (mtu: number): Configuration =>
      createConfiguration('openwisp_controller.vpn_backends.ZeroTier', {
        config: { zerotier: [{ name: 'n', nwid: '0', mtu, client_options: { allow_dns: mtu > 1 } }] },
      });
    expect(diffConfigurations(zerotier(1), zerotier(2)).packages[0]?.sections[0]?.options).toEqual([
      { name: 'mtu', change: 'changed', before: '1', after: '2' },
    ]);

    const openwisp = (output: number): Configuration =>
      createConfiguration('netjsonconfig.OpenWisp', {
        config: { general: { hostname: 'ap' }, tc_options: [{ name: 'tap0', output_bandwidth: output }] },
      });
    expect(diffConfigurations(openwisp(1), openwisp(2)).files.map(({ path }) => path)).toEqual([
      'tc_script.sh',
    ]);
  });
});
