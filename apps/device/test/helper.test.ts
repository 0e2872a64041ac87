import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '@netloom/server-kit';
import { findProgram, waitFor } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandError, runCommand } from '../src/platform/commands/run-command.ts';
import { pathsOf } from '../src/platform/paths.ts';
import { createPrivileged } from '../src/platform/privileged/privileged.ts';
import { deviceSettings } from '../src/platform/settings.ts';
import { sign } from '../src/testing/index.ts';
import { writeProgram } from '../src/testing/write-program.ts';
import { runProgram, sourceOf } from './support/run-program.ts';

const program = 'helper/main.ts';
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

let folder: string;
let config: string;
let root: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-helper-'));
  chmodSync(folder, 0o755);
  root = join(folder, 'root');
  mkdirSync(root);
  config = join(folder, 'device.yaml');
  writeConfig();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const writeConfig = (more = ''): void =>
  writeFileSync(
    config,
    `root: ${root}\nnetwork_config_dir: ${folder}/netcfg\napp_log_dir: ${folder}/log\n${more}`,
  );

const ask = async (
  request: unknown,
  options: { env?: Record<string, string>; config?: string } = {},
): Promise<{ failure?: string; stdout?: string; exitCode?: number; code?: string; fault?: string }> => {
  const input = typeof request === 'string' ? request : JSON.stringify(request);
  const { status, stdout } = await runProgram(program, ['--config', options.config ?? config], {
    input,
    ...(options.env ? { env: options.env } : {}),
  });
  expect(status).toBe(0);
  return JSON.parse(stdout) as never;
};
const makeModeFile = { name: 'mode-file-create', params: {} };
const modeFile = () => join(root, 'etc/wlanpi-state');

describe('a file of settings that others than root can have written', () => {
  it('is refused, and nothing is done', async () => {
    const inFolder = join(folder, 'open', 'device.yaml');
    mkdirSync(join(folder, 'open'));
    writeFileSync(inFolder, `root: ${root}\n`);
    chmodSync(join(folder, 'open'), 0o777);
    expect((await ask(makeModeFile, { config: inFolder })).failure).toMatch(
      isRoot ? /open can be written by others than root$/ : /does not belong to root$/,
    );
    chmodSync(config, 0o666);
    expect((await ask(makeModeFile)).failure).toMatch(
      isRoot ? /device.yaml can be written by others than root$/ : /does not belong to root$/,
    );
    expect((await ask(makeModeFile, { config: join(folder, 'missing') })).failure).toMatch(/ENOENT/);
    expect(existsSync(modeFile())).toBe(false);
  });

  it.runIf(isRoot)('is refused when it belongs to somebody, or is reached through a link', async () => {
    symlinkSync(config, join(folder, 'link.yaml'));
    expect((await ask(makeModeFile, { config: join(folder, 'link.yaml') })).failure).toMatch(
      /link.yaml is not a file$/,
    );
    chownSync(config, nobody, nobody);
    expect((await ask(makeModeFile)).failure).toMatch(/device.yaml does not belong to root$/);
    expect(existsSync(modeFile())).toBe(false);
  });
});

