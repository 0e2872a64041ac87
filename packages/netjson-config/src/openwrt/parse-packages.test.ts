import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../index.ts';
import { createConfiguration, parseNative } from '../index.ts';

const OPENWRT = 'netjsonconfig.OpenWrt';

/** The document, and proof that it says the same as the text. */
function readFaithfully(text: string): JsonObject {
  const document = parseNative(OPENWRT, text);
  expect(createConfiguration(OPENWRT, { config: document }).render({ files: false })).toBe(text);
  return document;
}

describe('interfaces', () => {
  test('a connection over a tagged port keeps its VLAN', () => {
    const document = readFaithfully(`package network

config device 'device_wan'
	option ifname 'eth0'
	option name 'eth0.7'
	option type '8021q'
	option vid '7'

config interface 'wan'
	option device 'eth0.7'
	option password 'p'
	option proto 'pppoe'
	option username 'u'
`);
    expect(document.interfaces).toEqual([
      { name: 'eth0', type: '8021q', vid: 7, network: 'wan', proto: 'pppoe', username: 'u', password: 'p' },
    ]);
  });

  test('a tagged port over a bridge belongs to its own interface', () => {
    const document = readFaithfully(`package network

config device 'device_lan'
	option name 'br-lan'
	list ports 'eth1'
	option type 'bridge'

config interface 'lan'
	option device 'br-lan'
	option proto 'dhcp'

config device 'device_cams'
	option ifname 'br-lan'
	option name 'br-lan.5'
	option type '8021q'
	option vid '5'

config interface 'cams'
	option device 'br-lan.5'
	option proto 'none'
`);
    expect(document.interfaces).toMatchObject([
      { name: 'br-lan', type: 'bridge', network: 'lan' },
      { name: 'br-lan', type: '8021q', vid: 5, network: 'cams' },
    ]);
  });

  test('a bridge without ports has no members, least of all itself', () => {
    const text = "package network\n\nconfig device\n\toption name 'br-x'\n\toption type 'bridge'\n";
    expect(parseNative(OPENWRT, text).interfaces).toMatchObject([{ name: 'br-x', bridge_members: [] }]);
    const legacy = "package network\n\nconfig interface 'lan'\n\toption type 'bridge'\n";
    expect(parseNative(OPENWRT, legacy, { dsa: false }).interfaces).toMatchObject([{ bridge_members: [] }]);
  });

  test('name servers of the whole document are said once', () => {
    const document = readFaithfully(`package network

config interface 'eth0'
	option device 'eth0'
	option dns '9.9.9.9 1.1.1.1'
	option ipaddr '10.0.0.1'
	option netmask '255.255.255.0'
	option proto 'static'

config interface 'eth1'
	option device 'eth1'
	option dns '9.9.9.9 1.1.1.1'
	option ipaddr '10.0.1.1'
	option netmask '255.255.255.0'
	option proto 'static'
`);
    expect(document.dns_servers).toEqual(['9.9.9.9', '1.1.1.1']);
  });

  test('two wireless blocks on one interface are two entries', () => {
    const block = (name: string, ssid: string): string =>
      `config wifi-iface '${name}'\n\toption device 'radio0'\n\toption ifname 'wlan0'\n\toption mode 'ap'\n\toption ssid '${ssid}'\n\n`;
    const text = `package network\n\nconfig interface 'lan'\n\toption device 'wlan0'\n\toption proto 'dhcp'\n\npackage wireless\n\n${block('a', 'first')}${block('b', 'second')}`;
    expect(parseNative(OPENWRT, text).interfaces).toMatchObject([
      { name: 'wlan0', network: 'lan', wireless: { id: 'a', ssid: 'first' } },
      { name: 'wlan0', wireless: { id: 'b', ssid: 'second' } },
    ]);
  });
});

test('devices and blocks that have no NetJSON form stay blocks', () => {
  const document = readFaithfully(`package network

config device 'tap'
	option ifname 'eth0'
	option name 'mac0'
	option type 'macvlan'

config alias 'second'
	option interface 'lan'
`);
  expect(document).toEqual({
    network: [
      { config_name: 'device', config_value: 'tap', ifname: 'eth0', name: 'mac0', type: 'macvlan' },
      { config_name: 'alias', config_value: 'second', interface: 'lan' },
    ],
  });
});

test('comments of known packages are left out', () => {
  const text = "package network\n\n# by hand\nconfig interface 'lan'\n\toption device 'eth0'\n";
  expect(Object.keys(parseNative(OPENWRT, text))).toEqual(['interfaces']);
});

