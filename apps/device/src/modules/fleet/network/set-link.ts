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
}

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
  if (wanted.mac !== undefined && wanted.mac !== current?.mac) {
    // Most drivers change the hardware address only while the link is down.
    if (current?.up) await privileged.perform('link-down', { name });
    await privileged.perform('link-set-mac', { name, mac: wanted.mac });
    if (current?.up && wanted.up !== false) await privileged.perform('link-up', { name });
  }
  if (wanted.mtu !== undefined && wanted.mtu !== current?.mtu)
    await privileged.perform('link-set-mtu', { name, mtu: wanted.mtu });
  if (wanted.master !== undefined && wanted.master !== (current?.master ?? null))
    await privileged.perform('link-set-master', { name, master: wanted.master ?? undefined });
  if (wanted.up !== undefined && wanted.up !== current?.up)
    await privileged.perform(wanted.up ? 'link-up' : 'link-down', { name });
  if (wanted.addresses !== undefined) await setAddresses(privileged, current, wanted, wanted.addresses);
};

const setAddresses = async (
  privileged: Privileged,
  current: LinkState | undefined,
  { name, keepsDynamic = new Set() }: WantedLink,
  wanted: readonly AddressState[],
): Promise<void> => {
  const present = current?.addresses ?? [];
  // What is new comes first: removing a primary address takes the others of its network along on some kernels.
  for (const address of wanted) {
    if (present.some((other) => isEqual(other, address) && other.dynamic === address.dynamic)) continue;
    const seconds = address.validSeconds;
    await privileged.perform('address-add', {
      interface: name,
      local: address.local,
      prefixlen: address.prefixlen,
      broadcast: undefined,
      anycast: undefined,
      scope: undefined,
      validSeconds: seconds,
      preferredSeconds: seconds,
    });
  }
  for (const address of present) {
    const stays = address.dynamic && keepsDynamic.has(familyOf(address.local));
    if (stays || wanted.some((other) => isEqual(other, address))) continue;
    await privileged.perform('address-delete', {
      interface: name,
      local: address.local,
      prefixlen: address.prefixlen,
    });
  }
};
