import type { JsonSchema } from '../json-schema.ts';
import { linuxAddressDefinitions } from './linux/addresses.ts';
import { linuxEncryptionDefinitions } from './linux/encryption.ts';
import { linuxInterfaceDefinitions, linuxInterfacesSection } from './linux/interfaces.ts';
import { linuxRadioDefinitions, linuxRadiosSection } from './linux/radios.ts';
import { linuxIpRulesSection, linuxRoutesSection } from './linux/routing.ts';
import {
  linuxDnsSearchSection,
  linuxDnsServersSection,
  linuxFilesSection,
  linuxGeneralSection,
  linuxNtpSection,
} from './linux/system.ts';
import { linuxWireguardPeersSection } from './linux/tunnels.ts';
import { linuxWirelessDefinitions } from './linux/wireless.ts';
import { openvpnClientDefinitions } from './openvpn/client.ts';
import { openvpnSection } from './openvpn/instances.ts';
import { openvpnServerDefinitions } from './openvpn/server.ts';
import { openvpnTunnelDefinitions } from './openvpn/tunnel.ts';

/**
 * Configuration of a plain Linux box. What cannot be done there is refused instead of ignored, so no object takes
 * properties that it does not know, except for OpenVPN, which has more directives than forms have fields.
 */
export const LINUX_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  definitions: {
    ...linuxAddressDefinitions,
    ...linuxInterfaceDefinitions,
    ...linuxWirelessDefinitions,
    ...linuxEncryptionDefinitions,
    ...linuxRadioDefinitions,
    ...openvpnTunnelDefinitions,
    ...openvpnClientDefinitions,
    ...openvpnServerDefinitions,
  },
  properties: {
    type: { type: 'string', enum: ['DeviceConfiguration'], options: { hidden: true } },
    general: linuxGeneralSection,
    interfaces: linuxInterfacesSection,
    radios: linuxRadiosSection,
    dns_servers: linuxDnsServersSection,
    dns_search: linuxDnsSearchSection,
    routes: linuxRoutesSection,
    files: linuxFilesSection,
    ip_rules: linuxIpRulesSection,
    ntp: linuxNtpSection,
    wireguard_peers: linuxWireguardPeersSection,
    openvpn: openvpnSection,
  },
} satisfies JsonSchema;
