import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSecretKeys, parseSecretKeys, SecretKeyError } from './secret-keys.ts';

const hex = randomBytes(32).toString('hex');
const base64 = randomBytes(48).toString('base64');
const base64url = randomBytes(33).toString('base64url');

describe('parseSecretKeys', () => {
  test('reads hexadecimal, base64 and base64url, newest first', () => {
    const keys = parseSecretKeys(` ${hex}, ${base64}\n${base64url} `, 'TEST');
    expect(keys.map(({ bytes }) => bytes.length)).toEqual([32, 48, 33]);
    expect(Buffer.from(keys[0].bytes).toString('hex')).toBe(hex);
    for (const { id } of keys) expect(id).toMatch(/^[0-9a-f]{8}$/);
  });

  test('gives the same key the same id, however it is written, and takes it once', () => {
    const bytes = randomBytes(32);
    const keys = parseSecretKeys(`${bytes.toString('hex')},${bytes.toString('base64')}`, 'TEST');
    expect(keys).toHaveLength(1);
  });

  test.each([
    ['', 'TEST: holds no key'],
    [' , ', 'TEST: holds no key'],
    [randomBytes(31).toString('base64'), 'TEST: the key has only 31 bytes'],
    [randomBytes(16).toString('hex'), 'TEST: the key has only 16 bytes'],
    [`${hex},${'short'}`, 'TEST: key 2 of 2 has only 3 bytes'],
    ['correct horse battery staple, correct horse', 'TEST: key 1 of 2 is neither hexadecimal nor base64'],
  ])('refuses %j', (text, message) => {
    expect(() => parseSecretKeys(text, 'TEST')).toThrow(message);
    expect(() => parseSecretKeys(text, 'TEST')).toThrow(SecretKeyError);
    try {
      parseSecretKeys(text, 'TEST');
    } catch (error) {
      expect(String(error)).not.toContain('\n');
      if (text.trim().length > 10) expect(String(error)).not.toContain(text);
    }
  });
});

describe('loadSecretKeys', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'netloom-keys-'))));
  afterEach(() => rmSync(dataDir, { recursive: true }));
  const file = () => join(dataDir, 'secret.key');

  test('makes a key at the first start, for the owner alone, and finds it at the next', () => {
    const first = loadSecretKeys({ dataDir });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir)).toEqual(['secret.key']);
    expect(loadSecretKeys({ dataDir })).toEqual(first);
    expect(loadSecretKeys({ dataDir, setting: '' })).toEqual(first);
  });

  test('makes the data folder when it is missing', () => {
    const nested = join(dataDir, 'a', 'b');
    loadSecretKeys({ dataDir: nested });
    expect(statSync(nested).mode & 0o777).toBe(0o700);
  });

  test('takes the setting and writes no file', () => {
    const [key] = loadSecretKeys({ dataDir, setting: hex });
    expect(Buffer.from(key.bytes).toString('hex')).toBe(hex);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  test('keeps the key of the file as the oldest when the setting comes later', () => {
    const [fromFile] = loadSecretKeys({ dataDir });
    const keys = loadSecretKeys({ dataDir, setting: hex });
    expect(keys).toHaveLength(2);
    expect(keys.at(-1)).toEqual(fromFile);
    expect(loadSecretKeys({ dataDir, setting: readFileSync(file(), 'utf8') })).toEqual([fromFile]);
  });

  test('names the setting, or the file, in the error', () => {
    expect(() => loadSecretKeys({ dataDir, setting: 'abc' })).toThrow(
      /^NETLOOM_SECRET_KEY: the key has only/,
    );
    writeFileSync(file(), 'abc', { mode: 0o600 });
    expect(() => loadSecretKeys({ dataDir })).toThrow(`${file()}: the key has only`);
  });

  test('refuses a file that everybody may read', () => {
    loadSecretKeys({ dataDir });
    chmodSync(file(), 0o644);
    expect(() => loadSecretKeys({ dataDir })).toThrow(`run: chmod 600 ${file()}`);
  });

  test('says so when the file cannot be written', () => {
    writeFileSync(join(dataDir, 'occupied'), '');
    expect(() => loadSecretKeys({ dataDir: join(dataDir, 'occupied') })).toThrow(
      /secret\.key: cannot be written \(/,
    );
  });
});
