import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/index.ts';

/** Text that must come back as it was, whatever it looks like in native configuration. */
const freeText = fc.oneof(
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 12 })
    // oxlint-disable-next-line no-control-regex
    .filter((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)),
  fc.constantFrom(
    "it's",
    "'",
    "''",
    `say "hi"`,
    '"quoted"',
    'a    b',
    ' x ',
    'two\nlines',
    "'\n\toption x '1",
    "\npackage y\n\nconfig z 'q'\n",
    '# ---------- files ---------- #',
    '\r',
    '\\',
    '{{ name }}',
    '😀',
  ),
);
const key = fc.constantFrom('alpha', 'beta_1', 'gamma', 'constructor', 'toString');
const options = fc.dictionary(
  key,
  fc.oneof(freeText, fc.array(freeText, { minLength: 1, maxLength: 3 })) as fc.Arbitrary<JsonValue>,
  { maxKeys: 3, noNullPrototype: true },
);
const optional = <Fields>(fields: { [K in keyof Fields]: fc.Arbitrary<Fields[K]> }) =>
  fc.record(fields, { requiredKeys: [], noNullPrototype: true });

const ipv4 = fc
  .tuple(fc.integer({ min: 1, max: 250 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 8, max: 30 }))
  .map(([a, b, mask]) => ({ proto: 'static', family: 'ipv4', address: `10.${a}.${b}.1`, mask }));
const ipv6 = fc
  .tuple(fc.integer({ min: 1, max: 0xffff }), fc.integer({ min: 4, max: 128 }))
  .map(([a, mask]) => ({ proto: 'static', family: 'ipv6', address: `fd00:${a.toString(16)}::1`, mask }));
const dhcp = fc.constantFrom({ proto: 'dhcp', family: 'ipv4' }, { proto: 'dhcp', family: 'ipv6' });
const addresses = fc.oneof(
  fc.tuple(dhcp),
  fc.tuple(ipv4),
  fc.tuple(ipv6),
  fc.tuple(ipv4, ipv6),
  fc.uniqueArray(ipv4, { minLength: 2, maxLength: 3, selector: ({ address }) => address }),
);

/** Interfaces under names that `index` keeps apart. */
const networkInterface = (index: number): fc.Arbitrary<JsonObject> => {
  const common = { disabled: fc.boolean(), autostart: fc.boolean(), mtu: fc.integer({ min: 68, max: 9000 }) };
  return fc.oneof(
    fc
      .tuple(optional({ ...common, addresses, mac: fc.constant('02:00:00:00:00:01') }), options)
      .map(([settings, custom]) => ({ ...custom, ...settings, name: `eth${index}`, type: 'ethernet' })),
    fc
      .tuple(
        fc.uniqueArray(fc.constantFrom('lan1', 'lan2', 'lan3'), { maxLength: 3 }),
        optional({
          ...common,
          addresses,
          stp: fc.boolean(),
          igmp_snooping: fc.boolean(),
          max_age: fc.integer({ min: 0, max: 40 }),
        }),
      )
      .map(([members, settings]) => ({
        ...settings,
        name: `br-${index}`,
        type: 'bridge',
        bridge_members: members,
      })),
    fc
      .tuple(
        optional({ ...common, addresses }),
        fc.integer({ min: 1, max: 4094 }),
        fc.constantFrom('8021q', '8021ad'),
      )
      .map(([settings, vid, type]) => ({ ...settings, name: `p${index}`, type, vid, network: `v${index}` })),
    fc
      .tuple(
        freeText,
        fc.uniqueArray(fc.oneof(ipv4, ipv6), { maxLength: 2, selector: ({ address }) => address }),
      )
      .map(([key, tunnel]) => ({
        name: `wg${index}`,
        type: 'wireguard',
        private_key: key.replaceAll(/\s/gu, '') || 'k',
        port: 51820,
        addresses: tunnel,
      })),
    fc.tuple(freeText, freeText).map(([username, password]) => ({
      name: `ppp${index}`,
      type: 'dialup',
      proto: 'pppoe',
      username,
      password,
    })),
    fc
      .tuple(
        fc.string({ minLength: 1, maxLength: 16 }).filter((text) => text.trim() !== ''),
        fc.constantFrom<JsonObject>(
          { protocol: 'none' },
          { protocol: 'wpa2_personal', key: `it's "secret"`, cipher: 'ccmp' },
          { protocol: 'wpa3_personal', key: 'pass    phrase', cipher: 'ccmp', ieee80211w: '2' },
          {
            protocol: 'wpa2_enterprise',
            key: 'radius',
            server: 'radius.example',
            port: 1812,
            cipher: 'ccmp',
          },
        ),
        optional({
          hidden: fc.boolean(),
          isolate: fc.boolean(),
          ack_distance: fc.integer({ min: 1, max: 900 }),
        }),
      )
      .map(([ssid, encryption, settings]) => ({
        name: `wlan${index}`,
        type: 'wireless',
        wireless: { ...settings, radio: 'radio0', mode: 'access_point', ssid, network: ['lan'], encryption },
      })),
  );
};

