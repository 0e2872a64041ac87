import type { LinuxFile } from '../linux-file.ts';
import type {
  LinuxBridge,
  LinuxInterface,
  LinuxVlan,
  LinuxVxlan,
  LinuxWireguard,
} from '../linux-manifest.ts';
import { NETWORKD_FOLDER } from '../plan/key-paths.ts';
import type { IniSection } from './ini-file.ts';
import { iniFile, settingsOf } from './ini-file.ts';

/** The `.netdev` file of an interface that networkd makes; undefined for all others. */
export function netdevFile(planned: LinuxInterface): LinuxFile | undefined {
  const sections = kindSections(planned);
  if (sections === undefined) return undefined;
  const { name, kind, mac, mtu } = planned;
  const netdev: IniSection = {
    type: 'NetDev',
    settings: settingsOf([
      ['Name', name],
      ['Kind', kind],
      ['MACAddress', mac],
      ['MTUBytes', mtu],
    ]),
  };
  const path = `${NETWORKD_FOLDER}/10-netloom-${name}.netdev`;
  return iniFile(path, 'networkd', [netdev, ...sections], name);
}

function kindSections({ kind, bridge, vlan, vxlan, wireguard }: LinuxInterface): IniSection[] | undefined {
  if (kind === 'dummy') return [];
  if (bridge !== undefined) return [bridgeSection(bridge)];
  if (vlan !== undefined) return [vlanSection(vlan)];
  if (vxlan !== undefined) return [vxlanSection(vxlan)];
  if (wireguard !== undefined) return wireguardSections(wireguard);
  return undefined;
}

function bridgeSection(bridge: LinuxBridge): IniSection {
  return {
    type: 'Bridge',
    settings: settingsOf([
      ['STP', bridge.stp],
      ['ForwardDelaySec', bridge.forward_delay],
      ['HelloTimeSec', bridge.hello_time],
      ['MaxAgeSec', bridge.max_age],
      ['AgeingTimeSec', bridge.ageing_time],
      ['Priority', bridge.priority],
      ['MulticastSnooping', bridge.igmp_snooping],
      ['MulticastQuerier', bridge.multicast_querier],
      ['VLANFiltering', bridge.vlan_filtering || undefined],
      // Otherwise every port would also belong to VLAN 1.
      ['DefaultPVID', bridge.vlan_filtering ? 'none' : undefined],
    ]),
  };
}

function vlanSection(vlan: LinuxVlan): IniSection {
  const pairs = (mapping: readonly string[] | undefined): string | undefined =>
    mapping?.map((pair) => pair.replace(':', '-')).join(' ');
  return {
    type: 'VLAN',
    settings: settingsOf([
      ['Id', vlan.id],
      ['Protocol', vlan.protocol === '802.1ad' ? '802.1ad' : undefined],
      ['IngressQOSMaps', pairs(vlan.ingress_qos_mapping)],
      ['EgressQOSMaps', pairs(vlan.egress_qos_mapping)],
    ]),
  };
}

function vxlanSection(vxlan: LinuxVxlan): IniSection {
  const isIpv6 = vxlan.remote.includes(':');
  return {
    type: 'VXLAN',
    settings: settingsOf([
      ['VNI', vxlan.vni],
      ['Remote', vxlan.remote],
      ['DestinationPort', vxlan.port],
      ['TTL', vxlan.ttl],
      ['UDPChecksum', isIpv6 ? undefined : vxlan.txcsum],
      ['UDP6ZeroChecksumTx', isIpv6 ? !vxlan.txcsum : undefined],
      ['UDP6ZeroChecksumRx', isIpv6 ? !vxlan.rxcsum : undefined],
    ]),
  };
}

function wireguardSections(wireguard: LinuxWireguard): IniSection[] {
  return [
    {
      type: 'WireGuard',
      settings: settingsOf([
        ['PrivateKeyFile', wireguard.private_key_file],
        ['ListenPort', wireguard.port],
        ['FirewallMark', wireguard.fwmark],
      ]),
    },
    ...wireguard.peers.map((peer) => ({
      type: 'WireGuardPeer',
      settings: settingsOf([
        ['PublicKey', peer.public_key],
        ['PresharedKeyFile', peer.preshared_key_file],
        ['AllowedIPs', peer.allowed_ips.length === 0 ? undefined : peer.allowed_ips.join(',')],
        ['Endpoint', peer.endpoint],
        ['PersistentKeepalive', peer.persistent_keepalive],
      ]),
    })),
  ];
}
