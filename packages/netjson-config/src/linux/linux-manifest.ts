/** Where the manifest lies in an archive. */
export const LINUX_MANIFEST_PATH = 'netloom/manifest.json';

/**
 * What an archive of the backend `netloom.Linux` asks for, in the terms of NetJSON and without any secret, so that a
 * program can apply it with `ip` alone and knows which file belongs to which daemon. The archive's member
 * `netloom/manifest.json`; it is not meant to be installed.
 *
 * An absent property means that the configuration says nothing about it: leave it as it is.
 */
export interface LinuxManifest {
  /** Changes when a program that knows the old form would go wrong. */
  readonly version: 1;
  readonly hostname?: string;
  /** Name in the tz database, e.g. `Europe/Rome`; `/etc/localtime` is to point there. */
  readonly timezone?: string;
  readonly ntp?: LinuxTime;
  /** Name servers of the whole device, beside those of its interfaces. */
  readonly dns?: LinuxResolver;
  /** Kernel settings by their names, e.g. `net.ipv4.ip_forward`. */
  readonly sysctl: Readonly<Record<string, string>>;
  /**
   * In an order in which they can be made: each one after those that it stands on (`vlan.base`, `vxlan.tunlink`).
   * A bridge may come after its members, so put these into their bridges when all interfaces exist.
   */
  readonly interfaces: readonly LinuxInterface[];
  readonly rules: readonly LinuxRule[];
  readonly radios: readonly LinuxRadio[];
  /** Daemons that the files are for, in the order in which they should be restarted. */
  readonly services: readonly LinuxService[];
  /** All other members of the archive, in its order. */
  readonly files: readonly LinuxManifestFile[];
}

export interface LinuxTime {
  /** Whether the device keeps its clock by asking servers. */
  readonly enabled: boolean;
  /** Empty: those of the distribution. */
  readonly servers: readonly string[];
}

export interface LinuxResolver {
  readonly servers: readonly string[];
  readonly search: readonly string[];
}

/**
 * - `physical`: made by hardware, or by some program: it is not made, only set up
 * - `loopback`: the interface `lo`
 * - `dummy`, `bridge`, `vlan`, `vxlan`, `wireguard`: made as the property of the same name tells
 * - `wireless`: made by hardware; see the property `wireless`
 */
export type LinuxInterfaceKind =
  | 'physical'
  | 'loopback'
  | 'dummy'
  | 'bridge'
  | 'vlan'
  | 'vxlan'
  | 'wireguard'
  | 'wireless';

export interface LinuxInterface {
  readonly name: string;
  readonly kind: LinuxInterfaceKind;
  /**
   * False for interfaces that others stand on and that the configuration says nothing else about: bring them up,
   * leave their addresses as they are.
   */
  readonly described: boolean;
  /** `up`: now and at boot; `down`: never; `manual`: as somebody else decides. */
  readonly state: 'up' | 'down' | 'manual';
  /** Lower case, with colons. */
  readonly mac?: string;
  readonly mtu?: number;
  /** The static addresses; there should be no others, except for those of the kernel and of DHCP. */
  readonly addresses: readonly LinuxAddress[];
  /** Which addresses come from DHCP; `ipv6` includes router advertisements, which are ignored otherwise. */
  readonly dhcp: readonly ('ipv4' | 'ipv6')[];
  /** Static routes through this interface, gateways of its addresses first. */
  readonly routes: readonly LinuxRoute[];
  /** Name servers to be asked through this interface. */
  readonly dns?: LinuxResolver;
  /** The bridge that this interface is a port of. */
  readonly bridge_port?: LinuxBridgePort;
  readonly bridge?: LinuxBridge;
  readonly vlan?: LinuxVlan;
  readonly vxlan?: LinuxVxlan;
  readonly wireguard?: LinuxWireguard;
  readonly wireless?: LinuxWireless;
}

export interface LinuxAddress {
  readonly family: 'ipv4' | 'ipv6';
  /** Without the prefix length. */
  readonly address: string;
  /** Prefix length. */
  readonly mask: number;
}

export interface LinuxRoute {
  readonly family: 'ipv4' | 'ipv6';
  /** In CIDR form; `0.0.0.0/0` and `::/0` for default routes. */
  readonly destination: string;
  /** Absent for hosts on the link itself, and for types of routes that lead nowhere. */
  readonly gateway?: string;
  /** As `ip route` calls it; absent for `unicast`. */
  readonly type?: string;
  readonly metric?: number;
  /** Preferred source address. */
  readonly source?: string;
  readonly mtu?: number;
  readonly table?: number;
  /** The gateway lies in no network of the interface. */
  readonly onlink?: true;
}