describe('zerotier', () => {
  test('a configuration for packages old and new names each network once', () => {
    const document = readFaithfully(`package zerotier

config zerotier 'first'
	option config_path '/etc/zt'
	option copy_config_path '1'
	option enabled '1'
	list join '0123456789abcdef'

config network 'zt_a'
	option allow_dns '1'
	option id '0123456789abcdef'

config zerotier 'second'
	option config_path '/etc/zt2'
	option copy_config_path '1'
	option enabled '0'
	list join 'fedcba9876543210'

config network 'zt_b'
	option id 'fedcba9876543210'
`);
    expect(document.zerotier).toMatchObject([
      { name: 'first', networks: [{ id: '0123456789abcdef', ifname: 'zt_a', allow_dns: true }] },
      { name: 'second', disabled: true, networks: [{ id: 'fedcba9876543210', ifname: 'zt_b' }] },
    ]);
  });
});

describe('radios', () => {
  const radio = (...options: string[]): string =>
    `package wireless\n\nconfig wifi-device 'radio0'\n${options.map((option) => `\toption ${option}\n`).join('')}`;

  test('old drivers tell their width in an option', () => {
    const text = radio("band '2g'", "channel '6'", "channel_width '40'", "type 'ath9k'");
    expect(readFaithfully(text).radios).toMatchObject([
      { driver: 'ath9k', protocol: '802.11n', channel_width: 40 },
    ]);
  });

  test('a radio without any hint is refused', () => {
    expect(() => parseNative(OPENWRT, radio("channel '6'"))).toThrow(/"radios".*must have "protocol"/);
    expect(() => parseNative(OPENWRT, radio("channel '36'", "htmode 'VHT80+80'"))).toThrow(/VHT80\+80/);
  });
});

describe('the syntax before OpenWrt 21', () => {
  const read = (text: string): JsonObject => parseNative(OPENWRT, text, { dsa: false });

  test('a radio has no band', () => {
    const radio = (options: string): string =>
      `package wireless\n\nconfig wifi-device 'radio0'\n\toption channel '6'\n${options}`;
    expect(read(radio("\toption hwmode '11b'\n\toption band '5g'\n")).radios).toMatchObject([
      { protocol: '802.11b' },
    ]);
    expect(() => read(radio("\toption band '2g'\n"))).toThrow(/must have "protocol"/);
  });

  test('only interfaces are bridges, so a network that a device block would imply is kept', () => {
    const document = read(`package network

config device 'device_lan'
	option name 'br-lan'
	list ports 'wlan0'
	option type 'bridge'

config interface 'lan'
	option device 'br-lan'
	option proto 'none'

package wireless

config wifi-iface 'wifi_wlan0'
	option device 'radio0'
	option ifname 'wlan0'
	option mode 'ap'
	option network 'lan'
	option ssid 'x'
`);
    expect(document.interfaces).toContainEqual({
      name: 'wlan0',
      type: 'wireless',
      wireless: { mode: 'access_point', radio: 'radio0', ssid: 'x', network: ['lan'] },
    });
  });
});

test('a netmask means nothing beside a single IPv6 address, and a list is no flag', () => {
  const document = parseNative(
    OPENWRT,
    `package network

config interface 'lan'
	option device 'eth0'
	option ip6addr 'fd00::1/64'
	option netmask '255.0.0.0'
	option proto 'static'

config rule
	list invert '1'
	option lookup '7'
`,
  );
  expect(document).toEqual({
    interfaces: [
      {
        name: 'eth0',
        network: 'lan',
        type: 'ethernet',
        addresses: [{ address: 'fd00::1', mask: 64, proto: 'static', family: 'ipv6' }],
      },
    ],
    ip_rules: [{ invert: false, lookup: '7', name: 'rule_2' }],
  });
});

test('files of an archive are read for themselves, also those that name their package', () => {
  const native = [
    {
      name: 'etc/config/system',
      contents: "package system\n\nconfig system 'system'\n\toption hostname 'ap'",
    },
    { name: 'etc/config/dropbear', contents: "config dropbear 'main'\n\toption Port '22'\n" },
    { name: 'etc/passwd', contents: 'root' },
  ];
  expect(parseNative(OPENWRT, native)).toEqual({
    general: { hostname: 'ap' },
    dropbear: [{ Port: '22', config_value: 'main', config_name: 'dropbear' }],
  });
});
