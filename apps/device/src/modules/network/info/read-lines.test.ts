import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '@netloom/server-kit/testing';
import { afterAll, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

const folder = makeTemporaryFolder('lines');
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

it('reads lines without the empty ones around them', async () => {
  expect(await readLines(write('lldp', '\nName: switch\n\nPort: 7\n\n'))).toEqual([
    'Name: switch',
    '',
    'Port: 7',
  ]);
  expect(await readLines(write('empty', '\n'))).toEqual([]);
});

it('knows of a file that is not there', async () => {
  expect(await readLines(join(folder, 'none'))).toBeUndefined();
});

it('reads no more than the beginning of a large file', async () => {
  const lines = await readLines(write('large', 'VLAN 1\n'.repeat(100_000)));
  expect(lines?.join('\n').length).toBeLessThanOrEqual(65_536);
});

it('survives bytes that are no text', async () => {
  expect(await readLines(write('bytes', Buffer.from([0x56, 0xff, 0x0a, 0x00])))).toHaveLength(2);
});

it('follows no link and waits for no pipe', async () => {
  const link = join(folder, 'link');
  symlinkSync('/etc/shadow', link);
  await expect(readLines(link)).rejects.toThrow('ELOOP');
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  await expect(readLines(pipe)).rejects.toThrow('no regular file');
  await expect(readLines(folder)).rejects.toThrow('no regular file');
});
