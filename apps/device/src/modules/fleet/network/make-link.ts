import type { LinuxInterface } from '@netloom/netjson-config/linux-manifest';
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

/** Sets the options of a bridge, and its VLANs when it filters them. @throws CommandError */
export const setBridge = async (privileged: Privileged, { name, bridge }: LinuxInterface): Promise<void> => {
  if (bridge === undefined) return;
  await privileged.perform('bridge-set', {
    name,
    stp: bridge.stp,
    forwardDelay: bridge.forward_delay,
    helloTime: bridge.hello_time,
    maxAge: bridge.max_age,
    ageingTime: bridge.ageing_time,
    priority: bridge.priority,
    igmpSnooping: bridge.igmp_snooping,
    multicastQuerier: bridge.multicast_querier,
    vlanFiltering: bridge.vlan_filtering,
  });
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
