import { OPENWISP_SCHEMA, OPENWRT_SCHEMA } from '@netloom/netjson';
import type { JsonObject } from '@netloom/netjson';
import { describe, expect, test } from 'vitest';
import { createConfiguration } from '../index.ts';

const OPENWRT = 'netjsonconfig.OpenWrt';

function render(config: JsonObject, dsa = true): string {
  return createConfiguration(OPENWRT, { config, dsa }).render({ files: false });
}

describe('zerotier', () => {
  test('what a controller tells its other clients stays out of the device', () => {
    const text = render({
      zerotier: [{ name: 'global', networks: [], client_options: { allow_dns: true }, port: 9994 }],
    });
    expect(text).toContain("\toption port '9994'\n");
    expect(text).not.toContain('client_options');
  });
});

describe('primary VLANs', () => {
  const vlan_filtering = [
    { vlan: 1, ports: [{ ifname: 'lan1', tagging: 'u', primary_vid: true }] },
    { vlan: 2, ports: [{ ifname: 'lan1', tagging: 't', primary_vid: true }] },
  ];

  test('a port of a bridge has one', () => {
    const bridge = { name: 'lan', type: 'bridge', bridge_members: ['lan1'], vlan_filtering };
    expect(() => render({ interfaces: [bridge] })).toThrow(/#\/interfaces\/0/);
  });

  test('other interfaces may say what they like', () => {
    const other = { name: 'lan', type: 'ethernet', vlan_filtering };
    expect(render({ interfaces: [other] }, false)).toContain("config interface 'lan'");
  });
});

test('an interface cannot be multiplied without end', () => {
  const dhcp = (count: number): JsonObject => ({
    interfaces: [
      {
        name: 'eth0',
        type: 'ethernet',
        addresses: Array.from({ length: count }, (_, metric) => ({ proto: 'dhcp', family: 'ipv4', metric })),
      },
    ],
  });
  expect(render(dhcp(32))).toContain("config interface 'eth0_32'");
  expect(() => render(dhcp(33))).toThrow(/at most 32 DHCP addresses \(at interfaces\[0\]\.addresses\)/);
});

test('limits of traffic may be repeated, as in the firmware', () => {
  expect(OPENWRT_SCHEMA.properties).not.toHaveProperty('tc_options');
  expect(OPENWISP_SCHEMA.properties.tc_options.uniqueItems).toBeUndefined();
});
