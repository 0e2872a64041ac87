import { interfaceName } from '../interface-name.ts';
import { ipAddress } from '../model/ip-address.ts';
import { boolean, choice, integer, list, object, optional, text, type Model } from '../model/model.ts';
import { fleetFilePath } from '../fleet-file-path.ts';
import { keptFile } from './kept-file.ts';
import { action, type Box } from './privileged-action.ts';

const name = text({ pattern: interfaceName, fault: 'not a name of a network interface' });
const mac = text({ pattern: /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/, fault: 'not a hardware address' });
const network = text({ pattern: /^(default|[0-9a-fA-F.:]{2,45}\/\d{1,3})$/, fault: 'not a network' });
const word = (fault: string): Model<string> => text({ pattern: /^[a-z0-9_]{1,32}$/i, fault });
const family = choice(['ipv4', 'ipv6']);
const keyFile = text({ pattern: /^\//, fault: 'not a path' });
const vlan = integer({ min: 1, max: 4094 });
const systemFile = choice(['resolver', 'time-zone']);

/** Routes and rules that Netloom has made are marked with this protocol (rtnetlink(7), `rtm_protocol`). */
export const ownProtocol = '98';

const option = (key: string, value: string | number | undefined): string[] =>
  value === undefined ? [] : [key, String(value)];
const onOff = (key: string, value: boolean | undefined): string[] =>
  value === undefined ? [] : [key, value ? '1' : '0'];
const version = (of: 'ipv4' | 'ipv6'): string => (of === 'ipv6' ? '-6' : '-4');

const route = {
  family,
  destination: network,
  type: optional(
    choice([
      'unicast',
      'blackhole',
      'unreachable',
      'prohibit',
      'throw',
      'local',
      'broadcast',
      'multicast',
      'anycast',
      'nat',
    ]),
  ),
  gateway: optional(ipAddress()),
  interface: optional(name),
  metric: optional(integer({ min: 0, max: 4_294_967_295 })),
  source: optional(ipAddress()),
  mtu: optional(integer({ min: 68, max: 65_535 })),
  table: optional(word('not a routing table')),
  protocol: optional(word('not a protocol of routes')),
  onlink: optional(boolean()),
} as const;

const rule = {
  family,
  priority: optional(integer({ min: 0, max: 4_294_967_295 })),
  invert: optional(boolean()),
  src: optional(network),
  dest: optional(network),
  in: optional(name),
  out: optional(name),
  tos: optional(integer({ min: 0, max: 255 })),
  mark: optional(text({ pattern: /^(0x[0-9a-f]+|\d+)(\/(0x[0-9a-f]+|\d+))?$/i, fault: 'not a mark' })),
  lookup: optional(word('not a routing table')),
  action: optional(choice(['prohibit', 'unreachable', 'blackhole'])),
} as const;

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
  'route-set': action(route, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, version(params.family), 'route', 'replace', ...routeWords(params)],
  })),
  'route-delete': action(route, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, version(params.family), 'route', 'del', ...routeWords(params)],
  })),
  'rule-add': action(rule, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, version(params.family), 'rule', 'add', ...ruleWords(params)],
  })),
  'rule-delete': action(rule, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, version(params.family), 'rule', 'del', ...ruleWords(params)],
  })),
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
  'time-zone-set': action(
    {
      zone: text({
        pattern: /^(?!.*\.\.)[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+){0,2}$/,
        fault: 'not a time zone',
      }),
    },
    (params, box) => ({
      kind: 'link',
      path: systemFilePath('time-zone', box),
      target: `/usr/share/zoneinfo/${params.zone}`,
    }),
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
  'fleet-file-keep': action({ path: text() }, (params, box) => ({
    kind: 'keep',
    path: fleetFilePath(params.path, box),
  })),
  'fleet-file-give-back': action({ path: text(), kept: keptFile }, (params, box) => ({
    kind: 'give-back',
    path: fleetFilePath(params.path, box),
    kept: params.kept,
  })),
  'system-file-keep': action({ file: systemFile }, (params, box) => ({
    kind: 'keep',
    path: systemFilePath(params.file, box),
  })),
  'system-file-give-back': action({ file: systemFile, kept: keptFile }, (params, box) => ({
    kind: 'give-back',
    path: systemFilePath(params.file, box),
    kept: params.kept,
  })),
  'resolver-set': action(
    { servers: list(ipAddress(), 16), search: list(text({ pattern: /^[A-Za-z0-9_.-]{1,253}$/ }), 16) },
    ({ servers, search }, box) => ({
      kind: 'write',
      path: systemFilePath('resolver', box),
      content: [
        '# Written by Netloom from the configuration of the controller.',
        ...servers.map((server) => `nameserver ${server}`),
        ...(search.length === 0 ? [] : [`search ${search.join(' ')}`]),
        '',
      ].join('\n'),
      mode: 0o644,
      owner: { user: 'root', group: 'root' },
    }),
  ),
  'fleet-file-write': action(
    {
      path: text(),
      content: text(),
      mode: integer({ min: 0, max: 0o7777 }),
      owner: word('not a user'),
      group: text({ pattern: /^[a-z0-9_-]{1,32}$/, fault: 'not a group' }),
    },
    (params, box) => ({
      kind: 'write',
      path: fleetFilePath(params.path, box),
      content: params.content,
      mode: params.mode,
      owner: { user: params.owner, group: params.group },
    }),
  ),
  'fleet-file-remove': action({ path: text() }, (params, box) => ({
    kind: 'remove',
    path: fleetFilePath(params.path, box),
  })),
} as const;

