import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProcesses, fitsCommand, readProcess } from './find-processes.ts';
import { startListed } from './start-listed.ts';
import { stopProcesses } from './stop-processes.ts';

let folder: string;
let others: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-programs-'));
  others = [];
});
afterEach(() => {
  for (const other of others) other.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const list = (programs: unknown): string => {
  const file = join(folder, 'apps.json');
  writeFileSync(file, typeof programs === 'string' ? programs : JSON.stringify(programs));
  return file;
};
const start = (listFile: string, name: string) =>
  startListed({ listFile, name, prefix: [], logFile: join(folder, 'log', `${name}.log`) });
const startOther = async (...argv: [string, ...string[]]): Promise<number> => {
  const [program, ...args] = argv;
  const child = spawn(program, args, { stdio: 'ignore' });
  others.push(child);
  await once(child, 'spawn');
  return child.pid ?? 0;
};

describe('a listed program', () => {
  it('runs without a shell and without the environment of the service', async () => {
    const script = join(folder, 'show');
    writeFileSync(script, '#!/bin/sh\nprintf "%s|" "$@"\nenv\nexec sleep 4321\n', { mode: 0o755 });
    process.env['NETLOOM_TEST_SECRET'] = 'hidden';
    const { pid, startedAt, command } = await start(list({ show: `${script}  -a $HOME;id` }), 'show');
    expect(command).toBe(`${script}  -a $HOME;id`);
    const log = join(folder, 'log', 'show.log');
    await waitFor('its output', () => readFileSync(log, 'utf8').includes('PATH='));
    expect(readFileSync(log, 'utf8')).toMatch(/^-a\|\$HOME;id\|/);
    expect(readFileSync(log, 'utf8')).not.toContain('hidden');
    // Its number alone does not make it: another start is another process.
    const match = { namespaceFile: undefined, pid, program: 'sleep', startedAt: `${Number(startedAt) + 1}` };
    expect(await stopProcesses(match)).toEqual([]);
    expect(await stopProcesses({ ...match, startedAt })).toEqual([pid]);
    expect(await readProcess(pid)).toBeUndefined();
    delete process.env['NETLOOM_TEST_SECRET'];
  });

  it.each([
    ['is not in the list', { other: 'sleep 1' }],
    ['is not found', { app: 'no-such-program-anywhere' }],
    ['is a folder', { app: '/etc' }],
    ['is not executable', { app: '/proc/version' }],
    ['is no text', { app: 5 }],
    ['is blank', { app: '  ' }],
    ['is in a broken list', '{"app": "sleep'],
    ['is in a list of another form', ['app']],
  ])('that %s is refused', async (_why, programs) => {
    await expect(start(list(programs), 'app')).rejects.toThrow();
  });

  it('does not write where a link leads', async () => {
    const log = join(folder, 'app.log');
    symlinkSync(join(folder, 'elsewhere'), log);
    const file = list({ app: 'sleep 1' });
    await expect(startListed({ listFile: file, name: 'app', prefix: [], logFile: log })).rejects.toThrow();
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });
});

describe('processes', () => {
  it('are found by program and words', async () => {
    const one = await startOther('sleep', '7654.1');
    const two = await startOther('sleep', '7654.1', '0');
    const of = async (words: readonly string[]): Promise<number[]> =>
      (await findProcesses({ namespaceFile: undefined, program: '/elsewhere/sleep', anyWords: [words] }))
        .map(({ pid }) => pid)
        .sort();
    await waitFor('both', async () => (await of(['7654.1'])).length === 2);
    expect(await of(['7654.1', '0'])).toEqual([two]);
    expect(await of(['7654'])).toEqual([]);
    expect(await findProcesses({ namespaceFile: '/run/netns/no-such', program: 'sleep', pid: one })).toEqual(
      [],
    );
    expect(await findProcesses({ namespaceFile: '/etc/hostname', program: 'sleep', pid: one })).toEqual([]);
  });

  it('are made to end when they do not by themselves', async () => {
    const ready = join(folder, 'ready');
    const pid = await startOther('sh', '-c', 'trap "" TERM; : >"$0"; while :; do sleep 0.1; done', ready);
    await waitFor('it to be deaf', () => existsSync(ready));
    expect(await stopProcesses({ namespaceFile: undefined, pid, program: 'sh' })).toEqual([pid]);
    expect(await readProcess(pid)).toBeUndefined();
  }, 15_000);

  it('are known behind an interpreter', () => {
    const fits = (words: string[], anyWords?: string[][]) =>
      fitsCommand(words, { program: 'probe', anyWords });
    expect(fits(['/usr/bin/probe', '-i', 'wlan0'], [['-i', 'wlan0'], ['-iwlan0']])).toBe(true);
    expect(fits(['/usr/bin/probe', '-iwlan0'], [['-i', 'wlan0'], ['-iwlan0']])).toBe(true);
    expect(fits(['/usr/bin/probe', '-i', 'wlan01'], [['-i', 'wlan0'], ['-iwlan0']])).toBe(false);
    expect(fits(['/bin/sh', '-e', '/usr/bin/probe'])).toBe(true);
    expect(fits(['tail', '-f', '-n', '/tmp/probe'])).toBe(false);
    expect(fits([])).toBe(false);
  });
});
