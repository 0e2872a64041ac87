import { describe, expect, test } from 'vitest';
import type { JsonObject, LinuxManifest } from '../index.ts';
import { autoClient, createConfiguration, formatJsonPath } from '../index.ts';

const LINUX = 'netloom.Linux';

function member(config: JsonObject, name: string): string | undefined {
  return createConfiguration(LINUX, { config })
    .members()
    .find((file) => file.name === name)?.contents;
}

const network = (config: JsonObject, name: string): string | undefined =>
  member(config, `etc/systemd/network/10-netloom-${name}.network`);
const netdev = (config: JsonObject, name: string): string | undefined =>
  member(config, `etc/systemd/network/10-netloom-${name}.netdev`);

function manifestOf(config: JsonObject): LinuxManifest {
  return JSON.parse(member(config, 'netloom/manifest.json') ?? '') as LinuxManifest;
}

/** `path: message` of each problem. */
function problems(config: JsonObject): string[] {
  return createConfiguration(LINUX, { config })
    .problems()
    .map(({ path, message }) => `${formatJsonPath(path)}: ${message}`);
}

const fixed = (address: string, mask: number, gateway?: string): JsonObject => ({
  proto: 'static',
  family: address.includes(':') ? 'ipv6' : 'ipv4',
  address,
  mask,
  ...(gateway === undefined ? {} : { gateway }),
});
const ethernet = (name: string, ...addresses: JsonObject[]): JsonObject => ({
  name,
  type: 'ethernet',
  addresses,
});
const interfaces = (...entries: JsonObject[]): JsonObject => ({ interfaces: entries });
const accessPoint = (name: string, settings: JsonObject = {}): JsonObject => ({
  name,
  type: 'wireless',
  wireless: { radio: 'radio0', mode: 'access_point', ssid: 'net', ...settings },
});
const station = (name: string, settings: JsonObject = {}): JsonObject => ({
  name,
  type: 'wireless',
  wireless: { radio: 'radio0', mode: 'station', ssid: 'net', ...settings },
});
const radio = (settings: JsonObject): JsonObject => ({
  name: 'radio0',
  protocol: '802.11n',
  channel: 6,
  channel_width: 20,
  ...settings,
});
const KEY = 'yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=';

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

