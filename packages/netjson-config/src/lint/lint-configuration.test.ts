import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readableDocument } from '../../test/support/readable-documents.ts';
import type { JsonObject, LintOptions } from '../index.ts';
import { ConfigurationError, formatJsonPath, lintConfiguration } from '../index.ts';

const OPENWRT = 'netjsonconfig.OpenWrt';

/** `code path` of each warning. */
function lint(config: JsonObject, options: LintOptions = {}): string[] {
  return lintConfiguration(OPENWRT, { config }, options).map(
    ({ code, path }) => `${code} ${formatJsonPath(path)}`,
  );
}

const address = (text: string, mask = 24, gateway?: string): JsonObject => ({
  proto: 'static',
  family: text.includes(':') ? 'ipv6' : 'ipv4',
  address: text,
  mask,
  ...(gateway === undefined ? {} : { gateway }),
});
const DHCP = { proto: 'dhcp', family: 'ipv4' };
const ethernet = (name: string, ...addresses: JsonObject[]): JsonObject => ({
  name,
  type: 'ethernet',
  addresses,
});
const accessPoint = (name: string, radio: string, ssid: string): JsonObject => ({
  name,
  type: 'wireless',
  wireless: { radio, mode: 'access_point', ssid },
});
const RADIOS = [
  { name: 'radio0', protocol: '802.11n', channel: 1, channel_width: 20 },
  { name: 'radio1', protocol: '802.11ac', channel: 36, channel_width: 20 },
];

