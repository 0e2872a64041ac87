import type { JsonObject, JsonValue } from '@netloom/netjson';
import { objectsIn, omit, textOf } from '../document-values.ts';
import { isTruthy } from '../python/is-truthy.ts';
import { pythonText } from '../python/python-text.ts';

/**
 * Options of an OpenVPN instance in the form of OpenVPN's own directives, still under their NetJSON names.
 * A TLS key that is given as text becomes a file.
 *
 * @param files receives the key file
 */
export function convertOpenvpnInstance(instance: JsonObject, files: JsonObject[]): JsonObject {
  const options: JsonObject = { ...instance };
  if (options.server_bridge === '') options.server_bridge = true;
  if (options.remote !== undefined) options.remote = objectsIn(options.remote).map(formatRemote);
  if (options.data_ciphers !== undefined) options.data_ciphers = formatCiphers(options.data_ciphers);
  if (options.tls_auth !== undefined) options.tls_auth = convertTlsAuth(instance, files);
  return isTruthy(options.status) ? options : omit(options, ['status_version']);
}

function formatRemote({ host, port, proto }: JsonObject): string {
  const words = [host, port, proto === 'auto' ? undefined : proto];
  return words
    .filter((word) => word !== undefined)
    .map(pythonText)
    .join(' ');
}

/** `AES-256-GCM:?AES-128-GCM`: a question mark precedes ciphers that may be missing on this machine. */
function formatCiphers(ciphers: JsonValue): JsonValue {
  if (!Array.isArray(ciphers)) return ciphers;
  return objectsIn(ciphers)
    .map(({ cipher, optional }) => `${isTruthy(optional) ? '?' : ''}${textOf(cipher)}`)
    .join(':');
}

/**
 * `tls_auth` names a key file and a direction, or is the key itself. A key goes into a file beside the CA
 * certificate; both ends of a tunnel need different directions.
 */
function convertTlsAuth(instance: JsonObject, files: JsonObject[]): JsonValue {
  const { tls_auth: tlsAuth = '', ca, dev, mode } = instance;
  const key = pythonText(tlsAuth).trim();
  if (key === '') return '';
  if (isKeyFileReference(key)) return tlsAuth;
  const directory = textOf(ca).match(/^(.*)\/[^/]*$/)?.[1];
  const name = `${textOf(dev)}_tls_auth.key`;
  const path = directory === undefined ? name : `${directory}/${name}`;
  files.push({ path, mode: '0600', contents: key });
  return `${path} ${mode === 'server' ? 0 : 1}`;
}

/** True for the path of a key file and a direction, false for the key itself. */
export function isKeyFileReference(tlsAuth: string): boolean {
  return tlsAuth.trim().split(' ').length === 2;
}
