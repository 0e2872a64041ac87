import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalText, signatureOf } from '../modules/auth/signature.ts';
import { sharedSecretFile } from '../modules/auth/secrets-folder.ts';
import { nodeHttp } from '../platform/http/node-http.ts';
import { pathsOf } from '../platform/paths.ts';
import { loadDeviceSettings } from './load-device-settings.ts';

/** A file that a command needs cannot be read: the shared secret, most often for want of rights. */
export class FileError extends Error {
  override name = 'FileError';
}

/** The service did not answer, or not with success. */
export class ServiceCallError extends Error {
  override name = 'ServiceCallError';
}

/** How to reach the service on this box. */
export interface ServiceAccess {
  port: number;
  secret: Uint8Array;
}

const timeoutMs = 60_000;

/**
 * Reads what a signed call needs, from the same settings as the service.
 *
 * @throws SettingsError, FileError
 */
export const openService = async (options: { port?: string; config?: string }): Promise<ServiceAccess> => {
  const settings = loadDeviceSettings({
    config: options.config,
    overrides: { NETLOOM_PORT: options.port },
  });
  const path = join(pathsOf(settings).secrets, sharedSecretFile);
  const secret = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'it does not exist: has the service been started?' : error.code;
    throw new FileError(`cannot read the shared secret ${path}: ${why}`);
  });
  if (secret.length === 0) throw new FileError(`the shared secret ${path} is empty`);
  return { port: settings.port, secret };
};

/**
 * Calls the service as a program of this box, with a token as well if there is one. `path` is below `/api/v1`; the
 * answer is what the JSON body holds.
 *
 * @throws ServiceCallError
 */
export const callService = async (
  { port, secret }: ServiceAccess,
  method: string,
  path: string,
  body?: string,
  token?: string,
): Promise<unknown> => {
  const url = `/api/v1${path}`;
  const bytes = Buffer.from(body ?? '');
  const canonical = canonicalText({ method, url, body: bytes }) ?? '';
  const headers = {
    'x-request-signature': signatureOf(secret, canonical),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': bytes.length }),
  };
  const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const call = nodeHttp.request(
      { host: '127.0.0.1', port, path: url, method, headers, timeout: timeoutMs },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
        response.on('error', reject);
      },
    );
    call.on('timeout', () => call.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
    call.on('error', reject);
    call.end(bytes);
  }).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'ECONNREFUSED'
        ? `nothing listens on port ${port}: is the service running?`
        : error.message;
    throw new ServiceCallError(why, { cause: error });
  });
  if (status !== 200) throw new ServiceCallError(`${status} ${explain(text)}`);
  return JSON.parse(text) as unknown;
};

/** What an answer says is wrong, in one line. */
const explain = (text: string): string => {
  try {
    const { detail, error } = JSON.parse(text) as { detail?: unknown; error?: unknown };
    if (!Array.isArray(detail)) return String(detail ?? error ?? text);
    return (detail as { loc: (string | number)[]; msg: string }[])
      .map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg.replace('Value error, ', '')}`)
      .join('; ');
  } catch {
    return text;
  }
};
