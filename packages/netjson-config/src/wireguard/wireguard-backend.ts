import { WIREGUARD_SCHEMA } from '@netloom/netjson';
import type { Backend } from '../backend.ts';
import { wireguardAutoClient } from './auto-client.ts';
import { convertWireguard } from './convert-wireguard.ts';

/** WireGuard servers, in the format of `wg-quick`. */
export const wireguardBackend: Backend = {
  name: 'openwisp_controller.vpn_backends.Wireguard',
  label: 'WireGuard',
  kind: 'vpn',
  schema: WIREGUARD_SCHEMA,
  mergeIds: [],
  defaultOptions: { dsa: true },
  convert: convertWireguard,
  clientBuilders: new Map([['auto_client', wireguardAutoClient]]),
};
