import { hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** One master key. Nothing is encrypted with it directly: keys for each purpose are derived from it. */
export interface SecretKey {
  /** Eight hexadecimal characters, derived from the key: names it in what it has sealed, and tells nothing of it. */
  id: string;
  bytes: Uint8Array;
}

/** The master keys, newest first. The newest seals, all of them open, the oldest keys the digests. */
export type SecretKeys = readonly [SecretKey, ...SecretKey[]];

/** The master keys cannot be used; the message is one line for the operator and holds no key. */
export class SecretKeyError extends Error {
  override name = 'SecretKeyError';
}

/** Name of the generated key's file in the data folder. */
export const secretKeyFile = 'secret.key';

const minimumBytes = 32;

/** Derives a key of 32 bytes for one purpose from a master key (HKDF-SHA-256, RFC 5869). */
export const deriveKey = (key: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, '', `netloom/${purpose}`, 32));

/**
 * Reads master keys from text: each is 32 bytes or more in hexadecimal or base64, several are separated by commas or
 * line ends, newest first. `origin` names the setting or file in the error.
 *
 * @throws SecretKeyError when there is no key, or one is too short or malformed.
 */
export const parseSecretKeys = (text: string, origin: string): SecretKeys => {
  const keys: SecretKey[] = [];
  const parts = text
    .split(/[,\r\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const [index, part] of parts.entries()) {
    const bytes = decode(part);
    if (!bytes || bytes.length < minimumBytes) {
      const which = parts.length > 1 ? `key ${index + 1} of ${parts.length}` : 'the key';
      const fault = bytes ? `has only ${bytes.length} bytes` : 'is neither hexadecimal nor base64';
      throw new SecretKeyError(
        `${origin}: ${which} ${fault}; allowed are ${minimumBytes} bytes or more in hexadecimal or base64 (make one with: openssl rand -base64 32)`,
      );
    }
    const id = Buffer.from(deriveKey(bytes, 'key-id')).toString('hex', 0, 4);
    if (!keys.some((key) => key.id === id)) keys.push({ id, bytes });
  }
  const [newest, ...older] = keys;
  if (!newest) throw new SecretKeyError(`${origin}: holds no key`);
  return [newest, ...older];
};

const decode = (text: string): Uint8Array | undefined => {
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return Buffer.from(text, 'base64');
  return undefined;
};

/**
 * The master keys of this installation. `setting` is the text of `NETLOOM_SECRET_KEY`; without it the file
 * `secret.key` in the data folder is read, or made (mode 0600) at the first start. Where both are there, the file's
 * key counts as the oldest: an installation that moves from the file to the setting can still read its secrets.
 *
 * @throws SecretKeyError with one line that names the setting or the file.
 */
export const loadSecretKeys = (options: { setting?: string | undefined; dataDir: string }): SecretKeys => {
  const path = join(options.dataDir, secretKeyFile);
  if (options.setting === undefined || options.setting === '') {
    if (!existsSync(path)) create(options.dataDir, path);
    return read(path);
  }
  const fromFile = existsSync(path) ? `,${readChecked(path)}` : '';
  parseSecretKeys(options.setting, 'NETLOOM_SECRET_KEY');
  return parseSecretKeys(options.setting + fromFile, `NETLOOM_SECRET_KEY and ${path}`);
};

const read = (path: string): SecretKeys => parseSecretKeys(readChecked(path), path);

const readChecked = (path: string): string => {
  try {
    const mode = statSync(path).mode & 0o777;
    if (mode & 0o007) {
      throw new SecretKeyError(
        `${path}: everybody on this machine can use it (mode ${mode.toString(8)}); run: chmod 600 ${path}`,
      );
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof SecretKeyError) throw error;
    throw new SecretKeyError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
};

/** Writes a new key so that the file is there whole or not at all, also when two processes start together. */
const create = (dataDir: string, path: string): void => {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeDurably(temporary, `${randomBytes(minimumBytes).toString('base64')}\n`);
    try {
      linkSync(temporary, path);
    } catch (error) {
      // Another process was first: its key is the one.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(temporary);
    }
    syncFolder(dataDir);
  } catch (error) {
    throw new SecretKeyError(`${path}: cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
};

const writeDurably = (path: string, text: string): void => {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

const syncFolder = (path: string): void => {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};
