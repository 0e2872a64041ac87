import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitFor } from '@netloom/server-kit/testing';
import { runCommand } from '../src/platform/commands/run-command.ts';
import { makeNamespace, type TestNamespace } from '../src/testing/network-namespace.ts';

const program = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const controllerProgram = program('../../controller/src/main.ts');
const deviceProgram = program('../src/main.ts');

export const controllerAddress = '10.99.0.1';
export const boxAddress = '10.99.0.2';
export const sharedSecret = 'a-test-secret';
export const password = 'a-test-password';

/** A program in a namespace of its own, with what it has printed. */
export interface Running {
  child: ChildProcess;
  output: () => string;
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** A controller and a box, each in its own network namespace, joined by a cable; the box has a second interface. */
export interface TwoHosts {
  controller: TestNamespace;
  box: TestNamespace;
  folder: string;
  /** Stands for `/` on the box. */
  root: string;
  url: string;
  /** Calls the API of the controller as its superuser. */
  api(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  startBox(): Promise<Running>;
  /** Runs the command `netloom-device` on the box. */
  command(...args: string[]): Promise<string>;
  /** What `ip -br addr` of an interface of the box shows. */
  addresses(name: string): Promise<string>;
  close(): Promise<void>;
}

const start = async (
  namespace: TestNamespace,
  file: string,
  env: Record<string, string>,
  isReady: RegExp,
): Promise<Running> => {
  const child = spawn('ip', ['netns', 'exec', namespace.name, process.execPath, file], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listen = (chunk: Buffer): void => void (output = (output + chunk.toString()).slice(-20_000));
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const ended = once(child, 'close');
  await waitFor(`${file} is ready`, () => isReady.test(output) || child.exitCode !== null, {
    withinMs: 30_000,
  });
  if (child.exitCode !== null) throw new Error(`${file} ended: ${output}`);
  return {
    child,
    output: () => output,
    end: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
  };
};

export const startTwoHosts = async (): Promise<TwoHosts> => {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-fleet-'));
  const root = join(folder, 'root');
  const [controller, box] = await Promise.all([makeNamespace(), makeNamespace()]);
  const link = async (name: string, peer: string): Promise<void> => {
    const ends = `${name} netns ${box.name} type veth peer name ${peer} netns ${controller.name}`;
    await runCommand(['ip', 'link', 'add', ...ends.split(' ')]);
    await controller.exec(`ip link set ${peer} up`);
  };
  await link('eth0', 'to-eth0');
  await link('eth1', 'to-eth1');
  await controller.exec(`ip addr add ${controllerAddress}/24 dev to-eth0`);
  await box.exec(`ip addr add ${boxAddress}/24 dev eth0`);
  await box.exec('ip link set eth0 up');
  await box.exec('ip route add 198.51.100.0/24 via 10.99.0.1');

  const url = `http://${controllerAddress}:8000`;
  const server = await start(
    controller,
    controllerProgram,
    {
      NETLOOM_HOST: controllerAddress,
      NETLOOM_PORT: '8000',
      NETLOOM_LOG_LEVEL: 'error',
      NETLOOM_DATA_DIR: join(folder, 'controller'),
      NETLOOM_AUTH_THROTTLE_RATE: 'none',
      NETLOOM_ADMIN_PASSWORD: password,
      NETLOOM_DEFAULT_ORGANIZATION_SHARED_SECRET: sharedSecret,
    },
    /Netloom is ready/,
  );
  const call = async (method: string, path: string, body?: unknown, token?: string) => {
    const { stdout } = await controller.run([
      'curl',
      '-s',
      '-X',
      method,
      '-w',
      '\n%{http_code}',
      '-H',
      'content-type: application/json',
      ...(token === undefined ? [] : ['-H', `authorization: Bearer ${token}`]),
      ...(body === undefined ? [] : ['-d', JSON.stringify(body)]),
      `${url}/api/v1/${path}`,
    ]);
    const end = stdout.lastIndexOf('\n');
    const text = stdout.slice(0, end);
    return {
      status: Number(stdout.slice(end)),
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
  };
  const { body } = await call('POST', 'users/token/', { username: 'admin', password });
  const { token } = body as { token: string };

  const boxEnv = {
    NETLOOM_DATA_DIR: join(folder, 'box'),
    NETLOOM_ROOT: root,
    NETLOOM_SYSTEM_BUS_ADDRESS: `unix:path=${folder}/no-bus`,
    NETLOOM_FLEET_INTERVAL_SECONDS: '1',
    NETLOOM_FLEET_MONITORING_SECONDS: '1',
    NETLOOM_FLEET_SETTLE_SECONDS: '1',
    NETLOOM_FLEET_TEST_ATTEMPTS: '2',
    NETLOOM_FLEET_TEST_PAUSE_SECONDS: '1',
    NETLOOM_MONITOR_PAIRS: 'false',
  };
  const running: Running[] = [];
  return {
    controller,
    box,
    folder,
    root,
    url,
    api: (method, path, given) => call(method, path, given, token),
    startBox: async () => {
      const service = await start(box, deviceProgram, boxEnv, / - ready/);
      running.push(service);
      return service;
    },
    command: async (...args) => {
      const argv = ['ip', 'netns', 'exec', box.name, process.execPath, deviceProgram, ...args] as const;
      return (await runCommand(argv, { env: boxEnv, timeoutMs: 60_000 })).stdout;
    },
    addresses: (name) => box.exec(`ip -br addr show ${name}`),
    close: async () => {
      for (const service of running) if (service.child.exitCode === null) await service.end();
      await server.end();
      // DHCP clients live on by themselves.
      const { stdout } = await runCommand(['ip', 'netns', 'pids', box.name]);
      for (const pid of stdout.split('\n').filter((line) => line !== ''))
        process.kill(Number(pid), 'SIGKILL');
      await Promise.all([controller.remove(), box.remove()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
