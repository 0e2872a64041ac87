const vlan = (ifindex: number, parent: string, id: number, addresses: readonly object[] = []) => ({
  ifindex,
  link: parent,
  ifname: `${parent}.${id}`,
  flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
  mtu: 1500,
  qdisc: 'noqueue',
  operstate: 'UP',
  group: 'default',
  txqlen: 1000,
  link_type: 'ether',
  address: '02:00:00:00:00:0a',
  broadcast: 'ff:ff:ff:ff:ff:ff',
  promiscuity: 0,
  min_mtu: 0,
  max_mtu: 65_535,
  linkinfo: { info_kind: 'vlan', info_data: { protocol: '802.1Q', id, flags: ['REORDER_HDR'] } },
  inet6_addr_gen_mode: 'eui64',
  num_tx_queues: 1,
  num_rx_queues: 1,
  addr_info: addresses,
});

/**
 * What `ip -details -json addr show type vlan` of iproute2 6.1 prints on a box with three VLANs: links of other kinds
 * are empty objects.
 */
export const threeVlans = JSON.stringify([
  {},
  {},
  vlan(9, 'eth0', 20, [
    {
      family: 'inet',
      local: '198.51.100.10',
      prefixlen: 24,
      broadcast: '198.51.100.255',
      scope: 'global',
      label: 'eth0.20',
      valid_life_time: 4_294_967_295,
      preferred_life_time: 4_294_967_295,
    },
  ]),
  vlan(10, 'eth0', 30),
  {},
  vlan(11, 'eth1', 20),
]);

/** Names of the interfaces in an answer, by parent. */
export const namesIn = (listing: unknown): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(listing as Record<string, { ifname: string }[]>).map(([parent, links]) => [
      parent,
      links.map(({ ifname }) => ifname),
    ]),
  );