/** Files outside of the folders of configurations that a configuration changes by other words than a path. */
const systemFilePath = (file: 'resolver' | 'time-zone', { settings, paths }: Box): string =>
  paths.system(file === 'resolver' ? settings.resolverFile : '/etc/localtime');

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

interface RouteWords {
  family: 'ipv4' | 'ipv6';
  destination: string;
  type: string | undefined;
  gateway: string | undefined;
  interface: string | undefined;
  metric: number | undefined;
  source: string | undefined;
  mtu: number | undefined;
  table: string | undefined;
  protocol: string | undefined;
  onlink: boolean | undefined;
}

const routeWords = (route: RouteWords): string[] => [
  ...(route.type === undefined ? [] : [route.type]),
  route.destination,
  ...viaOf(route),
  ...option('dev', route.interface),
  ...option('metric', route.metric),
  ...option('src', route.source),
  ...option('table', route.table),
  ...option('proto', route.protocol),
  ...(route.mtu === undefined ? [] : ['mtu', String(route.mtu)]),
  ...(route.onlink === true ? ['onlink'] : []),
];

/** A gateway of the other family must say so. */
const viaOf = ({ family: of, gateway }: RouteWords): string[] => {
  if (gateway === undefined) return [];
  return of === 'ipv4' && gateway.includes(':') ? ['via', 'inet6', gateway] : ['via', gateway];
};

interface RuleWords {
  priority: number | undefined;
  invert: boolean | undefined;
  src: string | undefined;
  dest: string | undefined;
  in: string | undefined;
  out: string | undefined;
  tos: number | undefined;
  mark: string | undefined;
  lookup: string | undefined;
  action: string | undefined;
}

const ruleWords = (rule: RuleWords): string[] => [
  ...(rule.invert === true ? ['not'] : []),
  'from',
  rule.src ?? 'all',
  ...option('to', rule.dest),
  ...option('iif', rule.in),
  ...option('oif', rule.out),
  ...option('tos', rule.tos === undefined ? undefined : `0x${rule.tos.toString(16)}`),
  ...option('fwmark', rule.mark),
  ...option('priority', rule.priority),
  ...(rule.action === undefined ? option('lookup', rule.lookup ?? 'main') : [rule.action]),
  'protocol',
  ownProtocol,
];
