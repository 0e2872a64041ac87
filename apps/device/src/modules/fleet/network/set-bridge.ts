import type { LinuxInterface } from '@netloom/netjson-config/linux-manifest';
import type { ActionParams } from '../../../platform/privileged/actions.ts';
import type { Privileged } from '../../../platform/privileged/privileged.ts';
import type { LinkState } from './network-state.ts';

type BridgeOptions = Omit<ActionParams<'bridge-set'>, 'name'>;

/** Options of a bridge: how `ip -d link` calls them, how many of the kernel's units ours is, and the kernel's own choice. */
const options = {
  stp: ['stp_state', 1, false],
  forwardDelay: ['forward_delay', 100, 15],
  helloTime: ['hello_time', 100, 2],
  maxAge: ['max_age', 100, 20],
  ageingTime: ['ageing_time', 100, 300],
  priority: ['priority', 1, 32_768],
  igmpSnooping: ['mcast_snooping', 1, true],
  multicastQuerier: ['mcast_querier', 1, false],
  vlanFiltering: ['vlan_filtering', 1, false],
} as const;

const names = Object.keys(options) as (keyof typeof options)[];

/** Sets the options that differ. One that the kernel was built without counts as off: only who wants it on is told. */
const setOptions = async (
  privileged: Privileged,
  name: string,
  wanted: BridgeOptions,
  present: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const changes = names.filter((option) => {
    const [shown, unit] = options[option];
    return wanted[option] !== undefined && Number(wanted[option]) * unit !== Number(present[shown] ?? 0);
  });
  if (changes.length === 0) return;
  const unchanged = Object.fromEntries(names.map((option) => [option, undefined]));
  const changed = Object.fromEntries(changes.map((option) => [option, wanted[option]]));
  await privileged.perform('bridge-set', { name, ...unchanged, ...changed } as ActionParams<'bridge-set'>);
};

/**
 * Gives a bridge its options, those of the kernel where the configuration says nothing, and its VLANs when it filters
 * them.
 *
 * @throws CommandError
 */
export const setBridge = async (
  privileged: Privileged,
  { name, bridge }: LinuxInterface,
  present: LinkState | undefined,
): Promise<void> => {
  if (bridge === undefined) return;
  const details = present?.details ?? {};
  const usual = (option: keyof typeof options): number | boolean | undefined => {
    const [shown, , value] = options[option];
    return details[shown] === undefined ? undefined : value;
  };
  const wanted = {
    stp: bridge.stp,
    forwardDelay: bridge.forward_delay ?? usual('forwardDelay'),
    helloTime: bridge.hello_time ?? usual('helloTime'),
    maxAge: bridge.max_age ?? usual('maxAge'),
    ageingTime: bridge.ageing_time ?? usual('ageingTime'),
    priority: bridge.priority ?? usual('priority'),
    igmpSnooping: bridge.igmp_snooping ?? usual('igmpSnooping'),
    multicastQuerier: bridge.multicast_querier ?? usual('multicastQuerier'),
    vlanFiltering: bridge.vlan_filtering,
  };
  await setOptions(privileged, name, wanted as BridgeOptions, details);
};

/** Gives a bridge the options back that it had. @throws CommandError */
export const restoreBridge = async (
  privileged: Privileged,
  present: LinkState,
  saved: LinkState,
): Promise<void> => {
  if (saved.kind !== 'bridge' || present.kind !== 'bridge') return;
  const former = Object.fromEntries(
    names.map((option) => {
      const [shown, unit, usual] = options[option];
      const value = saved.details[shown];
      if (value === undefined) return [option, undefined];
      return [option, typeof usual === 'boolean' ? Boolean(value) : Number(value) / unit];
    }),
  );
  await setOptions(privileged, saved.name, former as BridgeOptions, present.details);
};