describe('lintConfiguration', () => {
  test('finds variables without a value', () => {
    const input = {
      config: { general: { hostname: '{{ name }}', description: '{{a}} and {{ b }}' } },
      context: { a: 'x' },
    };
    expect(lintConfiguration(OPENWRT, input)).toEqual([
      {
        code: 'unresolved-variable',
        path: ['general', 'hostname'],
        message: 'There is no value for the variable "name", which general.hostname needs.',
      },
      {
        code: 'unresolved-variable',
        path: ['general', 'description'],
        message: 'There is no value for the variable "b", which general.description needs.',
      },
    ]);
  });

  test('finds networks that a radio offers twice', () => {
    const interfaces = [
      accessPoint('wlan0', 'radio0', 'Guests'),
      accessPoint('wlan1', 'radio1', 'Guests'),
      accessPoint('wlan2', 'radio0', 'Guests'),
      { ...accessPoint('wlan3', 'radio0', 'Guests'), disabled: true },
      { name: 'wlan4', type: 'wireless', wireless: { radio: 'radio0', mode: 'station', ssid: 'Guests' } },
    ];
    expect(lint({ interfaces, radios: RADIOS })).toEqual(['duplicate-ssid interfaces[2].wireless.ssid']);
  });

  test('finds radios that are not defined', () => {
    const interfaces = [accessPoint('wlan0', 'radio0', 'a'), accessPoint('wlan1', 'radio7', 'b')];
    expect(lint({ interfaces, radios: RADIOS })).toEqual(['undefined-radio interfaces[1].wireless.radio']);
    expect(lint({ interfaces })).toHaveLength(2);
  });

  test('finds addresses and networks that collide', () => {
    const collisions = (...interfaces: JsonObject[]): string[] => lint({ interfaces });
    expect(collisions(ethernet('eth0', address('10.0.0.1')), ethernet('eth1', address('10.0.0.2')))).toEqual([
      'overlapping-networks interfaces[1].addresses[0]',
    ]);
    expect(
      collisions(ethernet('eth0', address('10.9.0.1', 24)), ethernet('eth1', address('10.0.0.1', 8))),
    ).toEqual(['overlapping-networks interfaces[0].addresses[0]']);
    expect(
      collisions(ethernet('eth0', address('10.0.0.1')), ethernet('eth1', address('10.0.0.1', 32))),
    ).toEqual(['duplicate-address interfaces[1].addresses[0]']);
    expect(
      collisions(ethernet('eth0', address('fd00::1', 48)), ethernet('eth1', address('fd00:0:0:7::1', 64))),
    ).toEqual(['overlapping-networks interfaces[1].addresses[0]']);
    for (const [first, second] of [
      [address('10.0.0.1'), address('10.0.1.1')],
      [address('10.0.0.1'), address('10.0.0.9', 32)],
      [address('127.0.0.1', 8), address('127.0.0.2', 8)],
      [address('fe80::1', 64), address('fe80::2', 64)],
      [address('10.0.0.1', 8), address('fd00::1', 8)],
    ] as const) {
      expect(collisions(ethernet('eth0', first), ethernet('eth1', second))).toEqual([]);
    }
    expect(collisions(ethernet('eth0', address('10.0.0.1'), address('10.0.0.2')))).toEqual([]);
    const disabled = { ...ethernet('eth1', address('10.0.0.2')), disabled: true };
    expect(collisions(ethernet('eth0', address('10.0.0.1')), disabled)).toEqual([]);
  });

  test('agrees with comparing every pair of networks', () => {
    const network = fc
      .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 8, max: 31 }))
      .map(([a, b, mask]) => address(`10.${a * 64}.${b * 64}.1`, mask));
    fc.assert(
      fc.property(fc.array(network, { minLength: 1, maxLength: 6 }), (networks) => {
        const interfaces = networks.map((entry, index) => ethernet(`eth${index}`, entry));
        const overlaps = networks.some((a, index) => networks.slice(index + 1).some((b) => doOverlap(a, b)));
        expect(lint({ interfaces }).length > 0).toBe(overlaps);
      }),
      { numRuns: 500 },
    );
  });

  describe('with what the device runs now', () => {
    const URL = 'https://controller.example';
    const cuts = (
      before: JsonObject,
      after: JsonObject,
      options: LintOptions = { controllerUrl: URL },
    ): string[] =>
      lint(after, { before: { config: before }, ...options }).filter((warning) =>
        warning.startsWith('management'),
      );

    test('a default route must stay, or be replaced', () => {
      const before = { interfaces: [ethernet('eth0', DHCP), ethernet('eth1', address('10.0.0.1'))] };
      expect(cuts(before, before)).toEqual([]);
      expect(cuts(before, { interfaces: [ethernet('eth1', address('10.0.0.1'))] })).toEqual([
        'management-path-lost the document',
      ]);
      expect(cuts(before, { interfaces: [{ ...ethernet('eth0', DHCP), disabled: true }] })).toEqual([
        'management-path-lost the document',
      ]);
      expect(cuts(before, { interfaces: [ethernet('eth0', address('192.0.2.2', 24, '192.0.2.1'))] })).toEqual(
        ['management-path-changed interfaces[0]'],
      );
      expect(cuts(before, { interfaces: [ethernet('eth2', DHCP)] })).toEqual([]);
      expect(cuts(before, { interfaces: [{ ...ethernet('eth0', DHCP), mtu: 1400, stp: true }] })).toEqual([]);
      expect(cuts(before, { interfaces: [ethernet('eth0', DHCP), ethernet('eth2', DHCP)] })).toEqual([]);
      expect(lint({}, { controllerUrl: URL })).toEqual([]);
      expect(cuts({}, {})).toEqual([]);
    });

    test('says what changes', () => {
      const [warning] = lintConfiguration(
        OPENWRT,
        {
          config: {
            interfaces: [{ name: 'eth0', type: '8021q', vid: 8, network: 'wan', addresses: [DHCP] }],
          },
        },
        {
          controllerUrl: URL,
          before: {
            config: {
              interfaces: [{ name: 'eth0', type: '8021q', vid: 7, network: 'wan', addresses: [DHCP] }],
            },
          },
        },
      );
      expect(warning?.message).toBe(
        'The device reaches the controller (https://controller.example) through "wan", and this configuration ' +
          'changes it without offering another way (vid). If the change does not work, the device is cut off.',
      );
    });

    test('the address of the controller decides which way counts', () => {
      const before = {
        interfaces: [ethernet('eth0', DHCP), { ...ethernet('eth1', address('10.0.0.1')), network: 'lan' }],
        routes: [{ device: 'lan', destination: '10.20.0.0/16', next: '10.0.0.254', cost: 0 }],
      };
      const { routes: _, ...withoutRoute } = before;
      const otherGateway = {
        ...before,
        routes: [{ device: 'lan', destination: '10.20.0.0/16', next: '10.0.0.9', cost: 0 }],
      };
      const reach = (after: JsonObject, controllerUrl: string): string[] =>
        cuts(before, after, { controllerUrl });
      expect(reach(withoutRoute, 'https://10.20.0.5:8443/')).toEqual([
        'management-path-changed interfaces[0]',
      ]);
      expect(reach(otherGateway, 'https://10.20.0.5')).toEqual(['management-path-changed routes[0]']);
      expect(reach(otherGateway, 'https://192.0.2.1')).toEqual([]);
      expect(reach({ ...before, interfaces: before.interfaces.slice(0, 1) }, 'https://10.0.0.7')).toEqual([
        'management-path-changed interfaces[0]',
      ]);
      expect(reach({ interfaces: [] }, 'https://10.0.0.7')).toEqual(['management-path-lost the document']);
      const metric = {
        ...before,
        routes: [{ device: 'lan', destination: '10.20.0.0/16', next: '10.0.0.254', cost: 9 }],
      };
      expect(reach(metric, 'https://10.20.0.5')).toEqual([]);
    });

    test('IPv6, dialup and tunnels lead there too', () => {
      const six = { interfaces: [ethernet('eth0', { proto: 'dhcp', family: 'ipv6' }, DHCP)] };
      expect(
        cuts(six, { interfaces: [ethernet('eth0', DHCP)] }, { controllerUrl: 'https://[2001:db8::1]' }),
      ).toEqual(['management-path-lost the document']);
      const dialup = {
        interfaces: [{ name: 'wwan0', type: 'dialup', proto: 'pppoe', username: 'u', password: 'p' }],
      };
      const [entry] = dialup.interfaces;
      expect(cuts(dialup, { interfaces: [{ ...entry, password: 'q' }] })).toEqual([
        'management-path-changed interfaces[0]',
      ]);
      const tunnel = {
        interfaces: [
          { name: 'wg0', type: 'wireguard', private_key: 'k', port: 1, addresses: [address('10.7.0.2', 32)] },
        ],
        wireguard_peers: [
          {
            interface: 'wg0',
            public_key: 'p',
            allowed_ips: ['10.7.0.0/16'],
            endpoint_host: 'h',
            route_allowed_ips: true,
          },
        ],
      };
      const moved = {
        ...tunnel,
        wireguard_peers: [{ ...tunnel.wireguard_peers[0], endpoint_host: 'other' }],
      };
      const controllerUrl = 'https://10.7.0.1';
      expect(cuts(tunnel, tunnel, { controllerUrl })).toEqual([]);
      expect(cuts(tunnel, moved, { controllerUrl })).toEqual(['management-path-changed interfaces[0]']);
    });

    test('a wireless uplink needs its radio', () => {
      const uplink = {
        name: 'wlan0',
        type: 'wireless',
        addresses: [DHCP],
        wireless: { radio: 'radio0', mode: 'station', ssid: 'up' },
      };
      const before = { interfaces: [uplink], radios: RADIOS };
      const [radio, ...others] = RADIOS;
      expect(cuts(before, { ...before, radios: [{ ...radio, disabled: true }, ...others] })).toEqual([
        'management-path-lost the document',
      ]);
      const other = { ...uplink, wireless: { ...uplink.wireless, ssid: 'other' } };
      expect(cuts(before, { ...before, interfaces: [other] })).toEqual([
        'management-path-changed interfaces[0]',
      ]);
    });

    test('the interface for management must stay as it is', () => {
      const vpn = { name: 'site', mode: 'p2p', proto: 'udp', dev: 'tun0', remote: [{ host: 'h', port: 1 }] };
      const check = (before: JsonObject, after: JsonObject, managementInterface: string): string[] =>
        cuts(before, after, { managementInterface });
      expect(check({ openvpn: [vpn] }, { openvpn: [{ ...vpn, verb: 5 }] }, 'tun0')).toEqual([]);
      expect(check({ openvpn: [vpn] }, { openvpn: [{ ...vpn, disabled: true }] }, 'tun0')).toEqual([
        'management-interface-lost the document',
      ]);
      expect(check({ openvpn: [vpn] }, { openvpn: [{ ...vpn, proto: 'tcp-client' }] }, 'tun0')).toEqual([
        'management-interface-changed openvpn[0]',
      ]);
      const bridge = { name: 'lan', type: 'bridge', bridge_members: ['eth0'] };
      expect(check({ interfaces: [bridge] }, {}, 'br-lan')).toEqual([
        'management-interface-lost the document',
      ]);
      const zerotier = { name: 'global', networks: [{ id: '0123456789abcdef', ifname: 'zt0' }] };
      expect(check({ zerotier: [zerotier] }, { zerotier: [] }, 'zt0')).toEqual([
        'management-interface-lost the document',
      ]);
      expect(check({}, {}, 'tun0')).toEqual([]);
    });

    test('a URL that is none is refused', () => {
      expect(() => lint({}, { controllerUrl: 'controller', before: { config: {} } })).toThrow(
        ConfigurationError,
      );
    });
  });

  test('warns of no way to the controller that has not changed, whatever the document', () => {
    fc.assert(
      fc.property(readableDocument, (config) => {
        const warnings = lint(config, {
          before: { config },
          controllerUrl: 'https://10.1.0.7',
          managementInterface: 'wg0',
        });
        expect(warnings.filter((warning) => warning.startsWith('management'))).toEqual([]);
        expect(warnings.length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 300 },
    );
  });

  test('takes linear time for many networks', () => {
    const interfaces = Array.from({ length: 20_000 }, (_, index) =>
      ethernet(`eth${index}`, address('10.0.0.1', 8 + (index % 20))),
    );
    const start = performance.now();
    expect(lint({ interfaces })).toHaveLength(100);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

function doOverlap(a: JsonObject, b: JsonObject): boolean {
  const mask = Math.min(Number(a.mask), Number(b.mask));
  const network = (entry: JsonObject): number =>
    Math.floor(
      String(entry.address)
        .split('.')
        .reduce((sum, part) => sum * 256 + Number(part), 0) /
        2 ** (32 - mask),
    );
  return network(a) === network(b);
}
