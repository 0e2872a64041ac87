import { VXLAN_WIREGUARD_SCHEMA } from '@netloom/netjson';
import type { Backend } from '../backend.ts';
import { convertWireguard } from './convert-wireguard.ts';
import { vxlanAutoClient } from './vxlan-auto-client.ts';

/** WireGuard servers that carry VXLAN tunnels. The tunnels themselves are set up by the clients' side. */
export const vxlanWireguardBackend: Backend = {
  name: 'openwisp_controller.vpn_backends.VxlanWireguard',
  label: 'VXLAN over WireGuard',
  kind: 'vpn',
  schema: VXLAN_WIREGUARD_SCHEMA,
  mergeIds: [],
  defaultOptions: { dsa: true },
  convert: convertWireguard,
  clientBuilders: new Map([['auto_client', vxlanAutoClient]]),
};
