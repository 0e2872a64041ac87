import { readFile } from 'node:fs/promises';
import { listIpLinks, type IpAddress, type IpLink } from '../../../adapters/ip-links.ts';
import type { DeviceContext } from '../../../platform/device-context.ts';

/** An interface as the API tells it (device service, section 2.5). */
export type InterfaceObject = Readonly<Record<string, unknown>>;

/** The parts of the context that questions about interfaces need. */
export type InterfaceContext = Pick<DeviceContext, 'run' | 'settings' | 'paths'>;

/**
 * Interfaces by their names, with their addresses as they are; also those that a DHCP server gave.
 *
 * @param only one interface, which is answered even when it does not exist; otherwise all.
 * @throws CommandError
 */
export const listInterfaces = async (
  context: InterfaceContext,
  only?: string,
  fits: (link: IpLink) => boolean = () => true,
): Promise<Record<string, InterfaceObject[]>> => {
  const links = (await listIpLinks(context.run, context.settings.ip)).filter(
    (link) => (only === undefined || link.ifname === only) && fits(link),
  );
  return groupBy(await describeLinks(context, links), ({ ifname }) => String(ifname), only);
};

/** Whether an interface is a wired one of the box itself: no virtual link, no loopback. */
export const isEthernet =
  (prefix: string) =>
  (link: IpLink): boolean =>
    link.linkinfo === undefined && link.link_type !== 'loopback' && link.ifname.startsWith(prefix);

/** Links in the form of the API; wired ones with their speed. */
export const describeLinks = (
  context: InterfaceContext,
  links: readonly IpLink[],
): Promise<InterfaceObject[]> =>
  Promise.all(
    links.map(async (link) => {
      const speed = link.ifname.startsWith(context.settings.ethernetPrefix)
        ? await readSpeed(context, link.ifname)
        : undefined;
      return {
        ...link,
        addr_info: link.addr_info.map(describeAddress),
        ...(speed === undefined ? {} : { link_speed: speed }),
      };
    }),
  );

/** Values in lists by a key. `only` is there in any case. */
export const groupBy = <Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
  only?: string,
): Record<string, Value[]> => {
  const groups = new Map<string, Value[]>(only === undefined ? [] : [[only, []]]);
  for (const value of values) {
    const key = keyOf(value);
    if (only !== undefined && key !== only) continue;
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return Object.fromEntries(groups);
};

const describeAddress = (address: IpAddress): Readonly<Record<string, unknown>> => {
  const { family, local, prefixlen, broadcast, anycast, scope, dynamic, label, ...rest } = address;
  const { valid_life_time: valid, preferred_life_time: preferred, ...more } = rest;
  return {
    family,
    local: local ?? null,
    prefixlen: prefixlen ?? null,
    broadcast: broadcast ?? null,
    anycast: anycast ?? null,
    scope: scope ?? 'global',
    dynamic: dynamic ?? false,
    label: label ?? null,
    valid_life_time: valid ?? null,
    preferred_life_time: preferred ?? null,
    ...more,
  };
};

/** Mb/s as the driver tells it; undefined where it does not, as on a link that is down. */
const readSpeed = async ({ paths }: InterfaceContext, name: string): Promise<number | undefined> => {
  try {
    const text = await readFile(paths.system(`/sys/class/net/${name}/speed`), 'utf8');
    return /^-?\d+\s*$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
};
