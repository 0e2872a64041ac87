import type { JsonSchema } from '../json-schema.ts';
import { filesSection } from './files.ts';
import { openvpnClientDefinitions } from './openvpn/client.ts';
import { openvpnSection } from './openvpn/instances.ts';
import { openvpnServerDefinitions } from './openvpn/server.ts';
import { openvpnTunnelDefinitions } from './openvpn/tunnel.ts';
import { addressDefinitions } from './openwrt/addresses.ts';
import { bridgeDefinitions } from './openwrt/bridge.ts';
import { dialupDefinitions } from './openwrt/dialup.ts';
import { dnsSearchSection, dnsServersSection } from './openwrt/dns.ts';
import { encryptionDefinitions } from './openwrt/encryption.ts';
import { generalSection } from './openwrt/general.ts';
import { interfaceDefinitions } from './openwrt/interface-settings.ts';
import { interfacesSection } from './openwrt/interfaces.ts';
import { ipRulesSection } from './openwrt/ip-rules.ts';
import { ledSection } from './openwrt/led.ts';
import { ntpSection } from './openwrt/ntp.ts';
import { radiosSection } from './openwrt/radios-section.ts';
import { radioDefinitions } from './openwrt/radios.ts';
import { routesSection } from './openwrt/routes.ts';
import { switchSection } from './openwrt/switch.ts';
import { tunnelDefinitions } from './openwrt/tunnels.ts';
import { vlanDefinitions } from './openwrt/vlan.ts';
import { wireguardPeersSection } from './openwrt/wireguard-peers.ts';
import { wirelessDefinitions } from './openwrt/wireless.ts';
import { zerotierSection } from './openwrt/zerotier.ts';

/** Configuration of a device that runs OpenWrt. The order of the properties decides which error comes first. */
export const OPENWRT_SCHEMA = {
  type: 'object',
  additionalProperties: true,
  definitions: {
    ...addressDefinitions,
    ...interfaceDefinitions,
    ...wirelessDefinitions,
    ...bridgeDefinitions,
    ...encryptionDefinitions,
    ...radioDefinitions,
    ...vlanDefinitions,
    ...dialupDefinitions,
    ...tunnelDefinitions,
    ...openvpnTunnelDefinitions,
    ...openvpnClientDefinitions,
    ...openvpnServerDefinitions,
  },
  properties: {
    general: generalSection,
    interfaces: interfacesSection,
    radios: radiosSection,
    dns_servers: dnsServersSection,
    dns_search: dnsSearchSection,
    routes: routesSection,
    files: filesSection,
    ip_rules: ipRulesSection,
    ntp: ntpSection,
    switch: switchSection,
    led: ledSection,
    wireguard_peers: wireguardPeersSection,
    zerotier: zerotierSection,
    openvpn: openvpnSection,
  },
} satisfies JsonSchema;
