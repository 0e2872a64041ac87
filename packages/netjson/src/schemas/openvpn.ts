import type { JsonSchema } from '../json-schema.ts';
import { filesSection } from './files.ts';
import { openvpnClientDefinitions } from './openvpn/client.ts';
import { openvpnSection } from './openvpn/instances.ts';
import { openvpnServerDefinitions } from './openvpn/server.ts';
import { openvpnTunnelDefinitions } from './openvpn/tunnel.ts';

// Whether an instance runs is the service manager's affair here; only devices know `disabled`.
const { disabled: _disabled, ...tunnelProperties } = openvpnTunnelDefinitions.tunnel.properties;

/** Configuration of OpenVPN servers and clients, without a device around them. */
export const OPENVPN_SCHEMA = {
  type: 'object',
  additionalProperties: true,
  definitions: {
    tunnel: { ...openvpnTunnelDefinitions.tunnel, properties: tunnelProperties },
    ...openvpnClientDefinitions,
    ...openvpnServerDefinitions,
  },
  properties: { openvpn: openvpnSection, files: filesSection },
} satisfies JsonSchema;
