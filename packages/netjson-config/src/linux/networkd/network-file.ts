import type { LinuxInterface, LinuxRoute, LinuxRule } from '../linux-manifest.ts';
import type { LinuxFile } from '../linux-file.ts';
import { NETWORKD_FOLDER } from '../plan/key-paths.ts';
import type { IniSection } from './ini-file.ts';
import { iniFile, settingsOf } from './ini-file.ts';

/** What stands on an interface, which its own file has to name. */
export interface Dependents {
  readonly vlans: readonly string[];
  readonly vxlans: readonly string[];
}

/** The `.network` file of an interface: its link, addresses, routes, and what stands on it. */
export function networkFile(
  planned: LinuxInterface,
  dependents: Dependents,
  rules: readonly LinuxRule[],
): LinuxFile {
  const sections: IniSection[] = [
    { type: 'Match', settings: settingsOf([['Name', planned.name]]) },
    linkSection(planned),
    ...networkSections(planned, dependents),
    ...rules.map(ruleSection),
  ];
  return iniFile(`${NETWORKD_FOLDER}/10-netloom-${planned.name}.network`, 'networkd', sections, planned.name);
}

const ACTIVATION: Readonly<Record<LinuxInterface['state'], string | undefined>> = {
  up: undefined,
  down: 'always-down',
  manual: 'manual',
};

function linkSection({ kind, state, mac, mtu, vlan }: LinuxInterface): IniSection {
  const isMade = vlan !== undefined || ['bridge', 'dummy', 'vxlan', 'wireguard'].includes(kind);
  return {
    type: 'Link',
    settings: settingsOf([
      // Devices that networkd makes have these from their `.netdev` file.
      ['MACAddress', isMade ? undefined : mac],
      ['MTUBytes', isMade ? undefined : mtu],
      ['ActivationPolicy', ACTIVATION[state]],
      ['RequiredForOnline', state === 'up' ? undefined : false],
    ]),
  };
}

function networkSections(planned: LinuxInterface, { vlans, vxlans }: Dependents): IniSection[] {
  const { described, dhcp, dns, bridge } = planned;
  const port = activePort(planned);
  const isByHostapd = port?.by_hostapd === true;
  return [
    {
      type: 'Network',
      settings: settingsOf([
        ['DHCP', described ? dhcpText(dhcp) : undefined],
        ['IPv6AcceptRA', described ? dhcp.includes('ipv6') : undefined],
        ['KeepConfiguration', described || port !== undefined ? undefined : true],
        ['ConfigureWithoutCarrier', isKeptWithoutCarrier(planned) || undefined],
        ...(dns?.servers ?? []).map((server) => ['DNS', server] as const),
        ...(dns?.search ?? []).map((domain) => ['Domains', domain] as const),
        // The daemon of an access point puts its interface into the bridge.
        ['LinkLocalAddressing', isByHostapd ? false : undefined],
        ['KeepMaster', isByHostapd || undefined],
        ['Bridge', isByHostapd ? undefined : port?.bridge],
        ...vlans.map((name) => ['VLAN', name] as const),
        ...vxlans.map((name) => ['VXLAN', name] as const),
      ]),
    },
    ...planned.addresses.map(({ address, mask }) => ({
      type: 'Address',
      settings: settingsOf([['Address', `${address}/${mask}`]]),
    })),
    ...planned.routes.map(routeSection),
    ...(bridge?.vlans ?? []).map((vlan) => ({ type: 'BridgeVLAN', settings: settingsOf([['VLAN', vlan]]) })),
    ...(port?.vlans ?? []).map(({ vlan, untagged, primary }) => ({
      type: 'BridgeVLAN',
      settings: settingsOf([
        ['VLAN', vlan],
        ['EgressUntagged', untagged ? vlan : undefined],
        ['PVID', primary ? vlan : undefined],
      ]),
    })),
  ];
}

/** An access point that is switched off has no daemon that could put it into its bridge. */
function activePort({ bridge_port: port, wireless }: LinuxInterface): LinuxInterface['bridge_port'] {
  return port?.by_hostapd === true && wireless?.config_file === undefined ? undefined : port;
}

/** Whether the addresses stay although nothing is plugged in: ports and clients come and go. */
function isKeptWithoutCarrier({ kind, addresses, wireless }: LinuxInterface): boolean {
  const isAccessPoint = wireless?.mode === 'access_point' && wireless.config_file !== undefined;
  return (kind === 'bridge' || kind === 'dummy' || isAccessPoint) && addresses.length > 0;
}

function dhcpText(families: LinuxInterface['dhcp']): string {
  return families.length === 2 ? 'yes' : (families[0] ?? 'no');
}

function routeSection(route: LinuxRoute): IniSection {
  return {
    type: 'Route',
    settings: settingsOf([
      ['Destination', route.destination],
      ['Gateway', route.gateway],
      ['GatewayOnLink', route.onlink],
      ['Type', route.type],
      ['Metric', route.metric],
      ['PreferredSource', route.source],
      ['MTUBytes', route.mtu],
      ['Table', route.table],
    ]),
  };
}

function ruleSection(rule: LinuxRule): IniSection {
  return {
    type: 'RoutingPolicyRule',
    settings: settingsOf([
      ['Family', rule.src === undefined && rule.dest === undefined ? rule.family : undefined],
      ['Priority', rule.priority],
      ['IncomingInterface', rule.in],
      ['OutgoingInterface', rule.out],
      ['From', rule.src],
      ['To', rule.dest],
      ['TypeOfService', rule.tos],
      ['FirewallMark', rule.mark],
      ['Table', rule.lookup],
      ['Type', rule.action],
      ['InvertRule', rule.invert],
    ]),
  };
}
