import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDevice, type TestDevice } from '../src/testing/index.ts';
import { labEntry } from '../src/testing/lab-entry.ts';
import { writeProgram } from '../src/testing/write-program.ts';
import { runProgram, type ProgramRun } from './support/run-program.ts';

const recordedIw = `cat <<'END'
phy#0
	Interface wlan0
		ifindex 3
		addr 02:00:00:11:22:33
		type managed
END`;

let programs: string;
let device: TestDevice;
let env: Record<string, string>;
beforeAll(async () => {
  programs = mkdtempSync(join(tmpdir(), 'netloom-commands-'));
  const iw = writeProgram(programs, 'iw', recordedIw);
  device = await startTestDevice({ NETLOOM_PROGRAM_IW: iw });
  env = { NETLOOM_DATA_DIR: device.folder, NETLOOM_PORT: new URL(device.url).port };
});
afterAll(async () => {
  await device.stop();
  rmSync(programs, { recursive: true, force: true });
});

const getjwt = (...args: string[]): Promise<ProgramRun> => runProgram('cli/getjwt.ts', args, { env });
const networkcfg = (args: string[], input = ''): Promise<ProgramRun> =>
  runProgram('cli/networkcfg.ts', args, { env, input });
/** Lines, and groups of lines, to the menu; gives what it said. */
const menu = async (...lines: (string | readonly string[])[]): Promise<string> => {
  const { status, stdout, stderr } = await networkcfg([], `${lines.flat().join('\n')}\n`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};
const stored = async (id: string): Promise<unknown> =>
  (await device.call('GET', `/network/config/${id}`)).body;
const active = async (): Promise<unknown> => {
  const { body } = await device.call('GET', '/network/config/');
  return Object.entries(body as Record<string, boolean>).find(([, isActive]) => isActive)?.[0];
};

describe('getjwt', () => {
  it('prints the answer as JSON with an indent of two, and the token works', async () => {
    const { status, stdout } = await getjwt('lab-1', '--no-color');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\{\n  "access_token": "[\w.-]+",\n  "token_type": "bearer"\n\}\n$/);
    const { access_token: token } = JSON.parse(stdout) as { access_token: string };
    const answer = await device.callFrom('192.0.2.9', 'GET', '/system/device/info', { token });
    expect(answer.status).toBe(200);
  });

  it('prints in colours, which change nothing else', async () => {
    const { stdout } = await getjwt('lab-1');
    expect(stdout).toContain('\x1b[34m"access_token"\x1b[0m:');
    // oxlint-disable-next-line no-control-regex
    expect(JSON.parse(stdout.replaceAll(/\x1b\[\d+m/g, ''))).toMatchObject({ token_type: 'bearer' });
  });

  it('takes every name of a client as it is', async () => {
    const name = 'a "b" \\ ü';
    const { stdout } = await getjwt(name, '--no-color');
    const { access_token: token } = JSON.parse(stdout) as { access_token: string };
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      did: string;
    };
    expect(claims.did).toBe(name);
  });

  it.each([
    ['a refusal', [''], {}, 'API Error: 412 Device ID (did) is required\n'],
    [
      'a missing secret',
      ['x'],
      { NETLOOM_SECRETS_DIR: '/nowhere' },
      'File Error: cannot read the shared secret /nowhere/shared_secret.bin: it does not exist: has the service been started?\n',
    ],
    [
      'no service',
      ['x', '--port', '9'],
      {},
      'API Error: nothing listens on port 9: is the service running?\n',
    ],
  ])('tells of %s on the standard output, with status 1', async (_what, args, more, text) => {
    const run = await runProgram('cli/getjwt.ts', [...args, '--no-color'], { env: { ...env, ...more } });
    expect(run).toEqual({ status: 1, stdout: text, stderr: '' });
  });
});

const lab = { id: 'lab', namespaces: [labEntry], roots: [] };

