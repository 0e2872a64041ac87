import type { LinuxBridge, LinuxInterface } from '@netloom/netjson-config/linux-manifest';
import type { Privileged } from '../../../platform/privileged/privileged.ts';

/** Makes a link that is no hardware. @throws CommandError, also when the kernel has no such kind of link. */
export const makeLink = async (privileged: Privileged, link: LinuxInterface): Promise<void> => {
  const { name } = link;
  switch (link.kind) {
    case 'dummy':
    case 'bridge':
    case 'wireguard':
      await privileged.perform(`${link.kind}-add`, { name });
      break;
    case 'vlan':
      if (link.vlan === undefined) return;
      await privileged.perform('vlan-link-add', {
        name,
        base: link.vlan.base,
        id: link.vlan.id,
        protocol: link.vlan.protocol,
        ingress: [...(link.vlan.ingress_qos_mapping ?? [])],
        egress: [...(link.vlan.egress_qos_mapping ?? [])],
      });
      break;
    case 'vxlan':
      if (link.vxlan === undefined) return;
      await privileged.perform('vxlan-add', {
        name,
        vni: link.vxlan.vni,
        remote: link.vxlan.remote,
        port: link.vxlan.port,
        base: link.vxlan.tunlink,
        ttl: link.vxlan.ttl,
      });
      break;
    default:
  }
};

/** Options of a bridge: how `ip -d link` calls them, and how many of the kernel's units ours is. */
const bridgeOptions = {
  stp: ['stp_state', 1],
  forward_delay: ['forward_delay', 100],
  hello_time: ['hello_time', 100],
  max_age: ['max_age', 100],
  ageing_time: ['ageing_time', 100],
  priority: ['priority', 1],
  igmp_snooping: ['mcast_snooping', 1],
  multicast_querier: ['mcast_querier', 1],
  vlan_filtering: ['vlan_filtering', 1],
} as const;

type BridgeOption = keyof typeof bridgeOptions;

/**
 * Sets the options of a bridge that differ, and its VLANs when it filters them. An option that the kernel was built
 * without counts as off, so that only who wants it on is told.
 *
 * @param present what `ip -d link` shows of the bridge
 * @throws CommandError
 */
export const setBridge = async (
  privileged: Privileged,
  { name, bridge }: LinuxInterface,
  present: Readonly<Record<string, unknown>>,
): Promise<void> => {
  if (bridge === undefined) return;
  const differs = (ours: BridgeOption): boolean => {
    const [kernels, unit] = bridgeOptions[ours];
    return bridge[ours] !== undefined && Number(bridge[ours]) * unit !== Number(present[kernels] ?? 0);
  };
  const changed = <Option extends BridgeOption>(ours: Option): LinuxBridge[Option] | undefined =>
    differs(ours) ? bridge[ours] : undefined;
  const changes = {
    stp: changed('stp'),
    forwardDelay: changed('forward_delay'),
    helloTime: changed('hello_time'),
    maxAge: changed('max_age'),
    ageingTime: changed('ageing_time'),
    priority: changed('priority'),
    igmpSnooping: changed('igmp_snooping'),
    multicastQuerier: changed('multicast_querier'),
    vlanFiltering: changed('vlan_filtering'),
  };
  if (Object.values(changes).some((value) => value !== undefined))
    await privileged.perform('bridge-set', { name, ...changes });
  for (const vlan of bridge.vlans ?? [])
    await privileged.perform('bridge-vlan-add', { name, vlan, untagged: false, primary: false, self: true });
};

/** Sets the VLANs of a port of a bridge that filters them. @throws CommandError */
export const setPortVlans = async (
  privileged: Privileged,
  { name, bridge_port: port }: LinuxInterface,
): Promise<void> => {
  if (port?.vlans === undefined) return;
  // The kernel puts each new port into VLAN 1.
  if (!port.vlans.some(({ vlan }) => vlan === 1))
    await privileged.perform('bridge-vlan-delete', { name, vlan: 1, self: false }).catch(() => undefined);
  for (const { vlan, untagged, primary } of port.vlans)
    await privileged.perform('bridge-vlan-add', { name, vlan, untagged, primary, self: false });
};

/** Gives a WireGuard interface its keys and peers. The files of keys must be written already. @throws CommandError */
export const setWireguard = async (
  privileged: Privileged,
  { name, wireguard }: LinuxInterface,
): Promise<void> => {
  if (wireguard === undefined) return;
  await privileged.perform('wireguard-set', {
    name,
    privateKeyFile: wireguard.private_key_file,
    port: wireguard.port,
    fwmark: wireguard.fwmark,
    peers: wireguard.peers.map((peer) => ({
      publicKey: peer.public_key,
      presharedKeyFile: peer.preshared_key_file,
      allowedIps: [...peer.allowed_ips],
      endpoint: peer.endpoint,
      keepalive: peer.persistent_keepalive,
    })),
  });
};
