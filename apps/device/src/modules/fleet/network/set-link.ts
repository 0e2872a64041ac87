import type { Privileged } from '../../../platform/privileged/privileged.ts';
import type { AddressState, LinkState } from './network-state.ts';

/** What a link is to be like. What is absent stays as it is. */
export interface WantedLink {
  name: string;
  up?: boolean;
  mac?: string | undefined;
  mtu?: number | undefined;
  /** Null: no port of any bridge. */
  master?: string | null;
  addresses?: readonly AddressState[];
  /** Families (`ipv4`, `ipv6`) of which dynamic addresses may stay beside the wanted ones. */
  keepsDynamic?: ReadonlySet<'ipv4' | 'ipv6'>;
  /** The first address of IPv4 is the one that the box speaks from: their order counts, too. */
  inOrder?: boolean;
}

/** A link as it was is what is wanted now, dynamic addresses and all. */
export const wantedOf = ({ name, up, mac, mtu, master, addresses }: LinkState): WantedLink => ({
  name,
  up,
  mac,
  mtu,
  master: master ?? null,
  addresses,
  inOrder: true,
});

const familyOf = (address: string): 'ipv4' | 'ipv6' => (address.includes(':') ? 'ipv6' : 'ipv4');
const isEqual = (one: AddressState, other: AddressState): boolean =>
  one.local === other.local && one.prefixlen === other.prefixlen;

/** Changes a link where it differs from what is wanted, and nothing else. @throws CommandError */
export const setLink = async (
  privileged: Privileged,
  current: LinkState | undefined,
  wanted: WantedLink,
): Promise<void> => {
  const { name } = wanted;
  const changesMac = wanted.mac !== undefined && wanted.mac !== current?.mac;
  if (changesMac) {
    // Most drivers change the hardware address only while the link is down.
    if (current?.up) await privileged.perform('link-down', { name });
    await privileged.perform('link-set-mac', { name, mac: wanted.mac ?? '' });
    if (current?.up && wanted.up !== false) await privileged.perform('link-up', { name });
  }
  if (wanted.mtu !== undefined && wanted.mtu !== current?.mtu)
    await privileged.perform('link-set-mtu', { name, mtu: wanted.mtu });
  if (wanted.master !== undefined && wanted.master !== (current?.master ?? null))
    await privileged.perform('link-set-master', { name, master: wanted.master ?? undefined });
  if (wanted.up !== undefined && wanted.up !== current?.up)
    await privileged.perform(wanted.up ? 'link-up' : 'link-down', { name });
  if (wanted.addresses === undefined) return;
  // A link that went down has lost its addresses of IPv6.
  const present = (current?.addresses ?? []).filter(({ local }) => !changesMac || familyOf(local) === 'ipv4');
  await setAddresses(privileged, present, wanted, wanted.addresses);
};

const setAddresses = async (
  privileged: Privileged,
  present: readonly AddressState[],
  { name, keepsDynamic = new Set(), inOrder = false }: WantedLink,
  wanted: readonly AddressState[],
): Promise<void> => {
  const add = ({ local, prefixlen, validSeconds }: AddressState): Promise<unknown> =>
    privileged.perform('address-set', { interface: name, local, prefixlen, validSeconds });
  const remove = ({ local, prefixlen }: AddressState): Promise<unknown> =>
    privileged.perform('address-delete', { interface: name, local, prefixlen });

  const isMisplaced = inOrder && !isSameList(present.filter(isIpv4), wanted.filter(isIpv4));
  const isKept = (address: AddressState): boolean =>
    !(isMisplaced && isIpv4(address)) &&
    (wanted.some((other) => isEqual(other, address)) ||
      (address.dynamic && keepsDynamic.has(familyOf(address.local))));
  // From the last to the first, which takes along those of its network that came later.
  const obsolete = present.filter((address) => !isKept(address)).toReversed();
  const kept = present.filter(isKept);
  // Two lengths of one address exclude each other in IPv6.
  const isInTheWay = (address: AddressState): boolean =>
    isMisplaced || (!isIpv4(address) && wanted.some(({ local }) => local === address.local));

  // What is new comes before the old goes, so that the link is never without an address.
  for (const address of obsolete.filter(isInTheWay)) await remove(address);
  for (const address of wanted)
    if (!kept.some((other) => isEqual(other, address) && other.dynamic === address.dynamic))
      await add(address);
  const last = obsolete.filter((address) => !isInTheWay(address));
  for (const address of last) await remove(address);
  // Those that were to stay may have gone along: unless the kernel is told otherwise.
  const staying = [...wanted, ...kept.filter((address) => !wanted.some((other) => isEqual(other, address)))];
  for (const address of staying) if (last.some((gone) => isSameNetwork(gone, address))) await add(address);
};

const isIpv4 = ({ local }: AddressState): boolean => familyOf(local) === 'ipv4';

const isSameList = (one: readonly AddressState[], other: readonly AddressState[]): boolean =>
  one.length === other.length && one.every((address, at) => isEqual(address, other[at] ?? address));

const isSameNetwork = (one: AddressState, other: AddressState): boolean => {
  if (!isIpv4(one) || !isIpv4(other) || one.prefixlen !== other.prefixlen) return false;
  const shift = 32 - one.prefixlen;
  const network = ({ local }: AddressState): number =>
    Math.floor(local.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) / 2 ** shift);
  return network(one) === network(other);
};
