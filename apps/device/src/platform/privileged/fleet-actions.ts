import { interfaceName } from '../interface-name.ts';
import { ipAddress } from '../model/ip-address.ts';
import { boolean, choice, integer, list, object, optional, text } from '../model/model.ts';
import { fleetFilePath } from '../fleet-file-path.ts';
import { action } from './privileged-action.ts';

const name = text({ pattern: interfaceName, fault: 'not a name of a network interface' });
const mac = text({ pattern: /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/, fault: 'not a hardware address' });
const network = text({ pattern: /^[0-9a-fA-F.:]{2,45}\/\d{1,3}$/, fault: 'not a network' });
const keyFile = text({ pattern: /^\//, fault: 'not a path' });
const vlan = integer({ min: 1, max: 4094 });

const option = (key: string, value: string | number | undefined): string[] =>
  value === undefined ? [] : [key, String(value)];
const onOff = (key: string, value: boolean | undefined): string[] =>
  value === undefined ? [] : [key, value ? '1' : '0'];

/** What a configuration of the fleet changes, where `ip` does the work. */
export const fleetActions = {
  'dummy-add': action({ name }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, 'link', 'add', params.name, 'type', 'dummy'],
  })),
  'bridge-add': action({ name }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, 'link', 'add', params.name, 'type', 'bridge'],
  })),
  'wireguard-add': action({ name }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, 'link', 'add', params.name, 'type', 'wireguard'],
  })),
  'vlan-link-add': action(
    {
      name,
      base: name,
      id: vlan,
      protocol: choice(['802.1q', '802.1ad']),
      ingress: list(text({ pattern: /^\d+:\d+$/ }), 8),
      egress: list(text({ pattern: /^\d+:\d+$/ }), 8),
    },
    (params, { settings }) => ({
      kind: 'run',
      argv: [
        settings.ip,
        'link',
        'add',
        'link',
        params.base,
        'name',
        params.name,
        'type',
        'vlan',
        'proto',
        params.protocol,
        'id',
        String(params.id),
        ...(params.ingress.length === 0 ? [] : ['ingress-qos-map', ...params.ingress]),
        ...(params.egress.length === 0 ? [] : ['egress-qos-map', ...params.egress]),
      ],
    }),
  ),
  'vxlan-add': action(
    {
      name,
      vni: integer({ min: 0, max: 16_777_215 }),
      remote: ipAddress(),
      port: integer({ min: 1, max: 65_535 }),
      base: optional(name),
      ttl: optional(integer({ min: 1, max: 255 })),
      receiveChecksums: boolean(),
      sendChecksums: boolean(),
    },
    (params, { settings }) => ({
      kind: 'run',
      argv: [
        settings.ip,
        'link',
        'add',
        params.name,
        'type',
        'vxlan',
        'id',
        String(params.vni),
        'remote',
        params.remote,
        'dstport',
        String(params.port),
        ...option('dev', params.base),
        ...option('ttl', params.ttl),
        ...checksumWords(params),
      ],
    }),
  ),
  'bridge-set': action(
    {
      name,
      stp: optional(boolean()),
      forwardDelay: optional(integer({ min: 0, max: 30 })),
      helloTime: optional(integer({ min: 1, max: 10 })),
      maxAge: optional(integer({ min: 6, max: 40 })),
      ageingTime: optional(integer({ min: 0, max: 1_000_000 })),
      priority: optional(integer({ min: 0, max: 65_535 })),
      igmpSnooping: optional(boolean()),
      multicastQuerier: optional(boolean()),
      vlanFiltering: optional(boolean()),
    },
    (params, { settings }) => ({
      kind: 'run',
      argv: [
        settings.ip,
        'link',
        'set',
        'dev',
        params.name,
        'type',
        'bridge',
        ...onOff('stp_state', params.stp),
        // The kernel counts these in hundredths of a second.
        ...option('forward_delay', hundredths(params.forwardDelay)),
        ...option('hello_time', hundredths(params.helloTime)),
        ...option('max_age', hundredths(params.maxAge)),
        ...option('ageing_time', hundredths(params.ageingTime)),
        ...option('priority', params.priority),
        ...onOff('mcast_snooping', params.igmpSnooping),
        ...onOff('mcast_querier', params.multicastQuerier),
        ...onOff('vlan_filtering', params.vlanFiltering),
      ],
    }),
  ),
  'bridge-vlan-add': action(
    { name, vlan, untagged: boolean(), primary: boolean(), self: boolean() },
    (params, { settings }) => ({
      kind: 'run',
      argv: [
        settings.bridge,
        'vlan',
        'add',
        'dev',
        params.name,
        'vid',
        String(params.vlan),
        ...(params.primary ? ['pvid'] : []),
        ...(params.untagged ? ['untagged'] : []),
        ...(params.self ? ['self'] : []),
      ],
    }),
  ),
  'bridge-vlan-delete': action({ name, vlan, self: boolean() }, (params, { settings }) => ({
    kind: 'run',
    argv: [
      settings.bridge,
      'vlan',
      'del',
      'dev',
      params.name,
      'vid',
      String(params.vlan),
      ...(params.self ? ['self'] : []),
    ],
  })),
  'link-set-mac': action({ name, mac }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, 'link', 'set', 'dev', params.name, 'address', params.mac],
  })),
  'link-set-mtu': action({ name, mtu: integer({ min: 68, max: 65_535 }) }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, 'link', 'set', 'dev', params.name, 'mtu', String(params.mtu)],
  })),
  'link-set-master': action({ name, master: optional(name) }, (params, { settings }) => ({
    kind: 'run',
    argv: [
      settings.ip,
      'link',
      'set',
      'dev',
      params.name,
      ...(params.master === undefined ? ['nomaster'] : ['master', params.master]),
    ],
  })),
  /** Adds an address, or changes how long it lives. */
  'address-set': action(
    {
      interface: name,
      local: ipAddress(),
      prefixlen: integer({ min: 0, max: 128 }),
      validSeconds: optional(integer({ min: 1, max: 4_294_967_295 })),
    },
    (params, { settings }) => ({
      kind: 'run',
      argv: [
        settings.ip,
        'addr',
        'replace',
        `${params.local}/${params.prefixlen}`,
        'dev',
        params.interface,
        ...option('valid_lft', params.validSeconds),
        ...option('preferred_lft', params.validSeconds),
      ],
    }),
  ),
  'address-delete': action(
    { interface: name, local: ipAddress(), prefixlen: integer({ min: 0, max: 128 }) },
    (params, { settings }) => ({
      kind: 'run',
      argv: [settings.ip, 'addr', 'del', `${params.local}/${params.prefixlen}`, 'dev', params.interface],
    }),
  ),
  'kernel-set': action(
    {
      key: text({ pattern: /^net(\.[A-Za-z0-9_/-]+)+$/, fault: 'not a setting of the network' }),
      value: text({ pattern: /^-?[0-9]{1,10}$/, fault: 'not a number' }),
    },
    (params, { settings }) => ({
      kind: 'run',
      argv: [settings.sysctl, '-q', '-w', `${params.key}=${params.value}`],
    }),
  ),
  'host-name-set': action(
    { name: text({ pattern: /^[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?$/, fault: 'not a host name' }) },
    (params, { settings }) => ({ kind: 'run', argv: [settings.hostname, params.name] }),
  ),
  'regulatory-domain-set': action(
    { country: text({ pattern: /^[A-Z0-9]{2}$/, fault: 'not a country' }) },
    (params, { settings }) => ({ kind: 'run', argv: [settings.iw, 'reg', 'set', params.country] }),
  ),
  'transmit-power-set': action({ name, dbm: integer({ min: 0, max: 40 }) }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.iw, 'dev', params.name, 'set', 'txpower', 'fixed', String(params.dbm * 100)],
  })),
  'wireguard-set': action(
    {
      name,
      privateKeyFile: keyFile,
      port: optional(integer({ min: 1, max: 65_535 })),
      fwmark: optional(text({ pattern: /^(0x[0-9a-f]+|\d+)$/i, fault: 'not a mark' })),
      peers: list(
        object({
          publicKey: text({ pattern: /^[A-Za-z0-9+/]{43}=$/, fault: 'not a key' }),
          presharedKeyFile: optional(keyFile),
          allowedIps: list(network),
          endpoint: optional(
            text({ pattern: /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):\d{1,5}$/, fault: 'not an endpoint' }),
          ),
          keepalive: optional(integer({ min: 0, max: 65_535 })),
        }),
      ),
    },
    (params, box) => ({
      kind: 'run',
      argv: [
        box.settings.wg,
        'set',
        params.name,
        'private-key',
        fleetFilePath(params.privateKeyFile, box),
        ...option('listen-port', params.port),
        ...option('fwmark', params.fwmark),
        ...params.peers.flatMap((peer) => [
          'peer',
          peer.publicKey,
          ...(peer.presharedKeyFile === undefined
            ? []
            : ['preshared-key', fleetFilePath(peer.presharedKeyFile, box)]),
          'allowed-ips',
          peer.allowedIps.join(','),
          ...option('endpoint', peer.endpoint),
          ...option('persistent-keepalive', peer.keepalive),
        ]),
      ],
    }),
  ),
  'networkd-reload': action({}, (_params, { settings }) => ({
    kind: 'run',
    argv: [settings.networkctl, 'reload'],
  })),
  'networkd-reconfigure': action({ name }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.networkctl, 'reconfigure', params.name],
  })),
} as const;

/** Packets without UDP checksums: one word over IPv4, one for each direction over IPv6. */
const checksumWords = (params: {
  remote: string;
  receiveChecksums: boolean;
  sendChecksums: boolean;
}): string[] => {
  if (!params.remote.includes(':')) return [params.sendChecksums ? 'udpcsum' : 'noudpcsum'];
  return [
    params.sendChecksums ? 'noudp6zerocsumtx' : 'udp6zerocsumtx',
    params.receiveChecksums ? 'noudp6zerocsumrx' : 'udp6zerocsumrx',
  ];
};

const hundredths = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : seconds * 100;