describe.runIf(isRoot)('the helper', () => {
  it('carries out an action by its own settings, whatever the environment of the caller says', async () => {
    const answer = await ask(makeModeFile, {
      env: { NETLOOM_ROOT: join(folder, 'elsewhere'), NETLOOM_STATE_FILE: '/etc/other' },
    });
    expect(answer).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    expect(readFileSync(modeFile(), 'utf8')).toBe('classic');
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });

  it('looks for no program where the caller wants', async () => {
    writeProgram(join(folder, 'bin'), 'ip', `touch ${folder}/ran`);
    const answer = await ask(
      { name: 'link-up', params: { name: 'nl-none0' } },
      { env: { PATH: `${folder}/bin:${process.env['PATH']}` } },
    );
    expect(answer.failure).toMatch(/nl-none0/);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it.each([
    ['not JSON', '{"name":', /^the request is not JSON$/],
    ['a list', [1], /^undefined is no action/],
    ['null', 'null', /^the request is not an object$/],
    ['no name', { params: {} }, /^undefined is no action of the list$/],
    ['another name', { name: 'shell', params: {} }, /^"shell" is no action of the list$/],
    ['a name of every object', { name: 'constructor', params: {} }, /^"constructor" is no action/],
    ['no parameters', { name: 'link-up' }, /^link-up: .*(name|Field required|object)/],
    ['a name with shell characters', { name: 'link-up', params: { name: 'a;reboot' } }, /^link-up: name: /],
    ['an option for a name', { name: 'link-up', params: { name: '-all' } }, /^link-up: name: /],
    ['a VLAN id out of range', { name: 'vlan-add', params: { parent: 'eth0', id: 4095 } }, /^vlan-add: id: /],
    ['a name that is no text', { name: 'link-up', params: { name: ['eth0'] } }, /^link-up: name: /],
  ])('refuses %s', async (_what, request, failure) => {
    expect((await ask(request)).failure).toMatch(failure);
  });

  it('refuses a request that is too large', async () => {
    const answer = await ask({ name: 'link-up', params: { name: 'x'.repeat(9_000_000) } });
    expect(answer).toEqual({ failure: 'the request is larger than 8388608 bytes' });
  });

  it('starts no program of a list that others than root can write', async () => {
    mkdirSync(join(folder, 'netcfg'));
    const list = join(folder, 'netcfg/apps.json');
    writeProgram(folder, 'probe', `touch ${folder}/started; sleep 2`);
    writeFileSync(list, JSON.stringify({ probe: join(folder, 'probe') }));
    chownSync(list, nobody, nobody);
    const request = { name: 'app-start', params: { app: 'probe' } };
    expect((await ask(request)).failure).toMatch(/apps.json does not belong to root$/);
    chownSync(list, 0, 0);
    const answer = await ask(request);
    expect(JSON.parse(answer.stdout ?? '')).toMatchObject({ command: join(folder, 'probe') });
    await waitFor('the program has run', () => existsSync(join(folder, 'started')));
  });
});

describe.runIf(isRoot)('the service before it', () => {
  const throughHelper = (env: Record<string, string> = {}) => {
    const settings = loadSettings(deviceSettings, {
      env: {
        NETLOOM_ROOT: root,
        NETLOOM_HELPER: [process.execPath, sourceOf(program), '--config', config].join(','),
        ...env,
      },
    });
    return createPrivileged({ settings, paths: pathsOf(settings) }, runCommand);
  };

  it('sees success, the failure of a program and that of the file system as its own', async () => {
    const privileged = throughHelper();
    expect(await privileged.perform('mode-file-create', {})).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    const refused = await privileged
      .perform('link-up', { name: 'nl-none0' })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CommandError);
    expect(refused).toMatchObject({ fault: 'exit', result: { exitCode: 1 } });
    expect((refused as Error).message).toMatch(/nl-none0.*\(exit code 1\)$/);

    rmSync(join(root, 'etc'), { recursive: true });
    writeFileSync(join(root, 'etc'), 'in the way');
    await expect(privileged.perform('mode-file-create', {})).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOTDIR|EEXIST)$/),
    });
  });

  it('tells when there is no helper', async () => {
    await expect(
      throughHelper({ NETLOOM_HELPER: join(folder, 'none') }).perform('mode-file-create', {}),
    ).rejects.toMatchObject({ fault: 'not-found' });
  });

  describe.runIf(findProgram('setpriv') !== undefined)('as somebody without rights', () => {
    let bridge: Server;
    let service: ChildProcess | undefined;
    afterEach(async () => {
      bridge.close();
      if (service?.exitCode === null) {
        service.kill();
        await once(service, 'exit');
      }
    });

    /** In place of sudo, which would need an entry in the machine's own list: root listens and runs the helper. */
    const startBridge = async (): Promise<string> => {
      const socket = join(folder, 'bridge');
      bridge = createServer({ allowHalfOpen: true }, (connection) => {
        const helper = spawn(process.execPath, [sourceOf(program), '--config', config], {
          stdio: ['pipe', 'pipe', 'inherit'],
        });
        connection.pipe(helper.stdin);
        helper.stdout.pipe(connection);
      });
      bridge.listen(socket);
      await once(bridge, 'listening');
      chmodSync(socket, 0o777);
      const caller = join(folder, 'caller.mjs');
      writeFileSync(
        caller,
        `import { connect } from 'node:net';
        const socket = connect({ path: ${JSON.stringify(socket)}, allowHalfOpen: true });
        process.stdin.pipe(socket); socket.pipe(process.stdout);`,
      );
      return [process.execPath, caller].join(',');
    };

    it('changes the system through the helper only', async () => {
      const data = join(folder, 'data');
      mkdirSync(data);
      chownSync(data, nobody, nobody);
      const helper = await startBridge();
      const started = spawn(
        'setpriv',
        ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, sourceOf('main.ts')],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
          env: {
            PATH: process.env['PATH'],
            NETLOOM_PORT: '0',
            NETLOOM_DATA_DIR: data,
            NETLOOM_ROOT: root,
            NETLOOM_HELPER: helper,
            NETLOOM_SYSTEM_BUS_ADDRESS: `unix:path=${folder}/no-bus`,
          },
        },
      );
      service = started;
      let said = '';
      started.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      const url = await waitFor('the service is ready', () => /ready: (\S+)/.exec(said)?.[1], {
        withinMs: 20_000,
      });
      // The modes of a box need a file, in a folder that only root can write.
      expect(existsSync(modeFile())).toBe(false);
      const secret = readFileSync(join(data, 'secrets/shared_secret.bin'));
      const path = '/api/v1/system/device/info';
      const response = await fetch(url + path, {
        headers: { 'x-request-signature': sign(secret, { method: 'GET', path }) },
      });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ mode: 'classic' });
      expect(readFileSync(modeFile(), 'utf8')).toBe('classic');
      expect(statSync(modeFile()).uid).toBe(0);
      expect(statSync(join(data, 'secrets/shared_secret.bin')).uid).toBe(nobody);
    });
  });
});
