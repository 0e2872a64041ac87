import type { IpInterface } from './ip-interface.ts';
import { networkOf } from './ip-interface.ts';
import { ipv4Netmask } from './ipv4.ts';

/** First and last address of a network as texts that sort like the addresses, IPv4 before IPv6. */
export interface IpNetworkRange {
  readonly start: string;
  readonly end: string;
}

export function ipNetworkRange(network: IpInterface): IpNetworkRange {
  const first = networkOf(network);
  if (first.version === 4) {
    const last = (first.address | ~ipv4Netmask(first.prefix)) >>> 0;
    return { start: `4:${hex(first.address, 8)}`, end: `4:${hex(last, 8)}` };
  }
  const last = first.address.map((group, index) => {
    const bits = Math.min(16, Math.max(0, first.prefix - index * 16));
    return group | (0xffff >> bits);
  });
  return { start: `6:${groupsText(first.address)}`, end: `6:${groupsText(last)}` };
}

function groupsText(groups: readonly number[]): string {
  return groups.map((group) => hex(group, 4)).join('');
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
