import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readTar } from './read-tar.ts';
import { buildTar, paxRecord, sealTarHeader } from './testing/index.ts';

const limits = { maximumMembers: 100 };

function reasonOf(archive: Buffer): string {
  const result = readTar(archive, limits);
  return result.ok ? 'read' : result.error.reason;
}

describe('readTar', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-tar-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['ustar', 'pax', 'gnu', 'v7'])('reads what the tar program writes as %s', (format) => {
    const deep = format === 'v7' ? 'etc/short' : `etc/${'d'.repeat(60)}/${'e'.repeat(60)}`;
    mkdirSync(join(folder, deep), { recursive: true });
    writeFileSync(join(folder, deep, 'é.txt'), 'é!', { mode: 0o600 });
    writeFileSync(join(folder, 'etc', 'empty'), '');
    const archive = execFileSync('tar', [
      `--format=${format}`,
      '-C',
      folder,
      '-cf',
      '-',
      `${deep}/é.txt`,
      'etc/empty',
    ]);
    const result = readTar(archive, limits);
    expect(result.ok && result.value.map(({ path, kind }) => [path, kind])).toEqual([
      [`${deep}/é.txt`, 'file'],
      ['etc/empty', 'file'],
    ]);
    expect(result.ok && result.value[0]?.contents.toString()).toBe('é!');
    expect(result.ok && result.value[0]?.mode).toBe(0o600);
  });

  it('reads an archive without members', () => {
    expect(readTar(Buffer.alloc(10_240), limits)).toEqual({ ok: true, value: [] });
  });

  it('gives back what was written', () => {
    const member = fc.record({
      path: fc.stringMatching(/^[a-z/.]{1,99}$/),
      contents: fc.string({ maxLength: 1500 }),
      mode: fc.integer({ min: 0, max: 0o7777 }),
    });
    fc.assert(
      fc.property(fc.array(member, { maxLength: 5 }), (members) => {
        const result = readTar(buildTar(members), limits);
        expect(
          result.ok &&
            result.value.map(({ path, contents, mode }) => ({ path, contents: contents.toString(), mode })),
        ).toEqual(members);
      }),
    );
  });

  it('names what is not a regular file', () => {
    const result = readTar(
      buildTar([
        { path: 'dir/', type: '5' },
        { path: 'link', type: '2' },
        { path: 'device', type: '3' },
        { path: 'file' },
      ]),
      limits,
    );
    expect(result.ok && result.value.map(({ kind }) => kind)).toEqual([
      'directory',
      'other',
      'other',
      'file',
    ]);
  });

  it.each([1, 511, 512, 513, 1023, 1024, 1536])('refuses an archive cut at byte %i', (length) => {
    const archive = buildTar([{ path: 'a', contents: 'x'.repeat(700) }], { endMark: false });
    expect(readTar(archive.subarray(0, length), limits).ok).toBe(false);
  });

  it.each([
    ['a wrong header checksum', corrupt((header) => header.write('7', 150)), /checksum/],
    ['a size that is no number', corrupt((header) => sealTarHeader(header.fill('9', 124, 135))), /not octal/],
    ['a binary size', corrupt((header) => sealTarHeader(header.fill(0xff, 124, 136))), /not octal/],
    [
      'a size beyond the end',
      corrupt((header) => sealTarHeader(header.fill('7', 124, 135))),
      /beyond the end/,
    ],
    ['a member in two sizes', buildTar([pax('size', '9'), { path: 'a', contents: '12' }]), /two sizes/],
    ['an endless path', buildTar([pax('path', 'x'.repeat(5000)), { path: 'a' }]), /too long/],
    [
      'an unreadable pax record',
      buildTar([{ path: 'p', type: 'x', contents: '99 path=x\n' }]),
      /extended header/,
    ],
    [
      'a pax record without end',
      buildTar([{ path: 'p', type: 'x', contents: '9 path=xx' }]),
      /extended header/,
    ],
    [
      'a pax record of length 0',
      buildTar([{ path: 'p', type: 'x', contents: '0 path=x\n' }]),
      /extended header/,
    ],
    [
      'too many members',
      buildTar(Array.from({ length: 101 }, (_, n) => ({ path: `${n}` }))),
      /more than 100/,
    ],
  ])('refuses %s', (_, archive, reason) => {
    expect(reasonOf(archive)).toMatch(reason);
  });

  it('survives any bytes', () => {
    const archive = buildTar([
      pax('path', 'long/name'),
      { path: 'a', contents: 'x'.repeat(600) },
      { path: 'b' },
    ]);
    fc.assert(
      fc.property(fc.nat({ max: archive.length - 1 }), fc.uint8Array({ maxLength: 64 }), (offset, noise) => {
        const damaged = Buffer.from(archive);
        damaged.set(noise.subarray(0, damaged.length - offset), offset);
        const result = readTar(damaged, limits);
        const size = result.ok ? result.value.reduce((sum, { contents }) => sum + contents.length, 0) : 0;
        expect(size).toBeLessThanOrEqual(damaged.length);
      }),
    );
  });
});

function pax(name: string, value: string) {
  return { path: 'PaxHeaders/x', type: 'x', contents: paxRecord(name, value) };
}

function corrupt(change: (header: Buffer) => unknown): Buffer {
  const archive = buildTar([{ path: 'a', contents: 'contents' }]);
  change(archive.subarray(0, 512));
  return archive;
}
