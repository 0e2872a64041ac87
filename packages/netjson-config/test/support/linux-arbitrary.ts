import fc from 'fast-check';
import { omit } from '../../src/document-values.ts';
import type { JsonObject, JsonValue } from '../../src/index.ts';
import { openvpnDocument } from './readable-documents.ts';

type Fields = Readonly<Record<string, fc.Arbitrary<JsonValue>>>;

/** Objects in which each field may be missing. */
const optional = (fields: Fields): fc.Arbitrary<JsonObject> =>
  fc.record(fields, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<JsonObject>;

const KEYS = ['yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=', 'xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg='];
const key = fc.constantFrom(...KEYS);
const flag = fc.boolean();
const mac = fc.constantFrom('', '02:00:00:00:00:01', '02-00-00-AA-00-02');
const port = fc.integer({ min: 1, max: 65_535 });

const ipv4 = fc
  .tuple(
    fc.integer({ min: 1, max: 250 }),
    fc.integer({ min: 1, max: 32 }),
    fc.constantFrom('near', 'far', ''),
  )
  .map(([a, mask, gateway]) => ({
    proto: 'static',
    family: 'ipv4',
    address: `10.${a}.0.2`,
    mask,
    ...(gateway === '' ? {} : { gateway: gateway === 'near' ? `10.${a}.0.1` : '192.0.2.1' }),
  }));
const ipv6 = fc
  .tuple(
    fc.integer({ min: 1, max: 0xffff }),
    fc.integer({ min: 1, max: 128 }),
    fc.constantFrom('fe80::1', 'fd09::1', ''),
  )
  .map(([a, mask, gateway]) => ({
    proto: 'static',
    family: 'ipv6',
    address: `FD00:${a.toString(16)}::0:2`,
    mask,
    ...(gateway === '' ? {} : { gateway }),
  }));
const dhcp = fc.constantFrom({ proto: 'dhcp', family: 'ipv4' }, { proto: 'dhcp', family: 'ipv6' });
const addresses = fc.uniqueArray(fc.oneof(ipv4, ipv6, dhcp), {
  maxLength: 4,
  selector: (address) => JSON.stringify(address),
}) as unknown as fc.Arbitrary<JsonValue>;

const common: Fields = {
  mtu: fc.integer({ min: 68, max: 9000 }),
  mac,
  autostart: flag,
  disabled: flag,
  addresses,
  dns: fc.constantFrom<JsonValue>([], ['9.9.9.9', 'fd00::53']),
  dns_search: fc.constantFrom<JsonValue>([], ['a.example', 'b.example']),
  comment: fc.string({ maxLength: 8 }).filter((text) => !/[\p{Cc}]/u.test(text)),
};

/** Text that daemons must read as it was, in places that take printable ASCII. */
export const printable = fc.string({
  unit: fc.constantFrom(...' "#\\\'%$`{}=|;aZ09'),
  minLength: 8,
  maxLength: 20,
});
const ssid = fc
  .oneof(printable, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }))
  .filter((text) => !/[\p{Cc}]/u.test(text) && text.isWellFormed() && Buffer.byteLength(text) <= 32);

const anyCipher = fc.constantFrom('auto', 'ccmp', 'tkip', 'tkip+ccmp');
const modernCipher = fc.constantFrom('auto', 'ccmp');
const frames = fc.constantFrom('0', '1', '2');

/** Protocols of one kind with what each of them allows. */
function protocols(
  kind: 'personal' | 'enterprise',
  settings: fc.Arbitrary<JsonObject>,
): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(
      settings,
      fc.oneof(
        fc
          .tuple(
            fc.constantFrom(`wpa_${kind}`, `wpa2_${kind}`, `wpa_${kind}_mixed`),
            optional({ cipher: anyCipher, ieee80211w: frames, disabled: flag }),
          )
          .map(([protocol, rest]) => ({ protocol, ...rest })),
        optional({ cipher: modernCipher, ieee80211w: fc.constant('2'), disabled: flag }).map((rest) => ({
          protocol: `wpa3_${kind}`,
          ...rest,
        })),
        optional({ cipher: modernCipher, ieee80211w: fc.constantFrom('1', '2') }).map((rest) => ({
          protocol: `wpa2_${kind}_mixed`,
          ...rest,
        })),
      ),
    )
    .map(([own, protocol]): JsonObject => ({ ...own, ...protocol }));
}

