import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isApplicablePath, readConfigArchive } from './config-archive.ts';
import { buildTar } from './testing/index.ts';

describe('readConfigArchive', () => {
  it('gives the members in order, the last definition of a path counting', () => {
    const archive = buildTar([
      { path: 'etc/config/system', contents: 'one' },
      { path: 'etc/x', contents: 'é!', mode: 0o755 },
      { path: 'etc/config/system', contents: 'two' },
    ]);
    const result = readConfigArchive(gzipSync(archive));
    expect(result).toEqual({
      ok: true,
      value: {
        members: [
          { path: 'etc/config/system', mode: 0o644, contents: Buffer.from('two') },
          { path: 'etc/x', mode: 0o755, contents: Buffer.from('é!') },
        ],
        skipped: [],
      },
    });
  });

  it('skips what a device must not write', () => {
    const hostile = [
      '../etc/passwd',
      '/etc/passwd',
      'etc/../../x',
      './x',
      'a//b',
      'a/',
      'a;reboot',
      'a b',
      '$(id)',
    ];
    const archive = buildTar([
      ...hostile.map((path) => ({ path, contents: 'x' })),
      { path: 'etc/link', type: '2' },
      { path: 'etc/good', contents: 'x' },
    ]);
    const result = readConfigArchive(gzipSync(archive));
    expect(result.ok && result.value.members.map(({ path }) => path)).toEqual(['etc/good']);
    expect(result.ok && result.value.skipped).toEqual([...hostile, 'etc/link']);
  });

  it.each([
    ['plain text', Buffer.from('not an archive'), /gzip/],
    ['nothing', Buffer.alloc(0), /gzip/],
    [
      'half a gzip file',
      gzipSync(buildTar([{ path: 'a', contents: 'x'.repeat(999) }])).subarray(0, 60),
      /gzip/,
    ],
    ['gzip over something else', gzipSync('hello'), /end mark/],
    ['a bomb', gzipSync(Buffer.alloc(2_000_000)), /more than 1000000 bytes/],
  ])('refuses %s', (_, bytes, reason) => {
    const result = readConfigArchive(bytes, { maximumUnpackedBytes: 1_000_000 });
    expect(!result.ok && result.error).toMatch(reason);
  });

  it('never lets a path out of the root', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', 'a', '-', '\\', ' ', '\0') }), (path) => {
        if (!isApplicablePath(path)) return;
        expect(new URL(path, 'file:///root/').pathname).toBe(`/root/${path}`);
      }),
    );
  });
});
