import { omit } from '../../src/document-values.ts';
import type { JsonObject } from '../../src/index.ts';

/** Texts that try to get out of their line, their quotes or their block. */
export const HOSTILE_TEXTS: readonly string[] = [
  'plain',
  'with blanks ',
  '"quoted"',
  'say "hi" # no',
  '# comment',
  'back\\slash\\',
  "it's",
  '%n %% %H ${HOME} $(id) `id`',
  '}',
  'köln 😀',
  'P"x"',
  'deadbeef',
  '|mac=00:11:22:33:44:55',
];

const PRIVATE_KEY = 'yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=';
const PUBLIC_KEY = 'xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=';

const fixed = (address: string, mask: number, gateway?: string): JsonObject => ({
  proto: 'static',
  family: address.includes(':') ? 'ipv6' : 'ipv4',
  address,
  mask,
  ...(gateway === undefined ? {} : { gateway }),
});

/** Every kind of interface with all its settings. */
export const everyInterface: JsonObject = {
  general: { hostname: 'box-1', timezone: 'America/New York', ip_forwarding: true },
  ntp: { enabled: true, server: ['0.pool.ntp.org', '2001:db8::123'] },
  dns_servers: ['192.0.2.53'],
  dns_search: ['example.org'],
  interfaces: [
    { name: 'lo', type: 'loopback', addresses: [fixed('10.255.0.1', 32)] },
    {
      name: 'port0',
      type: 'ethernet',
      mac: '02-00-00-AA-BB-01',
      mtu: 1400,
      addresses: [
        fixed('10.1.0.2', 24, '10.1.0.1'),
        fixed('10.1.1.2', 24),
        fixed('fd00:0::2', 64, 'fd00::1'),
      ],
      dns: ['192.0.2.54', '2001:db8::53'],
      dns_search: ['lan.example.org'],
    },
    {
      name: 'port0',
      type: '8021q',
      vid: 5,
      ingress_qos_mapping: ['1:2'],
      addresses: [fixed('10.5.0.1', 24)],
    },
    { name: 'port0.6', type: 'ethernet', addresses: [{ proto: 'dhcp', family: 'ipv4' }] },
    { name: 'port0', type: '8021ad', vid: 7, egress_qos_mapping: ['2:1', '3:4'], mtu: 1300 },
    {
      name: 'lan',
      type: 'bridge',
      bridge_members: ['port1', 'vx0'],
      stp: true,
      forward_delay: 5,
      hello_time: 3,
      max_age: 15,
      ageing_time: 100,
      priority: 4096,
      igmp_snooping: false,
      multicast_querier: false,
      mac: '02:00:00:aa:bb:03',
      addresses: [fixed('192.168.7.1', 24)],
      vlan_filtering: [
        { vlan: 1, ports: [{ ifname: 'port1', tagging: 'u', primary_vid: true }] },
        { vlan: 9, ports: [{ ifname: 'port1', tagging: 't' }] },
      ],
    },
    {
      name: 'vx0',
      type: 'vxlan',
      vtep: '10.1.0.9',
      port: 4789,
      vni: 42,
      tunlink: 'port0',
      ttl: 8,
      txcsum: false,
      rxcsum: true,
      mtu: 1300,
    },
    { name: 'dummy1', type: 'dummy', addresses: [fixed('10.3.0.1', 32)] },
    { name: 'off0', type: 'ethernet', disabled: true },
    { name: 'hand0', type: 'other', autostart: false, addresses: [{ proto: 'dhcp', family: 'ipv6' }] },
    {
      name: 'wg0',
      type: 'wireguard',
      private_key: PRIVATE_KEY,
      port: 51820,
      fwmark: '0x51',
      mtu: 1420,
      addresses: [fixed('10.7.0.2', 32)],
    },
  ],
  wireguard_peers: [
    {
      interface: 'wg0',
      public_key: PUBLIC_KEY,
      allowed_ips: ['10.7.0.0/24', 'fd07::/64'],
      endpoint_host: 'vpn.example.org',
      endpoint_port: 51820,
      preshared_key: PRIVATE_KEY,
      persistent_keepalive: 25,
      route_allowed_ips: true,
    },
  ],
  routes: [
    { device: 'lan', destination: '10.9.0.0/16', next: '192.168.7.2', cost: 5, table: '77' },
    { device: 'port0', destination: '10.66.0.0/16', next: '', cost: 0, type: 'unreachable' },
    { device: 'port0', destination: '10.67.0.0/16', next: '10.99.0.1', cost: 0, onlink: true, mtu: '1200' },
    { device: 'port0', destination: 'fd09::/32', next: 'fd00::9', cost: 0, source: 'fd00::2' },
  ],
  ip_rules: [
    { src: '10.9.0.0/16', lookup: '77', priority: 100 },
    { in: 'lan', mark: '0x1/0xff', lookup: 'main', priority: 101, tos: 8 },
    { dest: 'fd66::/64', action: 'blackhole', priority: 102, invert: true },
  ],
};