const radio = fc.constantFrom<JsonObject>(
  { name: 'radio0', protocol: '802.11n', channel: 6, channel_width: 20 },
  { name: 'radio0', protocol: '802.11ac', channel: 36, channel_width: 80, country: 'IT', tx_power: 10 },
  { name: 'radio0', protocol: '802.11ax', channel: 0, channel_width: 40, band: '2g', disabled: true },
);
const customPackage = fc.array(
  fc.tuple(fc.constantFrom('rule', 'zone'), fc.constantFrom('one', 'two', undefined), options).map(
    ([type, name, settings]): JsonObject => ({
      ...settings,
      config_name: type,
      ...(name === undefined ? {} : { config_value: name }),
    }),
  ),
  { minLength: 1, maxLength: 3 },
);

/**
 * OpenWrt documents of all sections, without the settings that native configuration does not tell any more: those
 * are listed in the README.
 */
export const readableDocument: fc.Arbitrary<JsonObject> = fc.record(
  {
    general: fc
      .tuple(
        optional({ timezone: fc.constantFrom('UTC', 'Europe/Rome'), ula_prefix: fc.constant('fd00:1::/48') }),
        options,
      )
      .map(([settings, custom]) => ({ ...custom, ...settings, hostname: 'ap-1' })),
    ntp: optional({ enabled: fc.boolean(), server: fc.constant(['0.ntp.example', '1.ntp.example']) }).filter(
      (ntp) => Object.keys(ntp).length > 0,
    ),
    led: fc.constant([{ name: 'USB', sysfs: 'a:b', trigger: 'timer', delayon: 5, default: true }]),
    interfaces: fc
      .integer({ min: 1, max: 4 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => networkInterface(index)))),
    routes: fc.constant([
      { device: 'eth0', destination: '10.9.0.0/16', next: '10.1.0.1', cost: 1 },
      { name: 'six', device: 'eth0', destination: 'fd09::/32', next: 'fd00::1', cost: 0, onlink: true },
    ]),
    ip_rules: fc.constant([{ src: '10.0.0.0/8', lookup: 'main', goto: 5 }]),
    switch: fc.constant([
      {
        name: 'switch0',
        reset: true,
        enable_vlan: true,
        vlan: [{ device: 'switch0', vlan: 1, ports: '0 1t' }],
      },
    ]),
    radios: fc.tuple(radio),
    wireguard_peers: fc.constant([
      {
        interface: 'wg0',
        public_key: 'k',
        allowed_ips: ['10.0.0.0/8'],
        endpoint_host: 'h',
        endpoint_port: 5,
      },
    ]),
    openvpn: fc.constant([
      {
        name: 'site',
        mode: 'p2p',
        proto: 'udp',
        dev: 'tun0',
        remote: [{ host: 'h.example', port: 1194 }],
        pull: true,
      },
      {
        name: 'other',
        mode: 'server',
        proto: 'udp',
        dev: 'tun1',
        server_bridge: '',
        push: ['a b', 'c d'],
        disabled: true,
      },
    ]),
    zerotier: fc.constant([
      { name: 'global', networks: [{ id: '0123456789abcdef', ifname: 'zt0', allow_dns: true }] },
    ]),
    firewall: customPackage,
    pkg: customPackage,
  },
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<JsonObject>;

const directive = fc.stringMatching(/^[!-~]{1,8}( [!-~]{1,8}){0,2}$/);

/** Documents of the OpenVPN backend. */
export const openvpnDocument: fc.Arbitrary<JsonObject> = fc
  .uniqueArray(
    fc.record(
      {
        name: fc.stringMatching(/^[a-z0-9_-]{2,8}$/),
        mode: fc.constant('server'),
        proto: fc.constantFrom('udp', 'tcp-server'),
        dev: fc.constantFrom('tun0', 'tap1'),
        port: fc.integer({ min: 1, max: 65535 }),
        verb: fc.integer({ min: 0, max: 11 }),
        tls_server: fc.boolean(),
        custom: directive,
        push: fc.array(directive, { maxLength: 3 }),
      },
      { requiredKeys: ['name', 'mode', 'proto', 'dev'], noNullPrototype: true },
    ),
    { maxLength: 3, selector: ({ name }) => name },
  )
  .map((openvpn) => ({ openvpn }) as unknown as JsonObject);

/** Documents of the ZeroTier backend. */
export const zerotierDocument: fc.Arbitrary<JsonObject> = fc
  .array(
    fc.record(
      {
        name: fc.string(),
        nwid: fc.stringMatching(/^[0-9a-f]{16}$/),
        mtu: fc.integer(),
        private: fc.boolean(),
        note: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('// no comment', '/* */', '}\n\n{')),
        routes: fc.constant([{ target: '10.0.0.0/8' }]),
      },
      { requiredKeys: ['name', 'nwid'], noNullPrototype: true },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((zerotier) => ({ zerotier: zerotier.filter(isFirst) }) as unknown as JsonObject);

function isFirst(entry: unknown, index: number, list: readonly unknown[]): boolean {
  return list.findIndex((other) => JSON.stringify(other) === JSON.stringify(entry)) === index;
}
