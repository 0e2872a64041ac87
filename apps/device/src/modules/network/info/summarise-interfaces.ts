import type { IpLink } from '../../../adapters/ip-links.ts';
import type { IwInterface } from '../../../adapters/iw-dev.ts';

/** One line about an interface, as the front panel shows it. */
export interface InterfaceSummary {
  status: 'UP' | 'DOWN';
  /** The first IPv4 address, `Monitor` for a monitor interface without one, otherwise `-`. */
  ip: string;
}

/**
 * State and address of every interface whose name is one word: those with a dot or a dash (VLANs, bridges of
 * containers) are not shown, as on the front panel.
 */
export const summariseInterfaces = (
  links: readonly IpLink[],
  wireless: readonly IwInterface[],
): Record<string, InterfaceSummary> => {
  const monitors = new Set(wireless.filter(({ type }) => type === 'monitor').map(({ name }) => name));
  return Object.fromEntries(
    links
      .filter(({ ifname }) => /^\w+$/.test(ifname))
      .map((link) => [
        link.ifname,
        {
          status: link.flags.includes('UP') ? 'UP' : 'DOWN',
          ip: addressOf(link) ?? (isMonitorName(link.ifname) && monitors.has(link.ifname) ? 'Monitor' : '-'),
        },
      ]),
  );
};

const isMonitorName = (name: string): boolean => /(wlan|mon)\d/.test(name);

/** An address with another label (`eth0:1`) belongs to an alias and not to the interface. */
const addressOf = ({ ifname, addr_info: addresses }: IpLink): string | undefined =>
  addresses.find(({ family, label }) => family === 'inet' && (label ?? ifname) === ifname)?.local;
