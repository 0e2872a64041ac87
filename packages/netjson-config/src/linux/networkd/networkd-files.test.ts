import { describe, expect, test } from 'vitest';
import {
  KEY,
  LINUX,
  ethernet,
  fixed,
  interfaces,
  manifestOf,
  netdev,
  network,
  problems,
} from '../../../test/support/linux-entries.ts';
import type { JsonObject } from '../../index.ts';
import { createConfiguration } from '../../index.ts';

describe('networkd', () => {
  test('addresses, gateways and name servers', () => {
    const config = interfaces({
      ...ethernet('eth0', fixed('10.1.0.2', 24, '10.1.0.1'), fixed('FD00:0::2', 64, 'fe80::1')),
      dns: ['9.9.9.9'],
      dns_search: ['example.org'],
      mtu: 1400,
      mac: '02-00-00-AA-BB-CC',
    });
    expect(network(config, 'eth0')).toBe(`[Match]
Name=eth0

[Link]
MACAddress=02:00:00:aa:bb:cc
MTUBytes=1400

[Network]
DHCP=no
IPv6AcceptRA=no
DNS=9.9.9.9
Domains=example.org

[Address]
Address=10.1.0.2/24

[Address]
Address=fd00::2/64

[Route]
Destination=0.0.0.0/0
Gateway=10.1.0.1

[Route]
Destination=::/0
Gateway=fe80::1
`);
  });

  test('a gateway outside of all networks is on the link', () => {
    const config = interfaces(ethernet('eth0', fixed('192.0.2.7', 32, '10.0.0.1')));
    expect(network(config, 'eth0')).toContain('Gateway=10.0.0.1\nGatewayOnLink=yes\n');
  });

  test.each([
    [['ipv4'], 'DHCP=ipv4\nIPv6AcceptRA=no\n'],
    [['ipv6'], 'DHCP=ipv6\nIPv6AcceptRA=yes\n'],
    [['ipv6', 'ipv4'], 'DHCP=yes\nIPv6AcceptRA=yes\n'],
  ])('DHCP of %j', (families, lines) => {
    const addresses = families.map((family) => ({ proto: 'dhcp', family }));
    expect(network(interfaces(ethernet('eth0', ...addresses)), 'eth0')).toContain(lines);
  });

  test('interfaces that are switched off or left to others', () => {
    const config = interfaces(
      { ...ethernet('eth0'), disabled: true },
      { ...ethernet('eth1'), autostart: false },
      ethernet('eth2'),
    );
    expect(network(config, 'eth0')).toContain('ActivationPolicy=always-down\nRequiredForOnline=no\n');
    expect(network(config, 'eth1')).toContain('ActivationPolicy=manual\nRequiredForOnline=no\n');
    expect(network(config, 'eth2')).not.toContain('[Link]');
    expect(manifestOf(config).interfaces.map(({ state }) => state)).toEqual(['down', 'manual', 'up']);
  });

  test('VLANs by type and by name, and what carries them', () => {
    const config = interfaces(
      { name: 'eth0', type: '8021q', vid: 5, ingress_qos_mapping: ['1:2', '3:4'] },
      { name: 'eth0', type: '8021ad', vid: 6 },
      ethernet('eth0'),
      ethernet('eth1.7'),
    );
    expect(netdev(config, 'eth0.5')).toBe(
      '[NetDev]\nName=eth0.5\nKind=vlan\n\n[VLAN]\nId=5\nIngressQOSMaps=1-2 3-4\n',
    );
    expect(netdev(config, 'eth0.6')).toContain('[VLAN]\nId=6\nProtocol=802.1ad\n');
    expect(netdev(config, 'eth1.7')).toContain('[VLAN]\nId=7\n');
    expect(network(config, 'eth0')).toContain('VLAN=eth0.5\nVLAN=eth0.6\n');
    // Nothing but the VLAN is known about the interface that carries it, so everything else stays.
    expect(network(config, 'eth1')).toBe(
      '[Match]\nName=eth1\n\n[Network]\nKeepConfiguration=yes\nVLAN=eth1.7\n',
    );
    expect(manifestOf(config).interfaces.map(({ name }) => name)).toEqual([
      'eth1',
      'eth0',
      'eth0.5',
      'eth0.6',
      'eth1.7',
    ]);
  });

  test('bridges and their ports', () => {
    const config = interfaces(
      { name: 'lan', type: 'bridge', bridge_members: ['eth1', 'uplink'], stp: true, max_age: 15 },
      { ...ethernet('eth2'), network: 'uplink' },
    );
    expect(netdev(config, 'lan')).toBe(
      '[NetDev]\nName=lan\nKind=bridge\n\n[Bridge]\nSTP=yes\nMaxAgeSec=15\n',
    );
    expect(network(config, 'eth1')).toBe('[Match]\nName=eth1\n\n[Network]\nBridge=lan\n');
    expect(network(config, 'eth2')).toContain('Bridge=lan\n');
  });

  test('VLANs of a bridge', () => {
    const vlan = (number: number, ...ports: JsonObject[]): JsonObject => ({ vlan: number, ports });
    const config = interfaces({
      name: 'lan',
      type: 'bridge',
      bridge_members: ['eth1', 'eth2'],
      vlan_filtering: [
        vlan(10, { ifname: 'eth1', tagging: 'u', primary_vid: true }, { ifname: 'eth2', tagging: 't' }),
        vlan(20, { ifname: 'eth2', tagging: 't' }),
      ],
    });
    expect(netdev(config, 'lan')).toContain('VLANFiltering=yes\nDefaultPVID=none\n');
    expect(network(config, 'lan')).toContain('[BridgeVLAN]\nVLAN=10\n\n[BridgeVLAN]\nVLAN=20\n');
    expect(network(config, 'eth1')).toContain('[BridgeVLAN]\nVLAN=10\nEgressUntagged=10\nPVID=10\n');
    expect(network(config, 'eth2')).toContain('[BridgeVLAN]\nVLAN=10\n\n[BridgeVLAN]\nVLAN=20\n');
  });

  test('WireGuard keys lie in files of their own, which others cannot read', () => {
    const config = {
      ...interfaces({ name: 'wg0', type: 'wireguard', private_key: KEY }),
      wireguard_peers: [
        { interface: 'wg0', public_key: KEY, allowed_ips: ['10.7.0.1/24'], endpoint_host: 'fd00::1' },
        { interface: 'wg0', public_key: KEY.replace('yA', 'xB'), allowed_ips: [], preshared_key: KEY },
      ],
    };
    const files = createConfiguration(LINUX, { config }).members();
    const keys = files.filter(({ contents }) => contents.includes('yAnz5TF+') && contents.length < 50);
    expect(keys.map(({ name, mode }) => `${name} ${mode.toString(8)}`)).toEqual([
      'etc/systemd/network/10-netloom-wg0.key 600',
      'etc/systemd/network/10-netloom-wg0.peer2.key 600',
    ]);
    expect(netdev(config, 'wg0')).toContain('AllowedIPs=10.7.0.0/24\nEndpoint=[fd00::1]:51820\n');
    expect(manifestOf(config).files).toContainEqual({
      path: '/etc/systemd/network/10-netloom-wg0.key',
      purpose: 'key',
      mode: '0640',
      owner: 'root',
      group: 'systemd-network',
      interface: 'wg0',
    });
  });

  test('routes and rules', () => {
    const config: JsonObject = {
      interfaces: [{ ...ethernet('eth0'), network: 'wan' }],
      routes: [
        { device: 'wan', destination: '10.9.0.1/16', next: '10.0.0.1', cost: 5, table: '77', mtu: '1200' },
        { device: 'eth9', destination: 'fd00::/8', next: '', cost: 0 },
      ],
      ip_rules: [
        { in: 'wan', lookup: '77' },
        { dest: 'fd00::/8', action: 'prohibit' },
      ],
    };
    expect(problems(config)).toEqual([expect.stringContaining('routes[0].destination') as unknown as string]);
    const [route, other] = config.routes as JsonObject[];
    const valid = { ...config, routes: [{ ...route, destination: '10.9.0.0/16' }, other ?? null] };
    expect(network(valid, 'eth0')).toContain(
      '[Route]\nDestination=10.9.0.0/16\nGateway=10.0.0.1\nMetric=5\nMTUBytes=1200\nTable=77\n',
    );
    expect(network(valid, 'eth9')).toContain('KeepConfiguration=yes\n\n[Route]\nDestination=fd00::/8\n');
    expect(network(valid, 'lo')).toContain(
      '[RoutingPolicyRule]\nFamily=ipv4\nIncomingInterface=eth0\nTable=77\n\n[RoutingPolicyRule]\nTo=fd00::/8\nType=prohibit\n',
    );
  });
});