describe('networkcfg', () => {
  it('creates a configuration by questions, which are asked again until the answer fits', async () => {
    const said = await menu(
      '3',
      ['../x', 'root', 'lab'],
      ['2', 'labns', '', 'a;b', 'wlan0', '', 'phy0', '1'],
      ['x'.repeat(33), 'Lab', 'short', 'abcdefgh'],
      ['y', 'probe', 'n', 'y'],
      '8',
    );
    expect(said).toContain('an id has 1 to 64 letters, digits, dashes and underscores');
    expect(said).toContain('root stands for something else');
    expect(said).toContain('a name of an interface has 1 to 15');
    expect(said).toContain('an SSID has 1 to 32 bytes, and this one has 33');
    expect(said).toContain('a passphrase has 8 to 63 characters');
    expect(said).toContain('Configuration added successfully');
    expect(await stored('lab')).toEqual(lab);
  });

  it('lists without what people do not edit, shows without passphrases, and tells the status', async () => {
    const said = await menu('1', '2', '8');
    expect(said).toContain(
      '  lab\nlab\n  1. wlan0 (phy0, managed), in namespace labns, joins "Lab" (WPA2-PSK), default route, starts probe\n',
    );
    expect(said).not.toContain('default\n');
    expect(said).not.toContain('abcdefgh');
    expect(said).toMatch(/root\n {2}wlan0: ifindex 3, addr 02:00:00:11:22:33, type managed\n/);
  });

  it('edits: adds, changes with what is there as the preset, removes, or leaves it', async () => {
    expect(await menu('4', '1', '3', '1', '5', '8')).toContain('Nothing was changed.');
    expect(await stored('lab')).toEqual(lab);
    const said = await menu(
      ['4', '1', '2', '1', '', '', '', '', '', '', '', 'Other', '', '', '', '4'],
      ['4', '1', '1', '1', '2', 'mon0', '', 'phy1', '-', '4'],
      '8',
    );
    expect(said.match(/Configuration updated successfully/g)).toHaveLength(2);
    expect(await stored('lab')).toMatchObject({
      namespaces: [{ ...labEntry, security: { ssid: 'Other', psk: 'abcdefgh' } }],
      roots: [{ mode: 'monitor', interface: 'mon0', phy: 'phy1' }],
    });
  });

  it('activates and deactivates, and a refusal of the service does not end the menu', async () => {
    await device.call('POST', '/network/config/', { id: 'idle', roots: [] });
    await menu('5', 'idle', 'n', '8');
    expect(await active()).toBe('idle');
    const said = await menu('5', 'idle', 'n', '7', 'idle', 'n', 'DELETE', '6', 'idle', 'n', '8');
    expect(said).toContain('API Error: 409 Configuration idle is already active.');
    expect(said).toContain('API Error: 409 Cannot delete active configuration idle.');
    expect(said).toContain('Configuration deactivated successfully');
    expect(await active()).toBe('default');
  });

  it('deletes only after DELETE', async () => {
    expect(await menu('7', 'idle', 'n', 'delete', '8')).toContain('Nothing was changed.');
    expect(await stored('idle')).toMatchObject({ id: 'idle' });
    expect(await menu('7', 'idle', 'n', 'DELETE', '8')).toContain('Configuration deleted successfully');
    expect(await stored('idle')).toEqual({ detail: 'Configuration idle not found.' });
  });

  it('ends when the input ends, in the middle of a question too', async () => {
    await menu('9', 'x', '3', 'half');
    expect(await stored('half')).toMatchObject({ detail: 'Configuration half not found.' });
  });

  it('does one thing at a time, as JSON on request', async () => {
    const file = join(device.folder, 'new.json');
    writeFileSync(file, JSON.stringify({ id: 'once', roots: [] }));
    expect(await networkcfg(['create', file])).toEqual({
      status: 0,
      stdout: 'Configuration added successfully\n',
      stderr: '',
    });
    expect((await networkcfg(['create', '-'], '{"id":"piped"}')).status).toBe(0);
    const json = async (...args: string[]): Promise<unknown> =>
      JSON.parse((await networkcfg(['--json', ...args])).stdout) as unknown;
    expect(await json('list')).toEqual({ lab: false, once: false, piped: false });
    expect(await json('show', 'lab')).toMatchObject({ namespaces: [{ security: { psk: 'abcdefgh' } }] });
    expect(await json('status')).toMatchObject({ root: { wlan0: { type: 'managed' } } });
    expect(await json('activate', 'once')).toEqual({
      id: 'once',
      message: 'Configuration activated successfully',
    });
    expect((await networkcfg(['list'])).stdout).toMatch(/^\* once$/m);
  });

  it('takes the place of another configuration, and deletes, when that is said', async () => {
    expect((await networkcfg(['activate', 'piped'])).stdout).toBe(
      'API Error: 409 Another configuration is currently active: once.\n',
    );
    expect((await networkcfg(['activate', 'piped', '--override'])).status).toBe(0);
    expect((await networkcfg(['deactivate', 'once'])).status).toBe(1);
    expect((await networkcfg(['deactivate', 'piped'])).status).toBe(0);
    expect(await networkcfg(['delete', 'piped'], 'no\n')).toMatchObject({
      status: 1,
      stdout: 'Nothing was deleted.\n',
    });
    expect((await networkcfg(['delete', 'piped', '--yes'])).status).toBe(0);
    expect((await networkcfg(['show', 'piped'])).stdout).toBe(
      'API Error: 404 Configuration piped not found.\n',
    );
  });

  it('tells what is wrong with a file', async () => {
    expect(await networkcfg(['create', '/nowhere'])).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^File Error: \/nowhere: ENOENT/),
    });
    expect((await networkcfg(['create', '-'], '{')).stdout).toMatch(/^File Error: -: /);
    expect((await networkcfg(['create', '-'], '{"id":"a b"}')).stdout).toMatch(/^API Error: 422 id: /);
  });
});
