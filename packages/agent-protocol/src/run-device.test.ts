import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ControllerClient,
  closeControllerClient,
  controllerCalls,
  createControllerClient,
  type DeviceEvent,
  type DeviceRun,
  type DeviceSettings,
  type DeviceState,
  deviceSettings,
  generateIdentity,
  newDevice,
  runDevice,
  seededRandom,
  systemClock,
} from './index.ts';
import { type ProtocolServer, startProtocolServer } from './testing/index.ts';

const sharedSecret = 'secret';
const identity = generateIdentity({ seed: 1, index: 1, prefix: 'run' });

let server: ProtocolServer;
let client: ControllerClient;
const runs: DeviceRun[] = [];

beforeEach(async () => {
  server = await startProtocolServer({ sharedSecret });
  client = createControllerClient({ url: server.url });
});

afterEach(async () => {
  for (const run of runs.splice(0)) run.stop();
  await closeControllerClient(client);
  await server.close();
});

interface LivingDevice {
  readonly run: DeviceRun;
  /** Resolves with the first state, from now on, that fulfils the condition. */
  readonly until: (condition: (state: DeviceState, event: DeviceEvent) => boolean) => Promise<DeviceState>;
}

/** A device whose seconds are milliseconds. */
function live(changes: Partial<DeviceSettings> = {}, state = newDevice({ sharedSecret })): LivingDevice {
  const watchers = new Set<(state: DeviceState, event: DeviceEvent) => void>();
  const run = runDevice({
    identity,
    settings: deviceSettings(changes),
    state,
    clock: systemClock(1000),
    random: seededRandom(1),
    calls: controllerCalls(client),
    onStep: ({ event, after }) => {
      for (const watcher of watchers) watcher(after, event);
    },
  });
  runs.push(run);
  return {
    run,
    until: (condition) =>
      new Promise((resolve) => {
        const watcher = (after: DeviceState, event: DeviceEvent): void => {
          if (!condition(after, event)) return;
          watchers.delete(watcher);
          resolve(after);
        };
        watchers.add(watcher);
      }),
  };
}

const resting = (state: DeviceState): boolean => state.phase.name === 'idle';
const operations = (): string[] => server.calls.map(({ operation }) => operation);

describe('a device at a controller', () => {
  it('registers, downloads, applies, tests and reports; later it only polls', async () => {
    server.serve([{ path: 'etc/config/system', contents: 'config system\n' }]);
    const { run, until } = live();
    const rested = until(resting);
    run.send({ type: 'power-on' });
    const state = await rested;
    expect(operations()).toEqual(['register', 'checksum', 'download-config', 'checksum', 'report-status']);
    expect(state.reported).toBe('applied');
    expect(state.flash.config?.members.map(({ path, contents }) => [path, contents.toString()])).toEqual([
      ['etc/config/system', 'config system\n'],
    ]);
    const again = until(resting);
    run.send({ type: 'poll-now' });
    await again;
    expect(operations().slice(5)).toEqual(['checksum']);
  });

  it('applies a change and introduces itself after a reboot', async () => {
    const { run, until } = live();
    const first = until(resting);
    run.send({ type: 'power-on' });
    await first;
    const before = server.calls.length;
    server.serve([{ path: 'etc/motd', contents: 'hello' }]);
    const second = until(resting);
    run.send({ type: 'reboot' });
    const state = await second;
    expect(operations().slice(before)).toEqual([
      'update-info',
      'checksum',
      'download-config',
      'checksum',
      'report-status',
    ]);
    expect(state.flash.config?.members.map(({ path }) => path)).toEqual(['etc/motd']);
    expect([...server.devices.values()].map(({ status }) => status)).toEqual(['applied']);
  });

  it('reports an archive that it cannot unpack and keeps what it has', async () => {
    server.serveBytes(gzipSync('not a tar archive'));
    const { run, until } = live();
    const rested = until(resting);
    run.send({ type: 'power-on' });
    const state = await rested;
    expect(state.reported).toBe('error');
    expect(state.flash.config).toBeUndefined();
    const [device] = server.devices.values();
    expect(device?.status).toBe('error');
    expect(device?.errorReason).toContain(
      'Cannot unpack the configuration: the archive ends without its end mark',
    );
  });

  it('finds its record again after a reset', async () => {
    const { run, until } = live();
    const first = until(resting);
    run.send({ type: 'power-on' });
    const before = await first;
    run.stop();
    const reset = live();
    const second = reset.until(resting);
    reset.run.send({ type: 'power-on' });
    expect((await second).flash.credentials).toEqual(before.flash.credentials);
    expect(server.devices.size).toBe(1);
  });

  it('gives up after five answers of 404 in a row, starts again, and is gone in the end', async () => {
    const { run, until } = live();
    const first = until(resting);
    run.send({ type: 'power-on' });
    const { flash } = await first;
    server.remove(flash.credentials?.id ?? '');
    const before = server.calls.length;
    const gone = until(({ phase }) => phase.name === 'gone');
    run.send({ type: 'poll-now' });
    expect((await gone).phase).toEqual({ name: 'gone', code: 0 });
    expect(operations().slice(before)).toEqual(Array.from({ length: 6 * 5 }, () => 'checksum'));
  });

  it('is turned away for good with a wrong secret', async () => {
    const { run, until } = live({}, newDevice({ sharedSecret: 'wrong' }));
    const gone = until(({ phase }) => phase.name === 'gone');
    run.send({ type: 'power-on' });
    expect((await gone).phase).toEqual({ name: 'gone', code: 5 });
    expect(operations()).toEqual(Array.from({ length: 6 }, () => 'register'));
  });

  it('rides out a controller that is down', async () => {
    const { run, until } = live();
    const first = until(resting);
    run.send({ type: 'power-on' });
    await first;
    let failures = 3;
    server.intercept((_, response) => {
      if (failures === 0) return false;
      failures -= 1;
      response.writeHead(502).end('<h1>Bad gateway</h1>');
      return true;
    });
    const second = until(resting);
    run.send({ type: 'poll-now' });
    const state = await second;
    expect(
      state.memory.log.filter((line) => line === 'Polling failed: HTTP 502: <h1>Bad gateway</h1>'),
    ).toHaveLength(3);
    expect(state.reported).toBe('applied');
  });

  it('stops in the middle of a call, and nothing happens any more', async () => {
    const { run, until } = live();
    const polling = until(({ phase }) => phase.name === 'polling');
    server.intercept(({ operation }) => operation === 'checksum');
    run.send({ type: 'power-on' });
    const state = await polling;
    run.stop();
    run.send({ type: 'reboot' });
    expect(run.state()).toBe(state);
  });
});