const passPhrase = printable.filter((text) => !/".*#/.test(text)).map((text): JsonObject => ({ key: text }));
const radius = fc
  .tuple(
    printable,
    optional({
      port,
      acct_server: fc.constantFrom('', '10.0.0.3'),
      acct_server_port: port,
      acct_secret: printable,
      acct_interval: fc.integer({ min: 60, max: 600 }),
      dae_client: fc.constantFrom('', '10.0.0.4'),
      dae_port: port,
      dae_secret: printable,
      nasid: printable,
    }),
  )
  .map(([secret, rest]): JsonObject => ({ server: '10.0.0.2', key: secret, ...rest }));
const eap = fc
  .tuple(
    fc.constantFrom('tls', 'ttls', 'peap'),
    optional({
      auth: fc.constantFrom('PAP', 'MSCHAPV2', 'EAP-GTC', 'EAP-MSCHAPV2'),
      identity: ssid,
      anonymous_identity: ssid,
      password: ssid,
      ca_cert: fc.constantFrom('', '/etc/ssl/ca.pem'),
      ca_cert_usesystem: flag,
      client_cert: fc.constant('/etc/ssl/box.pem'),
      priv_key_pwd: printable,
      domain_match: fc.constant(['a.example', 'b.example']),
      subject_match: printable,
    }),
  )
  .map(([type, rest]): JsonObject => ({ eap_type: type, ...rest }));
const open = fc.constantFrom<JsonObject>(
  { protocol: 'none' },
  { protocol: 'owe' },
  { protocol: 'owe', disabled: true },
);

const accessPoint = fc
  .tuple(
    ssid,
    fc.constantFrom('radio0', 'radio1', 'radio9'),
    optional({
      hidden: flag,
      wmm: flag,
      isolate: flag,
      max_clients: fc.integer({ min: 1, max: 2007 }),
      rts_threshold: fc.integer({ min: 0, max: 2346 }),
      macfilter: fc.constantFrom('disable', 'allow', 'deny'),
      maclist: fc.constantFrom<JsonValue>([], ['02:00:00:00:00:0a', '02-00-00-00-00-0B']),
      network: fc.constantFrom<JsonValue>([], ['lan0'], ['elsewhere']),
      encryption: fc.oneof(open, protocols('personal', passPhrase), protocols('enterprise', radius)),
    }),
  )
  .map(([name, radio, rest]) => ({ ...rest, ssid: name, radio, mode: 'access_point' }));
const station = fc
  .tuple(
    ssid,
    fc.constantFrom('radio0', 'radio1', 'radio9'),
    optional({
      hidden: flag,
      bssid: mac,
      encryption: fc.oneof(open, protocols('personal', passPhrase), protocols('enterprise', eap)),
    }),
  )
  .map(([name, radio, rest]) => ({ ...rest, ssid: name, radio, mode: 'station' }));

/** Interfaces under names that `index` keeps apart. */
function networkInterface(index: number): fc.Arbitrary<JsonObject> {
  return fc.oneof(
    optional(common).map((rest) => ({ ...rest, name: `eth${index}`, type: 'ethernet' })),
    optional(common).map((rest) => ({ ...rest, name: `p${index}.${index + 7}`, type: 'ethernet' })),
    optional(common).map((rest) => ({ ...rest, name: `dm${index}`, type: 'dummy' })),
    fc
      .tuple(optional(common), fc.integer({ min: 0, max: 4094 }), fc.constantFrom('8021q', '8021ad'))
      .map(([rest, vid, type]) => ({
        ...rest,
        name: `v${index}`,
        type,
        vid,
        ...(vid % 2 === 0 ? { ingress_qos_mapping: ['1:2'], egress_qos_mapping: ['3:4', '5:6'] } : {}),
      })),
    fc
      .tuple(
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
        optional({
          ...common,
          stp: flag,
          forward_delay: fc.integer({ min: 2, max: 30 }),
          max_age: fc.integer({ min: 6, max: 40 }),
          priority: fc.integer({ min: 0, max: 65_535 }),
          igmp_snooping: flag,
        }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 4094 }), fc.constantFrom('t', 'u')), { maxLength: 3 }),
      )
      .map(([members, rest, vlans]) => ({
        ...rest,
        name: `lan${index}`,
        type: 'bridge',
        bridge_members: members.map((member) => `${member}${index}`),
        ...(vlans.length === 0 ? {} : { vlan_filtering: filtering(vlans, members[0], index) }),
      })),
    fc
      .tuple(
        optional(common),
        fc.integer({ min: 1, max: 16_777_215 }),
        optional({ ttl: port.map((n) => (n % 255) + 1), txcsum: flag, rxcsum: flag }),
        fc.constantFrom('10.0.0.9', 'fd00::9'),
      )
      .map(([rest, vni, settings, vtep]) => ({
        ...rest,
        ...settings,
        name: `vx${index}`,
        type: 'vxlan',
        vni,
        vtep,
        // Without UDP checksums of IPv4, only those of what is sent can be chosen.
        ...(vtep.includes(':') ? {} : { rxcsum: true }),
        port: 4789,
        tunlink: `u${index}`,
      })),
    fc
      .tuple(optional(common), key, optional({ port, fwmark: fc.constantFrom('', '0x51', '81') }))
      .map(([rest, privateKey, settings]) => ({
        ...rest,
        ...settings,
        // Tunnels have no DHCP.
        addresses: ((rest.addresses ?? []) as JsonObject[]).filter(({ proto }) => proto === 'static'),
        name: `wg${index}`,
        type: 'wireguard',
        private_key: privateKey,
      })),
    fc.tuple(optional(common), fc.oneof(accessPoint, station)).map(([rest, wireless]) => ({
      ...rest,
      name: `wlan${index}`,
      type: 'wireless',
      wireless: wireless as JsonObject,
    })),
  );
}

