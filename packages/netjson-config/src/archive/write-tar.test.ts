import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../configuration-error.ts';
import { compressArchive } from './compress-archive.ts';
import { readArchive } from './read-archive.ts';
import { writeTar } from './write-tar.ts';

const LONG = `etc/${'long/'.repeat(30)}ü.conf`;
const MEMBERS = [
  { name: 'etc/config/system', mode: 0o644, contents: "option x 'y'\n" },
  { name: 'etc/naïve', mode: 0o600, contents: 'naïve €\n' },
  { name: LONG, mode: 0o755, contents: 'x'.repeat(1000) },
  { name: 'empty', mode: 0o644, contents: '' },
];

describe('writeTar', () => {
  test('is understood by tar, with sizes in bytes', () => {
    const list = spawnSync('tar', ['-tvzf', '-'], {
      input: compressArchive(writeTar(MEMBERS)),
      encoding: 'utf8',
      env: { LC_ALL: 'C.UTF-8', TZ: 'UTC', PATH: process.env.PATH },
    });
    expect(list.stderr).toBe('');
    const lines = list.stdout
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/));
    expect(lines.map(([mode, , size, , , name]) => [mode, size, name])).toEqual([
      ['-rw-r--r--', '13', 'etc/config/system'],
      ['-rw-------', '11', 'etc/naïve'],
      ['-rwxr-xr-x', '1000', LONG],
      ['-rw-r--r--', '0', 'empty'],
    ]);
    const contents = spawnSync('tar', ['-xOf', '-', 'etc/naïve'], {
      input: writeTar(MEMBERS),
      encoding: 'utf8',
      env: { LC_ALL: 'C.UTF-8', PATH: process.env.PATH },
    });
    expect(contents.stdout).toBe('naïve €\n');
  });

  test('has names in ASCII for programs that do not read pax records', () => {
    const archive = Buffer.from(writeTar([{ name: 'etc/naïve😀', mode: 0o644, contents: '' }]));
    expect(archive.subarray(512, 535).toString()).toBe('23 path=etc/naïve😀\n');
    expect(archive.subarray(1024, 1035).toString('latin1')).toBe('etc/na?ve?\0');
  });

  test('gives the same bytes for the same members', () => {
    expect(
      createHash('sha256')
        .update(compressArchive(writeTar(MEMBERS)))
        .digest('hex'),
    ).toBe(
      createHash('sha256')
        .update(compressArchive(writeTar(structuredClone(MEMBERS))))
        .digest('hex'),
    );
  });

  test('fills up records of 10240 bytes, also for nothing at all', () => {
    expect(writeTar([])).toHaveLength(10_240);
    expect(writeTar([{ name: 'x', mode: 0o644, contents: 'x'.repeat(10_240) }])).toHaveLength(20_480);
  });
});

test('the gzip header names neither a file nor a time nor a system', () => {
  const compressed = compressArchive(writeTar(MEMBERS));
  expect(Buffer.from(compressed.subarray(0, 10)).toString('hex')).toBe('1f8b08000000000002ff');
  expect(new Uint8Array(gunzipSync(compressed))).toEqual(writeTar(MEMBERS));
});

describe('readArchive', () => {
  const files = MEMBERS.map(({ name, contents }) => ({ name, contents }));

  test('reads what writeTar writes, compressed or not', () => {
    expect(readArchive(writeTar(MEMBERS))).toEqual(files);
    expect(readArchive(compressArchive(writeTar(MEMBERS)))).toEqual(files);
  });

  test.each([
    ['text', new TextEncoder().encode('config interface '.repeat(100))],
    ['a cut gzip stream', compressArchive(writeTar(MEMBERS)).subarray(0, 100)],
    ['a cut archive', writeTar(MEMBERS).subarray(0, 520)],
    ['gzip of garbage', new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255, 1, 2, 3, 4])],
  ])('refuses %s', (_, bytes) => {
    expect(() => readArchive(bytes)).toThrow(ConfigurationError);
  });

  test('refuses an archive that unpacks to too much', () => {
    const bomb = compressArchive(new Uint8Array(40 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(200_000);
    expect(() => readArchive(bomb)).toThrow(/larger than 32 MiB/);
  });
});
