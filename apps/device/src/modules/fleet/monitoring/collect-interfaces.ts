import { readFile } from 'node:fs/promises';
import { BlockList } from 'node:net';
import { join } from 'node:path';
import { askIp } from '../../../adapters/ip-json.ts';
import { toIpLinks, type IpAddress, type IpLink } from '../../../adapters/ip-links.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { collectWireless, type Wireless } from './collect-wireless.ts';

/** Counters of a document, by where `ip -s -s` has them. */
const counters: readonly (readonly [name: string, direction: 'rx' | 'tx', field: string])[] = [
  ['collisions', 'tx', 'collisions'],
  ['multicast', 'rx', 'multicast'],
  ...['bytes', 'packets', 'errors', 'dropped', 'over_errors'].map(
    (field) => [`rx_${field}`, 'rx', field] as const,
  ),
  ...['crc_errors', 'fifo_errors', 'frame_errors', 'length_errors', 'missed_errors'].map(
    (field) => [`rx_${field}`, 'rx', field] as const,
  ),
  ...['bytes', 'packets', 'errors', 'dropped', 'aborted_errors'].map(
    (field) => [`tx_${field}`, 'tx', field] as const,
  ),
  ...['carrier_errors', 'fifo_errors', 'heartbeat_errors', 'window_errors'].map(
    (field) => [`tx_${field}`, 'tx', field] as const,
  ),
];

type Facts = Readonly<Record<string, unknown>>;

/** Every interface but the loopback, with addresses, counters and what is known of its Wi-Fi. */
export const collectInterfaces = async (context: DeviceContext): Promise<Facts[]> => {
  const { run, settings } = context;
  const [links, gateways, wireless] = await Promise.all([
    askIp(run, settings.ip, ['-s', '-s', 'addr', 'show']).then(toIpLinks),
    defaultGateways(context),
    collectWireless(context),
  ]);
  return Promise.all(
    links
      .filter(({ link_type: type }) => type !== 'loopback')
      .map((link) => describeLink(context, link, links, gateways, wireless.get(link.ifname))),
  );
};

const describeLink = async (
  { paths }: DeviceContext,
  link: IpLink,
  all: readonly IpLink[],
  gateways: ReadonlyMap<string, readonly string[]>,
  wireless: Wireless | undefined,
): Promise<Facts> => {
  const folder = join(paths.system('/sys/class/net'), link.ifname);
  const type = wireless === undefined ? typeOf(link) : 'wireless';
  const speed = await linkSpeed(folder);
  const statistics = statisticsOf(link, wireless?.mode === 'access_point');
  const addresses = addressesOf(link, gateways.get(link.ifname) ?? []);
  return {
    name: link.ifname,
    ...(link.address === undefined ? {} : { mac: link.address }),
    type,
    up: link.flags.includes('UP'),
    multicast: link.flags.includes('MULTICAST'),
    mtu: link.mtu,
    ...(link.txqlen === undefined ? {} : { txqueuelen: link.txqlen }),
    ...(speed === undefined ? {} : { speed }),
    ...(type === 'bridge'
      ? {
          bridge_members: all.filter((other) => other['master'] === link.ifname).map(({ ifname }) => ifname),
          stp: link.linkinfo?.info_data?.['stp_state'] === 1,
        }
      : {}),
    ...(addresses.length === 0 ? {} : { addresses }),
    ...(statistics === undefined ? {} : { statistics }),
    ...(wireless === undefined ? {} : { wireless }),
  };
};

const virtualKinds = new Set(['wireguard', 'veth', 'dummy', 'tun', 'macvlan', 'ifb']);

const typeOf = ({ linkinfo, link_type: linkType }: IpLink): string => {
  const kind = linkinfo?.info_kind;
  if (kind === undefined) return linkType === 'ether' ? 'ethernet' : 'other';
  if (virtualKinds.has(kind)) return 'virtual';
  if (['gre', 'gretap', 'ipip', 'sit', 'vti', 'ip6tnl', 'vxlan'].includes(kind)) return 'tunnel';
  return kind === 'bridge' || kind === 'vlan' ? kind : 'other';
};

/** Like `1000F`: Mbit/s, full or half duplex. Unknown while there is no link. */
const linkSpeed = async (folder: string): Promise<string | undefined> => {
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8').catch(() => '');
  const [speed, duplex] = await Promise.all([read('speed'), read('duplex')]);
  if (!/^\d+\s*$/.test(speed)) return undefined;
  return `${speed.trim()}${duplex.trim() === 'half' ? 'H' : 'F'}`;
};

/** Of an access point receiving and sending are told as its users see them. */
const statisticsOf = (link: IpLink, isAccessPoint: boolean): Facts | undefined => {
  const stats = link['stats64'] as Record<'rx' | 'tx', Facts> | undefined;
  if (stats === undefined) return undefined;
  const entries = counters.flatMap(([name, direction, field]) => {
    const value = stats[direction]?.[field];
    if (typeof value !== 'number') return [];
    return [[isAccessPoint ? mirrored(name) : name, value] as const];
  });
  return Object.fromEntries(entries);
};

const mirrored = (name: string): string =>
  name.replace(/^(rx|tx)_/, (_all, direction: string) => (direction === 'rx' ? 'tx_' : 'rx_'));

const addressesOf = (link: IpLink, gateways: readonly string[]): Facts[] =>
  link.addr_info.flatMap((address) => {
    const { family, local, prefixlen } = address;
    if (local === undefined || prefixlen === undefined || (family !== 'inet' && family !== 'inet6'))
      return [];
    const gateway = gateways.find((candidate) => isWithin(candidate, link.addr_info));
    return [
      {
        address: local,
        mask: prefixlen,
        family: family === 'inet' ? 'ipv4' : 'ipv6',
        proto: isLeased(address) ? 'dhcp' : 'static',
        ...(gateway === undefined ? {} : { gateway }),
      },
    ];
  });

const isLeased = ({ dynamic, scope }: IpAddress): boolean => dynamic === true && scope !== 'link';

/** Whether a gateway lies in one of the IPv4 networks of an interface. */
const isWithin = (gateway: string, addresses: readonly IpAddress[]): boolean => {
  const networks = new BlockList();
  for (const { family, local, prefixlen } of addresses)
    if (family === 'inet' && local !== undefined && prefixlen !== undefined)
      networks.addSubnet(local, prefixlen, 'ipv4');
  return networks.check(gateway, 'ipv4');
};

const defaultGateways = async ({ run, settings }: DeviceContext): Promise<Map<string, string[]>> => {
  const routes = await askIp(run, settings.ip, ['-4', 'route', 'show', 'default']).catch(() => []);
  const gateways = new Map<string, string[]>();
  for (const { dev, gateway } of routes)
    if (typeof dev === 'string' && typeof gateway === 'string')
      gateways.set(dev, [...(gateways.get(dev) ?? []), gateway]);
  return gateways;
};
