import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder, waitFor } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestDevice, type TestDevice } from '../../testing/index.ts';
import { writeProgram } from '../../testing/write-program.ts';

let folder: string;
let device: TestDevice;
beforeEach(async () => {
  folder = makeTemporaryFolder('profiler');
  // Records its arguments, one in a line, and then runs until it is told to end.
  const program = writeProgram(
    folder,
    'profiler',
    `echo $$ > ${folder}/pid
for word in "$@"; do echo "$word"; done > ${folder}/arguments.new
mv ${folder}/arguments.new ${folder}/arguments
trap 'echo ended > ${folder}/ended; kill $child; exit 0' TERM
sleep 60 & child=$!
wait`,
  );
  device = await startTestDevice({ NETLOOM_ROOT: join(folder, 'root'), NETLOOM_PROGRAM_PROFILER: program });
});
afterEach(async () => {
  await device.stop();
  rmSync(folder, { recursive: true, force: true });
});

const start = (body?: unknown) => device.call('POST', '/profiler/start', body);
const stop = () => device.call('POST', '/profiler/stop');
const said = (name: string) =>
  waitFor(name, () => existsSync(join(folder, name)) && readFileSync(join(folder, name), 'utf8'));
const runs = (pid: string): boolean => {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
};

describe('the state of the profiler', () => {
  it('is that of its file, as the file has it', async () => {
    expect(await device.call('GET', '/profiler/status')).toMatchObject({
      status: 200,
      body: { running: false, ssid: null, passphrase: '12345678' },
    });
    mkdirSync(join(folder, 'root/var/run'), { recursive: true });
    writeFileSync(join(folder, 'root/var/run/wlanpi-profiler.ssid'), 'Profiler 1a2\n');
    expect((await device.call('GET', '/profiler/status')).body).toEqual({
      running: true,
      ssid: 'Profiler 1a2\n',
      passphrase: '12345678',
    });
  });

  it('is 500 when the file cannot be read', async () => {
    mkdirSync(join(folder, 'root/var/run/wlanpi-profiler.ssid'), { recursive: true });
    const answer = await device.call('GET', '/profiler/status');
    expect(answer).toMatchObject({ status: 500, body: 'Internal Server Error' });
    expect(answer.headers.get('content-type')).toBeNull();
  });
});

describe('the profiler', () => {
  it('is started without options and stopped', async () => {
    expect((await stop()).body).toEqual({ success: false });
    expect(await start({})).toMatchObject({ status: 200, body: { success: true } });
    expect(await said('arguments')).toBe('');
    const pid = await said('pid');
    expect((await start({})).body).toEqual({ success: false });
    expect(await stop()).toMatchObject({ status: 200, body: { success: true } });
    expect(await said('ended')).toBe('ended\n');
    expect(runs(pid)).toBe(false);
    expect((await stop()).body).toEqual({ success: false });
    expect((await start({})).body).toEqual({ success: true });
  });

  it('gets every option in its order, each as one argument', async () => {
    const body = {
      no_bpf_filters: true,
      oui_update: 'yes',
      wpa3_personal: 1,
      wpa3_personal_transition: true,
      noprofilertlv: true,
      no11be: true,
      no11ax: true,
      no11r: true,
      noAP: true,
      noprep: true,
      debug: true,
      ssid: 'a b; $(reboot) "x"',
      interface: 'wlan0',
      frequency: 5180,
      channel: '36',
      unknown: 'ignored',
    };
    expect((await start(body)).body).toEqual({ success: true });
    expect((await said('arguments')).trimEnd().split('\n')).toEqual(
      ['-c', '36', '-f', '5180', '-i', 'wlan0', '-s', 'a b; $(reboot) "x"'].concat(
        ['--debug', '--noprep', '--noAP', '--no11r', '--no11ax', '--no11be', '--noprofilertlv'],
        ['--wpa3_personal_transition', '--wpa3_personal', '--oui_update', '--no_bpf_filters'],
      ),
    );
  });

  it('does not get zero, empty texts, null and false', async () => {
    const body = {
      channel: 0,
      frequency: 0,
      interface: '',
      ssid: '',
      debug: false,
      noAP: null,
      no11r: 'off',
    };
    expect((await start(body)).body).toEqual({ success: true });
    expect(await said('arguments')).toBe('');
  });

  it.each<[string, unknown, string]>([
    ['channel', 'x', 'int_parsing'],
    ['channel', -1, 'greater_than_equal'],
    ['frequency', 1.5, 'int_from_float'],
    ['interface', 'wlan0; reboot', 'value_error'],
    ['interface', '--help', 'value_error'],
    ['interface', 'a-name-too-long-x', 'value_error'],
    ['interface', 7, 'string_type'],
    ['ssid', '--clean', 'value_error'],
    ['ssid', 'a\0b', 'value_error'],
    ['ssid', 'ü'.repeat(17), 'value_error'],
    ['debug', 'perhaps', 'bool_parsing'],
    ['debug', '', 'bool_parsing'],
  ])('is not started with %s %j', async (field, value, type) => {
    const answer = await start({ [field]: value });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ detail: [{ type, loc: ['body', field], input: value }] });
    expect((await stop()).body).toEqual({ success: false });
  });

  it('needs a body', async () => {
    expect(await start()).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body'] }] },
    });
    expect(await start([])).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'model_attributes_type' }] },
    });
  });

  it('that is not there is not started', async () => {
    rmSync(join(folder, 'profiler'));
    expect(await start({})).toMatchObject({ status: 200, body: { success: false } });
    expect((await stop()).body).toEqual({ success: false });
  });

  it('that has ended by itself is not stopped, and can be started again', async () => {
    writeProgram(folder, 'profiler', `echo done > ${folder}/done`);
    expect((await start({})).body).toEqual({ success: true });
    await said('done');
    await waitFor('it can be started again', async () => {
      const { body } = await start({});
      return (body as { success: boolean }).success;
    });
    await waitFor('nothing to stop', async () => {
      const { body } = await stop();
      return (body as { success: boolean }).success === false;
    });
  });

  it('ends with the service', async () => {
    await start({});
    const pid = await said('pid');
    await device.stop();
    expect(runs(pid)).toBe(false);
  });

  it('is only for who may', async () => {
    const from = (method: string, path: string) => device.callFrom('192.0.2.9', method, path);
    expect((await from('GET', '/profiler/status')).status).toBe(401);
    expect((await from('POST', '/profiler/start')).status).toBe(401);
    expect((await from('POST', '/profiler/stop')).status).toBe(401);
  });
});
