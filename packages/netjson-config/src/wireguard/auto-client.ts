import type { JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';

/** What the client of a WireGuard server must know. */
export interface WireguardClientArgs {
  /** Host name or address of the server. */
  readonly host?: JsonValue;
  /** Public key of the server. */
  readonly public_key?: JsonValue;
  /** The server's instance, as in its document. */
  readonly server?: JsonValue;
  /** Port on which the client itself listens. */
  readonly port?: JsonValue;
  /** Private key of the client; a variable unless given. */
  readonly private_key?: JsonValue;
  /** Address of the client inside the tunnel. */
  readonly ip_address?: JsonValue;
  /** Network that is reached through the tunnel, e.g. `10.0.0.0/24`. */
  readonly server_ip_network?: JsonValue;
}

/** The two ends of a tunnel. (A type, not an interface, so that it is plain JSON data for the compiler too.) */
export type WireguardTunnel = {
  interface_name: JsonValue;
  client: { port: JsonValue; private_key: JsonValue; ip_address: JsonValue };
  server: {
    public_key: JsonValue;
    endpoint_host: JsonValue;
    endpoint_port: JsonValue;
    allowed_ips: JsonValue[];
  };
};

const DEFAULT_PORT = 51820;

/** Both ends of a tunnel to a WireGuard server, as seen by the client. */
export function wireguardAutoClient(args: WireguardClientArgs): WireguardTunnel {
  const {
    host = '',
    public_key: publicKey = '',
    server: givenServer,
    port = DEFAULT_PORT,
    private_key: privateKey = '{{private_key}}',
    ip_address: ipAddress = null,
    server_ip_network: serverNetwork = '',
  } = args;
  const server = isJsonObject(givenServer) ? givenServer : {};
  return {
    interface_name: server.name ?? '',
    client: { port, private_key: privateKey, ip_address: ipAddress },
    server: {
      public_key: publicKey,
      endpoint_host: host,
      endpoint_port: server.port ?? DEFAULT_PORT,
      allowed_ips: [serverNetwork],
    },
  };
}