/** Of these, the kinds that every kernel makes; `port0` and `port1` have to be there. */
export const plainInterfaces: JsonObject = {
  ...everyInterface,
  interfaces: (everyInterface.interfaces as JsonObject[])
    .filter(
      ({ type, name }) =>
        ['loopback', 'ethernet', 'bridge', 'vxlan'].includes(String(type)) && name !== 'port0.6',
    )
    .map((entry) => omit(entry, ['vlan_filtering'])),
  wireguard_peers: [],
};

const RADIUS: JsonObject = {
  server: '10.0.0.1',
  key: 'rad "secret" # x',
  port: 1645,
  acct_server: 'fd00::5',
  acct_server_port: 1646,
  acct_interval: 120,
  dae_client: '10.0.0.2',
  dae_secret: 'dae # secret',
  nasid: 'box-1',
};

const wireless = (index: number, settings: JsonObject): JsonObject => ({
  name: `wlan${index}`,
  type: 'wireless',
  wireless: { radio: 'radio0', ...settings },
});

const PASS_PHRASE = 'pass "phrase" \\ #1';

/** Access points with every kind of protection, all on one radio. */
export const everyAccessPoint: JsonObject = {
  radios: [{ name: 'radio0', protocol: '802.11ax', channel: 36, channel_width: 80 }],
  interfaces: [
    { hidden: true, isolate: true, wmm: true, max_clients: 20, rts_threshold: 500, frag_threshold: 600 },
    { encryption: { protocol: 'none' } },
    { encryption: { protocol: 'owe' } },
    { encryption: { protocol: 'wpa_personal', key: PASS_PHRASE, cipher: 'tkip' } },
    { encryption: { protocol: 'wpa2_personal', key: 'a'.repeat(64), cipher: 'tkip+ccmp', ieee80211w: '1' } },
    { encryption: { protocol: 'wpa_personal_mixed', key: PASS_PHRASE } },
    { encryption: { protocol: 'wpa2_personal_mixed', key: PASS_PHRASE } },
    { encryption: { protocol: 'wpa3_personal', key: PASS_PHRASE } },
    { encryption: { protocol: 'wpa_enterprise', ...RADIUS } },
    { encryption: { protocol: 'wpa2_enterprise', ...RADIUS } },
    { encryption: { protocol: 'wpa_enterprise_mixed', ...RADIUS } },
    { encryption: { protocol: 'wpa2_enterprise_mixed', ...RADIUS } },
    { encryption: { protocol: 'wpa3_enterprise', ...RADIUS } },
    { encryption: { protocol: 'wpa2_personal', key: PASS_PHRASE, disabled: true } },
  ].map((settings, index) =>
    wireless(index, { mode: 'access_point', ssid: `net ${index}`, ...(settings as JsonObject) }),
  ),
};

const EAP: JsonObject = {
  identity: 'jö "x" # y',
  anonymous_identity: 'anonymous',
  password: 'p" # w',
  ca_cert: '/etc/ssl/radius.pem',
  domain_suffix_match: ['a.example', 'b.example'],
  altsubject_match: ['DNS:radius.example'],
  subject_match: '/CN=radius',
};

/** Stations with every kind of protection. */
export const everyStation: JsonObject = {
  radios: [{ name: 'radio0', protocol: '802.11n', channel: 1, channel_width: 20, country: 'IT' }],
  interfaces: [
    { hidden: true, bssid: '02-00-00-00-00-0A' },
    { encryption: { protocol: 'none' } },
    { encryption: { protocol: 'owe' } },
    { encryption: { protocol: 'wpa2_personal', key: 'pass "phrase" \\ 1', ieee80211w: '2' } },
    { encryption: { protocol: 'wpa_personal_mixed', key: 'b'.repeat(64), cipher: 'auto' } },
    { encryption: { protocol: 'wpa2_personal_mixed', key: '# pass "phrase"' } },
    { encryption: { protocol: 'wpa3_personal', key: PASS_PHRASE } },
    { encryption: { protocol: 'wpa2_enterprise', eap_type: 'peap', auth: 'EAP-MSCHAPV2', ...EAP } },
    { encryption: { protocol: 'wpa2_enterprise_mixed', eap_type: 'ttls', auth: 'EAP-GTC', ...EAP } },
    { encryption: { protocol: 'wpa_enterprise', eap_type: 'ttls', auth: 'PAP', ca_cert_usesystem: true } },
    {
      encryption: {
        protocol: 'wpa3_enterprise',
        eap_type: 'tls',
        identity: 'box',
        client_cert: '/etc/ssl/box.pem',
        priv_key: '/etc/ssl/box.key',
        priv_key_pwd: 'z " # z',
      },
    },
  ].map((settings, index) =>
    wireless(index, { mode: 'station', ssid: `net ${index}`, ...(settings as JsonObject) }),
  ),
};