describe('wireless', () => {
  test('an access point in a bridge', () => {
    const config = {
      radios: [radio({ country: 'IT', channel_width: 40 })],
      ...interfaces(
        { name: 'lan', type: 'bridge', bridge_members: [] },
        accessPoint('wlan0', { network: ['lan'] }),
      ),
    };
    expect(member(config, 'etc/hostapd/wlan0.conf')).toBe(`interface=wlan0
driver=nl80211
country_code=IT
ieee80211d=1
hw_mode=g
channel=6
ieee80211n=1
ht_capab=[HT40+]
bridge=lan
ctrl_interface=/run/hostapd
ssid2="net"
wmm_enabled=1
`);
    expect(network(config, 'wlan0')).toContain('LinkLocalAddressing=no\nKeepMaster=yes\n');
    expect(manifestOf(config).services).toEqual([
      { unit: 'systemd-networkd.service', enabled: true },
      { unit: 'hostapd@wlan0.service', enabled: true },
    ]);
  });

  test.each<[JsonObject, string]>([
    [{ protocol: '802.11b', channel: 1 }, 'hw_mode=b\nchannel=1\n'],
    [{ protocol: '802.11g', channel: 0 }, 'hw_mode=g\nchannel=acs_survey\n'],
    [{ protocol: '802.11a', channel: 36 }, 'hw_mode=a\nchannel=36\n'],
    [{ channel: 9, channel_width: 40 }, 'channel=9\nieee80211n=1\nht_capab=[HT40-]\n'],
    [{ channel: 44, channel_width: 40 }, 'hw_mode=a\nchannel=44\nieee80211n=1\nht_capab=[HT40+]\n'],
    [{ channel: 153, channel_width: 40 }, 'ht_capab=[HT40-]\n'],
    [
      { protocol: '802.11ac', channel: 60, channel_width: 80 },
      'ht_capab=[HT40+]\nieee80211ac=1\nvht_oper_chwidth=1\nvht_oper_centr_freq_seg0_idx=58\n',
    ],
    [
      { protocol: '802.11ac', channel: 112, channel_width: 160 },
      'vht_oper_chwidth=2\nvht_oper_centr_freq_seg0_idx=114\n',
    ],
    [
      { protocol: '802.11ax', channel: 149, channel_width: 80 },
      'ieee80211ax=1\nvht_oper_chwidth=1\nvht_oper_centr_freq_seg0_idx=155\nhe_oper_chwidth=1\nhe_oper_centr_freq_seg0_idx=155\n',
    ],
    [{ protocol: '802.11ax', channel: 0, band: '2g' }, 'channel=acs_survey\nieee80211n=1\nieee80211ax=1\n'],
    [
      { protocol: '802.11ax', channel: 37, band: '6g', channel_width: 160 },
      'channel=37\nop_class=134\nieee80211ax=1\nhe_oper_chwidth=2\nhe_oper_centr_freq_seg0_idx=47\n',
    ],
    [
      { protocol: '802.11ax', channel: 53, band: '6g', channel_width: 80 },
      'op_class=133\nieee80211ax=1\nhe_oper_chwidth=1\nhe_oper_centr_freq_seg0_idx=55\n',
    ],
  ])('the radio %j', (settings, lines) => {
    const encryption = { protocol: 'owe' };
    const config = { radios: [radio(settings)], ...interfaces(accessPoint('wlan0', { encryption })) };
    expect(member(config, 'etc/hostapd/wlan0.conf')).toContain(lines);
  });

  test('radios that are switched off run nothing', () => {
    const config = {
      radios: [radio({ disabled: true, tx_power: 7, phy: 'phy1' })],
      ...interfaces(accessPoint('wlan0'), station('wlan1')),
    };
    const { services, radios, interfaces: planned, files } = manifestOf(config);
    expect(services).toEqual([{ unit: 'systemd-networkd.service', enabled: true }]);
    expect(radios).toEqual([
      { name: 'radio0', phy: 'phy1', disabled: true, tx_power: 7, interfaces: ['wlan0', 'wlan1'] },
    ]);
    expect(planned.map(({ state }) => state)).toEqual(['down', 'down']);
    expect(files.every(({ purpose }) => purpose === 'networkd')).toBe(true);
  });

  test('a station', () => {
    const encryption = { protocol: 'wpa2_personal', key: 'pass "phrase"' };
    const config = {
      radios: [radio({ country: 'IT' })],
      ...interfaces(station('wlan0', { ssid: 'say "hi"', hidden: true, encryption })),
    };
    expect(
      member(config, 'etc/wpa_supplicant/wpa_supplicant-wlan0.conf'),
    ).toBe(`ctrl_interface=/run/wpa_supplicant
country=IT

network={
	ssid=7361792022686922
	scan_ssid=1
	key_mgmt=WPA-PSK
	proto=RSN
	pairwise=CCMP
	psk="pass "phrase""
}
`);
  });

  test('lists of clients', () => {
    const config = interfaces(accessPoint('wlan0', { macfilter: 'allow', maclist: ['02-00-00-00-00-0A'] }));
    expect(member(config, 'etc/hostapd/wlan0.conf')).toContain(
      'macaddr_acl=1\naccept_mac_file=/etc/hostapd/wlan0.accept\n',
    );
    expect(member(config, 'etc/hostapd/wlan0.accept')).toBe('02:00:00:00:00:0a\n');
  });
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
    [{ ip_rules: [{ src: '10.0.0.0/8', dest: 'fd00::/8' }] }, 'ip_rules[0].dest'],
    [{ ntp: { enable_server: true } }, 'ntp.enable_server'],
    [{ general: { hostname: 'a_b' } }, 'general.hostname'],
    [{ led: [] }, 'the document: The configuration must not have "led"'],
    [file('/etc/../x'), 'files[0].path: Invalid file path'],
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
