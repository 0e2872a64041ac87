import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { findProgram, makeTemporaryFolder } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestDevice, type TestDevice } from '../../testing/index.ts';
import { writeProgram } from '../../testing/write-program.ts';

let folder: string;
let root: string;
let device: TestDevice | undefined;
beforeEach(() => {
  folder = makeTemporaryFolder('box');
  root = join(folder, 'root');
  mkdirSync(join(root, 'etc'), { recursive: true });
});
afterEach(async () => {
  await device?.stop();
  device = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const start = async (env: Readonly<Record<string, string>> = {}): Promise<TestDevice> => {
  device = await startTestDevice({ NETLOOM_ROOT: root, ...env });
  return device;
};
const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const model = (script: string) => ({
  NETLOOM_PROGRAM_WLANPI_MODEL: writeProgram(folder, 'wlanpi-model', script),
});

describe('what the box is', () => {
  it('is told in the order of the keys', async () => {
    write('etc/wlanpi-release', 'NAME=WLAN Pi\nVERSION=3.4.2\nID=pi\n');
    write('etc/wlanpi-state', 'hotspot\nmore\n');
    const { call } = await start(model('[ "$*" = -b ] && echo "M4+  "'));
    const { status, body } = await call('GET', '/system/device/info');
    expect(status).toBe(200);
    const full = hostname().includes('.') ? hostname() : expect.stringMatching(`^${hostname()}\\.\\w+`);
    expect(body).toEqual({
      model: 'M4+',
      name: hostname().split('.')[0],
      hostname: full,
      software_version: '3.4.2',
      mode: 'hotspot',
    });
    expect(Object.keys(body as object)).toEqual(['model', 'name', 'hostname', 'software_version', 'mode']);
  });

  it('has defaults for what the box does not know, and makes the file of the mode', async () => {
    const { call } = await start();
    expect((await call('GET', '/system/device/info')).body).toMatchObject({
      model: 'Unknown',
      software_version: 'unknown',
      mode: 'classic',
    });
    expect(readFileSync(join(root, 'etc/wlanpi-state'), 'utf8')).toBe('classic');
  });

  it('is classic also where the file of the mode cannot be made', async () => {
    // Nobody, not even root, makes files in the kernel's own folder.
    const { call } = await start({ NETLOOM_STATE_FILE: '/proc-like/state' });
    symlinkSync('/proc/sys/kernel', join(root, 'proc-like'));
    expect((await call('GET', '/system/device/info')).body).toMatchObject({ mode: 'classic' });
  });

  it.each([
    ['a value that is not quoted away', 'VERSION="3.5 beta"\n', '"3.5 beta"'],
    ['lines of other kinds', '# VERSION=1\n\nA=B=C\nVERSION=2\nVERSION=3', '2'],
    ['a value with an equals sign', 'VERSION=a=b', 'a=b'],
    ['no value', 'VERSION=', ''],
    ['another name', 'MY_VERSION=1', 'unknown'],
  ])('reads a version from %s', async (_what, text, version) => {
    write('etc/wlanpi-release', text);
    const { call } = await start();
    expect((await call('GET', '/system/device/info')).body).toMatchObject({ software_version: version });
  });

  it('passes an unknown mode through', async () => {
    write('etc/wlanpi-state', 'dancing');
    const { call } = await start();
    expect((await call('GET', '/system/device/info')).body).toMatchObject({ mode: 'dancing' });
  });

  it('is 500 as bare text when a file cannot be read', async () => {
    mkdirSync(join(root, 'etc/wlanpi-state'));
    const { call } = await start();
    const answer = await call('GET', '/system/device/info');
    expect(answer).toMatchObject({ status: 500, body: 'Internal Server Error' });
    expect(answer.headers.get('content-type')).toBeNull();
  });

  it('needs a signature here and a token elsewhere', async () => {
    const box = await start();
    expect((await box.callFrom('192.0.2.9', 'GET', '/system/device/info')).status).toBe(401);
    const token = await box.token();
    expect((await box.callFrom('192.0.2.9', 'GET', '/system/device/info', { token })).status).toBe(200);
  });
});

describe('the model', () => {
  it.each([
    ['of the program', 'echo " R4 "', 'R4'],
    ['of a program that is not sure', 'echo "M4?"', 'Unknown'],
    ['of a program that says nothing', 'true', 'Unknown'],
  ])('is that %s', async (_what, script, expected) => {
    const { call } = await start(model(script));
    expect(await call('GET', '/system/device/model')).toMatchObject({
      status: 200,
      body: { model: expected },
    });
  });

  it('is that of the firmware where the program is missing, or not allowed', async () => {
    write('proc/device-tree/model', 'Raspberry Pi 4 Model B Rev 1.4\0');
    const program = join(folder, 'not-executable');
    writeFileSync(program, '', { mode: 0o644 });
    const { call: other } = await start({ NETLOOM_PROGRAM_WLANPI_MODEL: program });
    expect(await other('GET', '/system/device/model')).toMatchObject({ status: 200 });
    await device?.stop();
    const { call } = await start();
    expect((await call('GET', '/system/device/model')).body).toEqual({
      model: 'Raspberry Pi 4 Model B Rev 1.4',
    });
    rmSync(join(root, 'proc'), { recursive: true });
    write('sys/class/dmi/id/product_name', 'NUC7i5BNK\n');
    expect((await call('GET', '/system/device/model')).body).toEqual({ model: 'NUC7i5BNK' });
  });

  it('is 500 when the program fails, and unknown among the other facts', async () => {
    const { call } = await start(model('echo broken >&2; exit 3'));
    const answer = await call('GET', '/system/device/model');
    expect(answer).toMatchObject({ status: 500, body: 'Internal Server Error' });
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect((await call('GET', '/system/device/info')).body).toMatchObject({ model: 'Unknown' });
  });
});

describe('how the box does', () => {
  it('is told in texts', async () => {
    write('sys/class/thermal/thermal_zone0/temp', '48728\n');
    const { call } = await start();
    const { status, body } = await call('GET', '/system/device/stats');
    expect(status).toBe(200);
    expect(body).toEqual({
      ip: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      cpu: expect.stringMatching(/^(\d+\.\d\d%|0%|100%)$/),
      ram: expect.stringMatching(/^\d+\/\d+MB \d+\.\d\d%$/),
      disk: expect.stringMatching(/^\d+\/\d+GB \d+%$/),
      cpu_temp: '48.7C',
      uptime: expect.stringMatching(/^(\d+[ywdhm] ?)+$/),
    });
  });

  it('tells the numbers of the usual programs', async () => {
    for (const program of ['free', 'df', 'uptime']) if (!findProgram(program)) return;
    const { call } = await start();
    const { body } = await call('GET', '/system/device/stats');
    const { ram, disk, uptime } = body as { ram: string; disk: string; uptime: string };
    const said = (program: string, ...args: string[]) =>
      execFileSync(program, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });

    const [, total, used] = said('free', '-m').split('\n')[1]?.split(/ +/) ?? [];
    const [, tellUsed, tellTotal] = /^(\d+)\/(\d+)MB/.exec(ram) ?? [];
    expect(tellTotal).toBe(total);
    expect(Math.abs(Number(tellUsed) - Number(used))).toBeLessThan(Number(total) / 20);

    const [, size = '', taken = '', , share] = said('df', '-h', '/').split('\n')[1]?.split(/ +/) ?? [];
    if (size.endsWith('G') && taken.endsWith('G'))
      expect(disk).toBe(`${Number.parseInt(taken, 10)}/${Number.parseInt(size, 10)}GB ${share}`);

    const pretty = said('uptime', '-p')
      .replace('up ', '')
      .replaceAll(/ (week|day|hour|minute)s?,?/g, (_text, unit: string) => unit[0] ?? '')
      .trim();
    const minutes = (text: string) =>
      [...text.matchAll(/(\d+)([wdhm])/g)].reduce(
        (sum, [, count, unit]) => sum + Number(count) * ({ w: 10_080, d: 1440, h: 60 }[unit ?? ''] ?? 1),
        0,
      );
    expect(Math.abs(minutes(uptime) - minutes(pretty))).toBeLessThanOrEqual(1);
  });

  it('is unknown where the kernel does not tell, and the rest is told', async () => {
    const { call } = await start({ NETLOOM_PROC_DIR: join(folder, 'no-proc') });
    expect((await call('GET', '/system/device/stats')).body).toMatchObject({
      cpu: 'unknown',
      ram: 'unknown',
      disk: expect.stringContaining('GB'),
      cpu_temp: 'unknown',
      uptime: 'unknown',
    });
  });

  it('answers ten who ask at once, and who ask soon after, from one look', async () => {
    let now = 1_000_000;
    const count = join(folder, 'count');
    const program = writeProgram(folder, 'wlanpi-model', `echo x >> ${count}; echo M4`);
    device = await startTestDevice(
      { NETLOOM_ROOT: root, NETLOOM_PROGRAM_WLANPI_MODEL: program, NETLOOM_INFO_CACHE_SECONDS: '2' },
      { clock: () => new Date(now) },
    );
    const { call } = device;
    const ask = () => call('GET', '/system/device/info');
    await Promise.all(Array.from({ length: 10 }, ask));
    now += 1999;
    await ask();
    expect(readFileSync(count, 'utf8')).toBe('x\n');
    now += 1;
    await ask();
    expect(readFileSync(count, 'utf8')).toBe('x\nx\n');
  });
});