function filtering(vlans: readonly [number, string][], member: string | undefined, index: number): JsonValue {
  const numbers = new Map(vlans);
  return [...numbers].map(([vlan, tagging], position) => ({
    vlan,
    ports:
      member === undefined
        ? []
        : [{ ifname: `${member}${index}`, tagging, ...(position === 0 ? { primary_vid: true } : {}) }],
  }));
}

const radios = fc
  .tuple(
    fc.constantFrom<JsonObject>(
      { protocol: '802.11b', channel: 1, channel_width: 20 },
      { protocol: '802.11n', channel: 6, channel_width: 40 },
      { protocol: '802.11n', channel: 157, channel_width: 40 },
      { protocol: '802.11ax', channel: 0, channel_width: 20, band: '2g' },
    ),
    fc.constantFrom<JsonObject>(
      { protocol: '802.11a', channel: 36, channel_width: 20, disabled: true },
      { protocol: '802.11ac', channel: 100, channel_width: 80 },
      { protocol: '802.11ac', channel: 0, channel_width: 160 },
      { protocol: '802.11ax', channel: 64, channel_width: 160, tx_power: 7, phy: 'phy1' },
    ),
    fc.constantFrom('00', 'IT', 'US'),
    fc.constantFrom('00', 'IT', 'US'),
  )
  .map(([first, second, here, there]) => [
    { ...first, name: 'radio0', country: here },
    { ...second, name: 'radio1', country: there },
  ]);

const route = fc.constantFrom<JsonObject>(
  { device: 'eth0', destination: '10.9.0.0/16', next: '10.1.0.1', cost: 1 },
  { device: 'eth0', destination: '0.0.0.0/0', next: '10.1.0.1', cost: 0 },
  { device: 'eth1', destination: '::/0', next: 'fe80::1', cost: 0, onlink: true },
  { device: 'eth9', destination: 'FD09::/32', next: '', cost: 0, type: 'unreachable' },
  {
    device: 'a0',
    destination: '10.8.0.0/16',
    next: '',
    cost: 7,
    source: '10.1.0.2',
    mtu: '1300',
    table: '70',
  },
);
const rule = fc.constantFrom<JsonObject>(
  { src: '10.0.0.0/8', lookup: '70', priority: 5 },
  { dest: 'fd00::/8', action: 'prohibit', invert: true },
  { in: 'eth0', out: 'eth1', tos: 8, mark: '0x1/0xff', lookup: 'main' },
);
const peer = fc
  .tuple(
    key,
    optional({
      endpoint_host: fc.constantFrom('', 'vpn.example', '10.0.0.9', 'fd00::9'),
      endpoint_port: port,
      preshared_key: fc.constantFrom('', ...KEYS),
      persistent_keepalive: fc.integer({ min: 0, max: 65_535 }),
      route_allowed_ips: flag,
    }),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(
    ([publicKey, rest, index]): JsonObject => ({
      ...rest,
      interface: `wg${index}`,
      public_key: publicKey,
      allowed_ips: ['10.7.0.1/24', 'fd07::/64'],
    }),
  );

const unique = (entry: fc.Arbitrary<JsonObject>, maxLength: number): fc.Arbitrary<JsonValue> =>
  fc.uniqueArray(entry, { maxLength, selector: (value) => JSON.stringify(value) });

/** Units cannot have names that begin like an option; of a directive that is repeated, only the last one is read. */
const openvpnInstances = openvpnDocument.map(
  ({ openvpn }): JsonValue =>
    (openvpn as JsonObject[])
      .filter(({ name }) => !String(name).startsWith('-'))
      .map((instance) => omit(instance, ['push'])),
);

/** Valid documents of all sections. */
export const linuxDocument: fc.Arbitrary<JsonObject> = optional({
  general: optional({
    hostname: fc.constantFrom('box-1', 'box.example.org'),
    timezone: fc.constantFrom('UTC', 'Europe/Rome', 'America/New York'),
    ip_forwarding: flag,
    description: fc.constant('x'),
  }),
  ntp: optional({
    enabled: flag,
    server: fc.constantFrom<JsonValue>([], ['0.ntp.example', '1.ntp.example']),
  }),
  dns_servers: fc.constantFrom<JsonValue>([], ['9.9.9.9', 'fd00::53']),
  dns_search: fc.constantFrom<JsonValue>([], ['a.example', 'b.example']),
  interfaces: fc
    .integer({ min: 1, max: 4 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => networkInterface(index)))),
  radios: radios as unknown as fc.Arbitrary<JsonValue>,
  routes: unique(route, 3),
  ip_rules: unique(rule, 3),
  wireguard_peers: unique(peer, 3),
  openvpn: openvpnInstances,
  files: fc.constantFrom<JsonValue>([], [{ path: '/etc/motd', mode: '0644', contents: 'hi\n' }]),
});
