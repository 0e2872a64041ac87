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
        receiveChecksums: link.vxlan.rxcsum,
        sendChecksums: link.vxlan.txcsum,
      });
      break;
    default:
  }
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
