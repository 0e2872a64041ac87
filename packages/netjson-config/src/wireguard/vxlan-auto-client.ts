import type { JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';

/** What the client of a VXLAN tunnel must know. */
export interface VxlanClientArgs {
  /** Number of the VXLAN network. */
  readonly vni?: JsonValue;
  /** Address of the server inside the tunnel that carries the VXLAN. */
  readonly server_ip_address?: JsonValue;
  /** The tunnel, as in the server's document. */
  readonly vxlan?: JsonValue;
}

/** A client's end of a VXLAN tunnel. */
export type VxlanTunnel = { server_ip_address: JsonValue; vni: JsonValue; name: JsonValue };

/** The client's end of a VXLAN tunnel. */
export function vxlanAutoClient(args: VxlanClientArgs): VxlanTunnel {
  const { vni = 0, server_ip_address: serverAddress = '', vxlan } = args;
  const name = isJsonObject(vxlan) ? vxlan.name : undefined;
  return { server_ip_address: serverAddress, vni, name: name ?? 'vxlan' };
}
