/** Spanning tree options of a bridge. */
export const STP_OPTIONS: readonly string[] = [
  'stp',
  'forward_delay',
  'hello_time',
  'priority',
  'ageing_time',
  'max_age',
];

/** Multicast options of a bridge. */
export const IGMP_OPTIONS: readonly string[] = [
  'igmp_snooping',
  'multicast_querier',
  'query_interval',
  'query_response_interval',
  'last_member_interval',
  'hash_max',
  'robustness',
];

/** Options of the link layer, which belong to a device and not to the interface on top of it. */
export const LAYER_2_OPTIONS: readonly string[] = [
  'rpfilter',
  'txqueuelen',
  'neighreachabletime',
  'neighgcstaletime',
  'neighlocktime',
  'igmpversion',
  'mldversion',
  'promisc',
  'acceptlocal',
  'sendredirects',
  'multicast',
  'mtu',
  'mtu6',
  'dadtransmits',
];

/** Everything that a bridge's device block takes from the interface. */
export const BRIDGE_DEVICE_OPTIONS: readonly string[] = [
  ...STP_OPTIONS,
  ...IGMP_OPTIONS,
  'vlan_filtering',
  'macaddr',
  'mtu',
];
