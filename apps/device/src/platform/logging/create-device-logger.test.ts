import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogLevel } from '@netloom/server-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeviceLogger } from './create-device-logger.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-log-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const start = (level: LogLevel, maximumBytes = 1_000_000, into = folder) => {
  const lines: string[] = [];
  const { log, close } = createDeviceLogger({
    folder: into,
    level,
    maximumBytes,
    console: (line) => lines.push(line),
  });
  return { log, close, lines };
};

const read = async (name: string): Promise<Record<string, unknown>[]> =>
  (await readFile(join(folder, name), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const messages = async (name: string) => (await read(name)).map(({ message }) => message);

describe('the log of the service', () => {
  it.each<[LogLevel, string[]]>([
    ['info', ['b', 'c', 'd']],
    ['debug', ['a', 'b', 'c', 'd']],
    ['error', ['d']],
  ])('goes to the console from %s on, and to the files from INFO and from DEBUG on', async (level, shown) => {
    const { log, close, lines } = start(level);
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    close();
    expect(lines.map((line) => line.trim().split(' - ').at(-1))).toEqual(shown);
    expect(await messages('app.log')).toEqual(['b', 'c', 'd']);
    expect(await messages('debug/debug.log')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('has lines for people on the console, and objects with known keys in the files', async () => {
    const { log, close, lines } = start('info');
    log.child({ module: 'auth' }).warn({ keyId: 2 }, 'a key');
    log.error({ err: new TypeError('wrong') }, 'it failed');
    close();
    const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}$/;
    const [first = '', second = ''] = lines;
    expect(first.split(' - ')[0]).toMatch(time);
    expect(first.split(' - ').slice(1)).toEqual(['netloom.auth', 'WARNING', 'a key {"keyId":2}\n']);
    expect(second).toMatch(/ - netloom - ERROR - it failed\nTypeError: wrong\n {4}at /);

    const [warning, error] = await read('app.log');
    expect(Object.keys(warning ?? {})).toEqual([
      'timestamp',
      'level',
      'message',
      'logger',
      'module',
      'function',
      'source_function',
      'line',
      'source_file',
    ]);
    expect(warning).toEqual({
      timestamp: expect.stringMatching(time),
      level: 'WARNING',
      message: 'a key {"keyId":2}',
      logger: 'netloom.auth',
      module: 'auth',
      function: 'Unknown',
      source_function: 'Unknown',
      line: '0',
      source_file: 'Unknown',
    });
    expect(Object.keys(error ?? {}).slice(9)).toEqual(['exc_info', 'error', 'error_type']);
    expect(error).toMatchObject({
      exc_info: expect.stringMatching(/^TypeError: wrong\n {4}at /),
      error: 'wrong',
      error_type: 'TypeError',
    });
  });

  it('begins a new file when one is large, and keeps one older', async () => {
    const { log, close } = start('silent', 1000);
    for (let count = 0; count < 20; count++) log.info(`line ${count}`);
    close();
    const [newest, older] = [await messages('app.log'), await messages('app.log.1')];
    expect(newest.at(-1)).toBe('line 19');
    expect(older.at(-1)).toBe(`line ${20 - newest.length - 1}`);
    expect((await stat(join(folder, 'app.log.1'))).size).toBeLessThan(1500);
  });

  it('goes into the folder for temporary files where its own cannot be made', async () => {
    const taken = join(folder, 'file');
    await writeFile(taken, '');
    // That of the machine is shared with other runs.
    vi.stubEnv('TMPDIR', folder);
    const { log, close, lines } = start('info', 1_000_000, join(taken, 'log'));
    log.info('moved');
    close();
    expect(lines).toHaveLength(1);
    for (const name of ['app.log', 'debug/debug.log'])
      expect(await messages(join('netloom-device', name))).toEqual(['moved']);
  });
});
