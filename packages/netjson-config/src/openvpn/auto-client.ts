import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { ConfigurationError } from '../configuration-error.ts';
import { isTruthy } from '../python/is-truthy.ts';
import { isKeyFileReference } from './convert-instance.ts';

/** What the client of an OpenVPN server must know. The paths and contents go in pairs; half a pair is ignored. */
export interface OpenvpnClientArgs {
  /** Host name or address of the server. */
  readonly host?: JsonValue;
  /** The server's instance, as in its document. */
  readonly server?: JsonValue;
  readonly ca_path?: JsonValue;
  readonly ca_contents?: JsonValue;
  readonly cert_path?: JsonValue;
  readonly cert_contents?: JsonValue;
  readonly key_path?: JsonValue;
  readonly key_contents?: JsonValue;
}

const DEFAULT_PORT = 1195;
const KEY_FILE_MODE = '0600';

/** Options that must be the same at both ends, in the order in which they are written. */
const SHARED_OPTIONS = [
  'name',
  'dev_type',
  'dev',
  'comp_lzo',
  'compress',
  'allow_compression',
  'auth',
  'cipher',
  'ca',
  'cert',
  'key',
  'pkcs12',
  'mtu_test',
  'fragment',
  'mssfix',
  'keepalive',
  'persist_tun',
  'mute',
  'persist_key',
  'user',
  'group',
  'mute_replay_warnings',
  'secret',
  'reneg_sec',
  'tls_timeout',
  'tls_cipher',
  'float',
  'fast_io',
  'verb',
  'auth_nocache',
];

/** The document of a client that connects to an OpenVPN server. @throws ConfigurationError of kind `value` */
export function openvpnAutoClient(args: OpenvpnClientArgs): JsonObject {
  const { host = '', server: givenServer } = args;
  const server = isJsonObject(givenServer) ? givenServer : {};
  const client: JsonObject = {
    mode: 'p2p',
    nobind: true,
    resolv_retry: 'infinite',
    tls_client: isTruthy(server.tls_server),
    remote: [{ host, port: isTruthy(server.port) ? (server.port ?? null) : DEFAULT_PORT }],
    proto: server.proto === 'tcp-server' ? 'tcp-client' : 'udp',
  };
  if (server.server !== undefined || server.server_bridge !== undefined) client.pull = true;
  for (const key of ['ns_cert_type', 'remote_cert_tls']) client[key] = oppositeEnd(key, server[key] ?? '');
  const { tls_auth: tlsAuth } = server;
  if (typeof tlsAuth === 'string' && tlsAuth !== '' && !isKeyFileReference(tlsAuth))
    client.tls_auth = tlsAuth;
  for (const key of SHARED_OPTIONS) {
    const value = server[key];
    if (value !== undefined) client[key] = value;
  }
  if (server.script_security !== undefined) client.script_security = 2;
  if (server.log !== undefined) client.log = clientLog(server.log);
  return { openvpn: [client], files: keyFiles(client, args) };
}

/** A server expects the certificates of clients, a client that of a server. */
function oppositeEnd(key: string, expected: JsonValue): string {
  if (expected === '') return '';
  if (expected === 'client') return 'server';
  throw new ConfigurationError('value', {
    path: ['server', key],
    message: `"${key}" of a server must be empty or "client", not ${JSON.stringify(expected)}.`,
  });
}

/** Devices have no folder for the logs of OpenVPN. */
function clientLog(log: JsonValue): JsonValue {
  return typeof log === 'string' ? log.replaceAll('/var/log/openvpn/', '/var/log/') : log;
}

/** The files whose path and contents are given; the client uses them instead of the server's. */
function keyFiles(client: JsonObject, args: OpenvpnClientArgs): JsonObject[] {
  const files: JsonObject[] = [];
  for (const [key, path, contents] of [
    ['ca', args.ca_path, args.ca_contents],
    ['cert', args.cert_path, args.cert_contents],
    ['key', args.key_path, args.key_contents],
  ] as const) {
    if (path === undefined || contents === undefined || !isTruthy(path) || !isTruthy(contents)) continue;
    client[key] = path;
    files.push({ path, contents, mode: KEY_FILE_MODE });
  }
  return files;
}