export interface LinuxRule {
  readonly family: 'ipv4' | 'ipv6';
  readonly priority?: number;
  readonly in?: string;
  readonly out?: string;
  /** Source network in CIDR form. */
  readonly src?: string;
  /** Destination network in CIDR form. */
  readonly dest?: string;
  readonly tos?: number;
  /** Mark and, after a slash, its mask. */
  readonly mark?: string;
  /** Number of a routing table, or `main`, `default`, `local`. */
  readonly lookup?: string;
  readonly action?: 'prohibit' | 'unreachable' | 'blackhole';
  readonly invert?: true;
}

export interface LinuxBridgePort {
  /** Name of the bridge. */
  readonly bridge: string;
  /** The daemon of the access point makes the interface a port. */
  readonly by_hostapd?: true;
  /** VLANs of this port, when the bridge filters them; all others are to be removed, also 1. */
  readonly vlans?: readonly LinuxBridgeVlan[];
}

export interface LinuxBridgeVlan {
  readonly vlan: number;
  /** Frames leave the port without a tag. */
  readonly untagged: boolean;
  /** Frames that arrive without a tag belong to this VLAN. */
  readonly primary: boolean;
}

/** Options that are absent have the kernel's defaults. Times in seconds. */
export interface LinuxBridge {
  readonly members: readonly string[];
  readonly stp: boolean;
  readonly forward_delay?: number;
  readonly hello_time?: number;
  readonly max_age?: number;
  readonly ageing_time?: number;
  readonly priority?: number;
  readonly igmp_snooping?: boolean;
  readonly multicast_querier?: boolean;
  readonly vlan_filtering: boolean;
  /** VLANs of the bridge itself, tagged, when it filters them. */
  readonly vlans?: readonly number[];
}

export interface LinuxVlan {
  readonly base: string;
  readonly id: number;
  readonly protocol: '802.1q' | '802.1ad';
  /** Pairs such as `1:2`. */
  readonly ingress_qos_mapping?: readonly string[];
  readonly egress_qos_mapping?: readonly string[];
}

export interface LinuxVxlan {
  readonly vni: number;
  readonly remote: string;
  readonly port: number;
  readonly tunlink: string;
  readonly ttl?: number;
  /** Whether packets must arrive, and are sent, with UDP checksums. */
  readonly rxcsum: boolean;
  readonly txcsum: boolean;
}

export interface LinuxWireguard {
  /** Path of the file with the private key, as `wg set … private-key` takes it. */
  readonly private_key_file: string;
  readonly port?: number;
  readonly fwmark?: string;
  readonly peers: readonly LinuxWireguardPeer[];
}

export interface LinuxWireguardPeer {
  readonly public_key: string;
  readonly preshared_key_file?: string;
  readonly allowed_ips: readonly string[];
  /** `host:port`, an IPv6 address in brackets. */
  readonly endpoint?: string;
  readonly persistent_keepalive?: number;
}

export interface LinuxWireless {
  readonly mode: 'access_point' | 'station';
  readonly radio: string;
  readonly ssid: string;
  /** File of the daemon; absent when the interface or its radio is switched off. */
  readonly config_file?: string;
}

export interface LinuxRadio {
  readonly name: string;
  readonly phy?: string;
  readonly disabled: boolean;
  /** Regulatory domain. */
  readonly country?: string;
  /** In dBm; no daemon sets it, `iw dev NAME set txpower fixed` does. */
  readonly tx_power?: number;
  /** The wireless interfaces on this radio. */
  readonly interfaces: readonly string[];
}

export interface LinuxService {
  /** Unit of systemd, e.g. `hostapd@wlan0.service`. */
  readonly unit: string;
  /** False: it should not run. */
  readonly enabled: boolean;
}

/**
 * - `networkd`: read by systemd-networkd; a program that applies `interfaces` and `rules` itself leaves it out
 * - `key`: a secret that `networkd` files and `interfaces` name by its path
 * - `wpa_supplicant`, `hostapd`: of the daemon that serves the interface, one service each
 * - `hostapd_clients`: a list of clients that the file of hostapd names
 * - `openvpn`: an instance of OpenVPN, one service each
 * - `hostname`, `timezone`, `timesyncd`, `resolved`, `sysctl`: the same as the manifest's properties, for the system
 * - `file`: from the configuration's section `files`
 */
export type LinuxFilePurpose =
  | 'networkd'
  | 'key'
  | 'wpa_supplicant'
  | 'hostapd'
  | 'hostapd_clients'
  | 'openvpn'
  | 'hostname'
  | 'timezone'
  | 'timesyncd'
  | 'resolved'
  | 'sysctl'
  | 'file';

export interface LinuxManifestFile {
  /** Absolute. In the archive it has no leading slash. */
  readonly path: string;
  readonly purpose: LinuxFilePurpose;
  /** Permissions that the installed file is to have, as an octal number. Secrets are 0600 inside the archive. */
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
  /** The interface that the file is for. */
  readonly interface?: string;
}
