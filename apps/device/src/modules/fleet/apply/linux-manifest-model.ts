import {
  boolean,
  choice,
  integer,
  list,
  object,
  optional,
  text,
  type Model,
} from '../../../platform/model/model.ts';
import { interfaceName } from '../../../platform/interface-name.ts';

const name = text({ pattern: interfaceName, fault: 'not a name of a network interface' });
const family = choice(['ipv4', 'ipv6']);
const short = text({ pattern: /^[^\0\n]{0,1000}$/, fault: 'too long, or more than one line' });

/** An object with any keys, up to a number of them. */
const record = (value: Model<string>, maximum: number): Model<Record<string, string>> => ({
  schema: { type: 'object', additionalProperties: value.schema, maxProperties: maximum },
  read: (input, loc, reading) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      reading.problems.push({ type: 'dict_type', loc, msg: 'Input should be a valid dictionary', input });
      return {};
    }
    const entries = Object.entries(input);
    if (entries.length > maximum)
      reading.problems.push({
        type: 'too_long',
        loc,
        msg: `Dictionary should have at most ${maximum} items`,
        input: null,
      });
    return Object.fromEntries(
      entries.slice(0, maximum).map(([key, item]) => [key, value.read(item, [...loc, key], reading)]),
    );
  },
});

const resolver = object({ servers: list(short, 64), search: list(short, 64) });

const route = object({
  family,
  destination: short,
  gateway: optional(short),
  type: optional(short),
  metric: optional(integer()),
  source: optional(short),
  mtu: optional(integer()),
  table: optional(integer()),
  onlink: optional(boolean()),
});

const vlanOfPort = object({ vlan: integer(), untagged: boolean(), primary: boolean() });

const link = object({
  name,
  kind: choice(['physical', 'loopback', 'dummy', 'bridge', 'vlan', 'vxlan', 'wireguard', 'wireless']),
  described: boolean(),
  state: choice(['up', 'down', 'manual']),
  mac: optional(short),
  mtu: optional(integer()),
  addresses: list(object({ family, address: short, mask: integer({ min: 0, max: 128 }) }), 1000),
  dhcp: list(family, 2),
  routes: list(route, 4096),
  dns: optional(resolver),
  bridge_port: optional(
    object({ bridge: name, by_hostapd: optional(boolean()), vlans: optional(list(vlanOfPort, 4094)) }),
  ),
  bridge: optional(
    object({
      members: list(name, 1024),
      stp: boolean(),
      forward_delay: optional(integer()),
      hello_time: optional(integer()),
      max_age: optional(integer()),
      ageing_time: optional(integer()),
      priority: optional(integer()),
      igmp_snooping: optional(boolean()),
      multicast_querier: optional(boolean()),
      vlan_filtering: boolean(),
      vlans: optional(list(integer(), 4094)),
    }),
  ),
  vlan: optional(
    object({
      base: name,
      id: integer(),
      protocol: choice(['802.1q', '802.1ad']),
      ingress_qos_mapping: optional(list(short, 8)),
      egress_qos_mapping: optional(list(short, 8)),
    }),
  ),
  vxlan: optional(
    object({
      vni: integer(),
      remote: short,
      port: integer(),
      tunlink: name,
      ttl: optional(integer()),
      rxcsum: boolean(),
      txcsum: boolean(),
    }),
  ),
  wireguard: optional(
    object({
      private_key_file: short,
      port: optional(integer()),
      fwmark: optional(short),
      peers: list(
        object({
          public_key: short,
          preshared_key_file: optional(short),
          allowed_ips: list(short, 1000),
          endpoint: optional(short),
          persistent_keepalive: optional(integer()),
        }),
        1000,
      ),
    }),
  ),
});

const rule = object({
  family,
  priority: optional(integer()),
  in: optional(name),
  out: optional(name),
  src: optional(short),
  dest: optional(short),
  tos: optional(integer()),
  mark: optional(short),
  lookup: optional(short),
  action: optional(choice(['prohibit', 'unreachable', 'blackhole'])),
  invert: optional(boolean()),
});

/**
 * The form of a manifest, as far as this box goes by it: what a controller sends is checked before anything is done.
 * Values of one action are checked by that action.
 */
export const linuxManifestModel = object({
  version: integer({ min: 1, max: 1 }),
  hostname: optional(short),
  timezone: optional(short),
  dns: optional(resolver),
  sysctl: record(short, 100),
  interfaces: list(link, 5000),
  rules: list(rule, 5000),
  radios: list(
    object({
      name: short,
      disabled: boolean(),
      country: optional(short),
      tx_power: optional(integer()),
      interfaces: list(name, 64),
    }),
    64,
  ),
  services: list(
    object({
      unit: text({ pattern: /^[A-Za-z0-9@._:-]{1,200}\.service$/, fault: 'not a name of a service' }),
      enabled: boolean(),
    }),
    500,
  ),
  files: list(
    object({
      path: short,
      purpose: choice([
        'networkd',
        'key',
        'wpa_supplicant',
        'hostapd',
        'hostapd_clients',
        'openvpn',
        'hostname',
        'timezone',
        'timesyncd',
        'resolved',
        'sysctl',
        'file',
      ]),
      mode: text({ pattern: /^[0-7]{3,4}$/, fault: 'not an octal number' }),
      owner: short,
      group: short,
    }),
    4096,
  ),
});
