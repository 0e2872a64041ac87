import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceConfig } from './config-archive.ts';
import { stepDevice } from './device-model.ts';
import { type DeviceSettings, deviceSettings } from './device-settings.ts';
import {
  type DeviceEvent,
  type DevicePhase,
  type DeviceState,
  type DeviceWorld,
  newDevice,
  uptime,
} from './device-state.ts';
import { generateIdentity } from './generate-identity.ts';
import type { ProtocolError } from './protocol-error.ts';
import { seededRandom } from './random.ts';
import { failure, success } from './result.ts';

const identity = generateIdentity({ seed: 1, index: 1, prefix: 'test' });
const credentials = { id: '5f1c2a3b4c5d4e6f8a9b0c1d2e3f4a5b', key: 'k' };
const [oldSum, newSum] = ['0'.repeat(32), '1'.repeat(32)];
const config: DeviceConfig = {
  members: [{ path: 'etc/config/system', mode: 0o644, contents: Buffer.from('x') }],
  skipped: [],
};
const download = { checksum: newSum, config };
const ticket = 7;

function world(changes: Partial<DeviceSettings> = {}, now = 1_000_000): DeviceWorld {
  return { identity, settings: deviceSettings(changes), now, random: () => 0.5 };
}

/** A registered device in the middle of its life: it runs the old configuration and has completed a cycle. */
function device(
  phase: DevicePhase,
  changes: { flash?: Partial<DeviceState['flash']>; memory?: Partial<DeviceState['memory']> } = {},
): DeviceState {
  return {
    phase,
    ticket,
    flash: { credentials, sharedSecret: '', checksum: oldSum, ...changes.flash },
    memory: {
      bootedAt: 0,
      agentStartedAt: 0,
      introduced: true,
      cycled: true,
      checksum: oldSum,
      respawns: 0,
      log: [],
      ...changes.memory,
    },
  };
}

const unregistered = (phase: DevicePhase): DeviceState => ({
  ...newDevice({ sharedSecret: 's' }),
  phase,
  ticket,
});

const timer: DeviceEvent = { type: 'timer', ticket };
const status = (code: number): ProtocolError => ({ kind: 'status', status: code, body: '' });
const network: ProtocolError = { kind: 'network', code: 'ECONNREFUSED', message: '' };
const timeout: ProtocolError = { kind: 'timeout', phase: 'total', milliseconds: 30_000 };
const refused: ProtocolError = { kind: 'refused', status: 403, body: '' };
const foreign: ProtocolError = { kind: 'not-a-controller', status: 200 };
const mismatch: ProtocolError = { kind: 'checksum-mismatch', expected: newSum, actual: oldSum };

const registration = success({ credentials, hostname: 'h', isNew: true });
const registered = (result: Extract<DeviceEvent, { type: 'registered' }>['result']): DeviceEvent => ({
  type: 'registered',
  ticket,
  result,
});
const answered = (error: ProtocolError): DeviceEvent => ({
  type: 'checksum',
  ticket,
  result: failure(error),
});
const announced = (checksum: string): DeviceEvent => ({
  type: 'checksum',
  ticket,
  result: success(checksum),
});
const downloaded = (result: Extract<DeviceEvent, { type: 'downloaded' }>['result']): DeviceEvent => ({
  type: 'downloaded',
  ticket,
  result,
});
const informed = (error?: ProtocolError): DeviceEvent => ({
  type: 'info-updated',
  ticket,
  result: error === undefined ? success(undefined) : failure(error),
});
const reported = (error?: ProtocolError): DeviceEvent => ({
  type: 'reported',
  ticket,
  result: error === undefined ? success({ currentStatus: 'applied' }) : failure(error),
});

const polling = (attempt = 1): DevicePhase => ({ name: 'polling', attempt });
const downloading = (attempt = 1): DevicePhase => ({ name: 'downloading', attempt, checksum: newSum });
const testing = (attempt = 1): DevicePhase => ({ name: 'testing', attempt, download });
const applying: DevicePhase = { name: 'applying', archive: { checksum: newSum, unpacked: success(config) } };
const reporting = (attempt = 1): DevicePhase => ({
  name: 'reporting',
  attempt,
  report: { status: 'applied' },
});
const informing = (attempt = 1): DevicePhase => ({ name: 'updating-info', attempt });
const wait = (milliseconds: number) => ({ type: 'wait', milliseconds });
const exited = (code: number): DevicePhase => ({ name: 'exited', code });

describe('every transition', () => {
  const rows: [
    name: string,
    before: DeviceState,
    event: DeviceEvent,
    phase: Partial<DevicePhase>,
    effect: object | undefined,
  ][] = [
    [
      'power on boots',
      { ...device({ name: 'off' }) },
      { type: 'power-on' },
      { name: 'booting' },
      wait(30_000),
    ],
    ['reboot boots', device({ name: 'idle' }), { type: 'reboot' }, { name: 'booting' }, wait(30_000)],
    ['power off ends everything', device(polling()), { type: 'power-off' }, { name: 'off' }, undefined],

    [
      'a new device registers',
      unregistered({ name: 'booting' }),
      timer,
      { name: 'registering' },
      { type: 'register', sharedSecret: 's' },
    ],
    [
      'without a secret it cannot',
      { ...unregistered({ name: 'booting' }), flash: { sharedSecret: '' } },
      timer,
      exited(3),
      wait(5000),
    ],
    [
      'a known device delays its start',
      device({ name: 'booting' }, { memory: { introduced: false } }),
      timer,
      { name: 'starting' },
      wait(5000),
    ],
    [
      'but not when the agent starts again',
      device(exited(0)),
      timer,
      polling(),
      { type: 'fetch-checksum', credentials },
    ],
    [
      'after the delay it introduces itself',
      device({ name: 'starting' }),
      timer,
      informing(),
      { type: 'update-info', credentials },
    ],

    [
      'registered, it polls at once',
      unregistered({ name: 'registering' }),
      registered(registration),
      polling(),
      { type: 'fetch-checksum', credentials },
    ],
    [
      'registration refused',
      unregistered({ name: 'registering' }),
      registered(failure(refused)),
      exited(5),
      wait(5000),
    ],
    [
      'registration with a stranger',
      unregistered({ name: 'registering' }),
      registered(failure(foreign)),
      exited(4),
      wait(5000),
    ],
    [
      'registration 404',
      unregistered({ name: 'registering' }),
      registered(failure(status(404))),
      { name: 'unregistered' },
      wait(30_000),
    ],
    [
      'registration without answer',
      unregistered({ name: 'registering' }),
      registered(failure(timeout)),
      { name: 'unregistered' },
      wait(30_000),
    ],
    [
      'another attempt to register',
      unregistered({ name: 'unregistered' }),
      timer,
      { name: 'registering' },
      { type: 'register', sharedSecret: 's' },
    ],

    [
      'introduced, it polls',
      device(informing()),
      informed(),
      polling(),
      { type: 'fetch-checksum', credentials },
    ],
    ['introduction without connection', device(informing()), informed(network), informing(2), wait(2000)],
    ['its next attempt', device(informing(2)), timer, informing(2), { type: 'update-info', credentials }],
    [
      'its last attempt',
      device(informing(10)),
      informed(timeout),
      polling(),
      { type: 'fetch-checksum', credentials },
    ],
    [
      'introduction refused',
      device(informing()),
      informed(refused),
      polling(),
      { type: 'fetch-checksum', credentials },
    ],
    [
      'introduction invalid',
      device(informing()),
      informed(status(400)),
      polling(),
      { type: 'fetch-checksum', credentials },
    ],
    ['introduction to a stranger', device(informing()), informed(foreign), exited(4), wait(5000)],

    [
      'the interval is over',
      device({ name: 'idle' }),
      timer,
      polling(),
      { type: 'fetch-checksum', credentials },
    ],
    ['nothing new', device(polling()), announced(oldSum), { name: 'idle' }, wait(120_000)],
    [
      'something new',
      device(polling()),
      announced(newSum),
      downloading(),
      { type: 'download', credentials, checksum: newSum },
    ],
    ['poll without connection', device(polling()), answered(network), polling(2), wait(8500)],
    ['poll answered 502', device(polling(9)), answered(status(502)), polling(10), wait(8500)],
    ['poll refused', device(polling(3)), answered(refused), polling(4), wait(8500)],
    [
      'the next attempt to poll',
      device(polling(4)),
      timer,
      polling(4),
      { type: 'fetch-checksum', credentials },
    ],
    ['poll given up', device(polling(10)), answered(network), { name: 'idle' }, wait(120_000)],
    ['poll answered by a stranger', device(polling()), answered(foreign), exited(4), wait(5000)],
    ['404 at attempt 1', device(polling(1)), answered(status(404)), polling(2), wait(14_500)],
    ['404 at attempt 4', device(polling(4)), answered(status(404)), polling(5), wait(14_500)],
    ['404 at attempt 5: deleted', device(polling(5)), answered(status(404)), exited(0), wait(5000)],
    ['404 at attempt 6', device(polling(6)), answered(status(404)), polling(7), wait(14_500)],
    ['404 at attempt 10', device(polling(10)), answered(status(404)), { name: 'idle' }, wait(120_000)],

    [
      'downloaded',
      device(downloading()),
      downloaded(success({ checksum: newSum, unpacked: success(config) })),
      applying,
      wait(3000),
    ],
    [
      'download without connection',
      device(downloading()),
      downloaded(failure(network)),
      downloading(2),
      wait(8500),
    ],
    [
      'the next attempt to download',
      device(downloading(2)),
      timer,
      downloading(2),
      { type: 'download', credentials, checksum: newSum },
    ],
    [
      'download given up',
      device(downloading(10)),
      downloaded(failure(status(500))),
      { name: 'idle' },
      wait(120_000),
    ],
    [
      'download of other bytes',
      device(downloading()),
      downloaded(failure(mismatch)),
      { name: 'idle' },
      wait(120_000),
    ],
    [
      'download too large',
      device(downloading()),
      downloaded(failure({ kind: 'too-large', limit: 1 })),
      downloading(2),
      wait(8500),
    ],

    ['applied, it tests', device(applying), timer, testing(), wait(5000)],
    [
      'an archive that cannot be unpacked',
      device({ name: 'applying', archive: { checksum: newSum, unpacked: failure('no') } }),
      timer,
      { name: 'rolling-back' },
      wait(3000),
    ],
    ['the test', device(testing()), timer, testing(), { type: 'fetch-checksum', credentials }],
    [
      'the test passes',
      device(testing()),
      announced('any'),
      reporting(),
      { type: 'report', credentials, report: { status: 'applied' } },
    ],
    [
      'any answer passes it',
      device(testing()),
      answered(status(500)),
      reporting(),
      { type: 'report', credentials, report: { status: 'applied' } },
    ],
    [
      'even one without header',
      device(testing()),
      answered(foreign),
      reporting(),
      { type: 'report', credentials, report: { status: 'applied' } },
    ],
    ['no answer repeats it', device(testing()), answered(network), testing(2), wait(12_500)],
    ['at last it fails', device(testing(10)), answered(timeout), { name: 'rolling-back' }, wait(3000)],
    [
      'rolled back, it reports',
      device({ name: 'rolling-back' }, { memory: { log: ['a', 'b'] } }),
      timer,
      { name: 'reporting', attempt: 1 },
      { type: 'report', credentials, report: { status: 'error', reason: 'a\nb' } },
    ],

    ['reported', device(reporting()), reported(), { name: 'idle' }, wait(120_000)],
    ['report without connection', device(reporting()), reported(network), reporting(2), wait(8500)],
    ['report refused', device(reporting(9)), reported(refused), reporting(10), wait(8500)],
    [
      'the next attempt to report',
      device(reporting(2)),
      timer,
      reporting(2),
      { type: 'report', credentials, report: { status: 'applied' } },
    ],
    ['report given up', device(reporting(10)), reported(status(500)), { name: 'idle' }, wait(120_000)],
    ['report to a stranger', device(reporting()), reported(foreign), exited(4), wait(5000)],

    [
      'a signal ends the sleep',
      device({ name: 'idle' }),
      { type: 'poll-now' },
      polling(),
      { type: 'fetch-checksum', credentials },
    ],
    [
      'a signal before the first cycle kills',
      device(polling(), { memory: { cycled: false } }),
      { type: 'poll-now' },
      exited(138),
      wait(5000),
    ],
    [
      'the other signal too',
      unregistered({ name: 'registering' }),
      { type: 'force-update' },
      exited(140),
      wait(5000),
    ],
  ];

  it.each(rows)('%s', (_, before, event, phase, effect) => {
    const step = stepDevice(before, event, world());
    expect(step.state.phase).toMatchObject(phase);
    if (effect === undefined) expect(step.effect).toBeUndefined();
    else expect(step.effect).toMatchObject({ ...effect, ticket: step.state.ticket });
    expect(step.state.ticket).toBeGreaterThan(before.ticket);
  });
});

describe('what changes nothing', () => {
  const rows: [string, DeviceState, DeviceEvent][] = [
    ['a stale timer', device({ name: 'idle' }), { type: 'timer', ticket: ticket - 1 }],
    ['a stale answer', device(polling()), { type: 'checksum', ticket: ticket - 1, result: success(newSum) }],
    ['an answer to another question', device(polling()), reported()],
    ['power on while on', device(polling()), { type: 'power-on' }],
    ['reboot while off', device({ name: 'off' }), { type: 'reboot' }],
    ['a signal during a later cycle', device(applying), { type: 'poll-now' }],
    ['a signal while nothing runs', device(exited(0)), { type: 'poll-now' }],
    ['a signal while off', device({ name: 'off' }), { type: 'force-update' }],
    ['time while gone', device({ name: 'gone', code: 5 }), timer],
  ];

  it.each(rows)('%s', (_, before, event) => {
    expect(stepDevice(before, event, world())).toEqual({ state: before });
  });
});

describe('the two checksums', () => {
  const after = (before: DeviceState, event: DeviceEvent, changes: Partial<DeviceSettings> = {}) => {
    const { state } = stepDevice(before, event, world(changes));
    return { seen: state.memory.checksum, applied: state.flash.checksum };
  };
  const seenNew = { memory: { checksum: newSum } };

  it('the applied one changes only after the test', () => {
    expect(after(device(polling()), announced(newSum))).toEqual({ seen: newSum, applied: oldSum });
    expect(after(device(testing(), seenNew), announced(newSum))).toEqual({ seen: newSum, applied: newSum });
  });

  it('a failed configuration is not tried again while the controller announces it', () => {
    const failed = device(
      { name: 'reporting', attempt: 1, report: { status: 'error', reason: 'r' } },
      seenNew,
    );
    expect(after(failed, reported())).toEqual({ seen: newSum, applied: oldSum });
    const { state } = stepDevice(failed, reported(), world());
    expect(state.reported).toBe('error');
    const again = stepDevice({ ...state, phase: polling(), ticket }, announced(newSum), world());
    expect(again.state.phase.name).toBe('idle');
  });

  it('but after a poll that failed throughout it is', () => {
    expect(after(device(polling(10), seenNew), answered(network))).toEqual({ seen: oldSum, applied: oldSum });
  });

  it('and when the agent starts again', () => {
    expect(after(device(exited(0), seenNew), timer)).toEqual({ seen: oldSum, applied: oldSum });
  });

  it('a report that cannot be delivered leads to another apply', () => {
    const both = device(reporting(10), { flash: { checksum: newSum }, memory: { checksum: newSum } });
    expect(after(both, reported(network))).toEqual({ seen: undefined, applied: undefined });
  });

  it('a download that failed is repeated in the next cycle', () => {
    expect(after(device(downloading(), seenNew), downloaded(failure(mismatch)))).toEqual({
      seen: undefined,
      applied: oldSum,
    });
  });

  it('a forced update forgets both', () => {
    expect(after(device({ name: 'idle' }), { type: 'force-update' })).toEqual({
      seen: undefined,
      applied: undefined,
    });
  });
});

describe('a device', () => {
  it('keeps its secret only until it is registered', () => {
    const before = unregistered({ name: 'registering' });
    const { state } = stepDevice(before, registered(registration), world());
    expect(state.flash).toEqual({ credentials, sharedSecret: '' });
    expect(state.memory.introduced).toBe(true);
  });

  it('keeps the applied configuration over a reboot, and nothing of its memory', () => {
    const tested = stepDevice(device(testing()), announced(newSum), world());
    const { state } = stepDevice(tested.state, { type: 'reboot' }, world({}, 5000));
    expect(state.flash.config).toEqual(config);
    expect(state.memory).toEqual({
      bootedAt: 5000,
      agentStartedAt: 0,
      introduced: false,
      cycled: false,
      respawns: 0,
      log: [],
    });
    expect(uptime(state, 7000)).toBe(2000);
    expect(uptime(stepDevice(state, { type: 'power-off' }, world()).state, 9000)).toBe(0);
  });

  it('introduces itself once a boot', () => {
    const starting = stepDevice(
      device({ name: 'booting' }, { memory: { introduced: false } }),
      timer,
      world(),
    );
    const informingNow = stepDevice(starting.state, { ...timer, ticket: starting.state.ticket }, world());
    expect(informingNow.state.memory.introduced).toBe(true);
    const restarted = stepDevice({ ...informingNow.state, phase: exited(4), ticket }, timer, world());
    expect(restarted.state.phase.name).toBe('polling');
  });

  it('explains a failure with the log since the download', () => {
    let { state } = stepDevice(
      device(downloading(), { memory: { log: ['old news'] } }),
      downloaded(success({ checksum: newSum, unpacked: success({ members: [], skipped: ['../x'] }) })),
      world(),
    );
    const next = () => {
      const step = stepDevice(state, { type: 'timer', ticket: state.ticket }, world({ failRate: 1 }));
      state = step.state;
      return step;
    };
    next();
    const { effect } = next();
    expect(effect).toMatchObject({ type: 'report', report: { status: 'error' } });
    const reason = effect?.type === 'report' && effect.report.status === 'error' ? effect.report.reason : '';
    expect(reason.split('\n')).toEqual([
      'Configuration downloaded, now applying it...',
      'Skipped "../x": not a file that may be written',
      'Configuration could not be applied: exit code 2',
      'Restoring the previous configuration',
    ]);
    expect(state.flash).toMatchObject({ checksum: oldSum });
    expect(state.flash.config).toBeUndefined();
  });

  it('can be told not to test', () => {
    const step = stepDevice(device(testing()), timer, world({ testConfig: false }));
    expect(step.state.phase).toMatchObject(reporting());
    expect(step.state.flash).toMatchObject({ checksum: newSum, config });
  });

  it('reboots after a cycle as often as wanted', () => {
    expect(stepDevice(device(polling()), announced(oldSum), world({ rebootRate: 1 })).state.phase.name).toBe(
      'booting',
    );
    expect(stepDevice(device(polling()), announced(oldSum), world({ rebootRate: 0 })).state.phase.name).toBe(
      'idle',
    );
  });
});

describe('the service manager', () => {
  const end = (respawns: number, changes: Partial<DeviceSettings> = {}, now = 1_000_000) =>
    stepDevice(device(polling(), { memory: { respawns } }), answered(foreign), world(changes, now));

  it('starts an agent again five times, then leaves it', () => {
    expect(end(4).state.phase).toEqual(exited(4));
    expect(end(5).state.phase).toEqual({ name: 'gone', code: 4 });
    expect(end(5).effect).toBeUndefined();
  });

  it('forgets earlier ends when the agent ran long enough', () => {
    const { state } = end(5, {}, 3_600_000);
    expect(state.phase).toEqual(exited(4));
    expect(state.memory.respawns).toBe(0);
  });

  it('never gives up when told so', () => {
    const respawn = { thresholdMs: 3_600_000, pauseMs: 5000, retries: 0 };
    expect(end(99, { respawn }).state.phase).toEqual(exited(4));
  });

  it('is started afresh by a reboot', () => {
    const step = stepDevice(device({ name: 'gone', code: 4 }), { type: 'reboot' }, world());
    expect(step.state.memory.respawns).toBe(0);
    expect(step.state.phase.name).toBe('booting');
  });
});

/**
 * Lives a device through arbitrary answers and interventions. Whatever happens, it waits for exactly one thing
 * (or is off or gone), keeps its promises about credentials, and never throws.
 */
describe('any life', () => {
  const error = fc.constantFrom<ProtocolError>(
    network,
    timeout,
    refused,
    foreign,
    mismatch,
    status(404),
    status(502),
    { kind: 'aborted' },
  );
  const happening = fc.record({
    intervention: fc.option(
      fc.constantFrom<
        DeviceEvent['type'] & ('power-on' | 'power-off' | 'reboot' | 'poll-now' | 'force-update')
      >('power-on', 'power-off', 'reboot', 'poll-now', 'force-update'),
      { freq: 8 },
    ),
    error: fc.option(error, { freq: 2 }),
    checksum: fc.constantFrom(oldSum, newSum),
    unpacks: fc.boolean(),
  });

  it('waits for exactly one thing and stays consistent', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 200 }), fc.integer(), (happenings, seed) => {
        const random = seededRandom(seed);
        const settings = deviceSettings({ failRate: 0.2, rebootRate: 0.1 });
        let now = 0;
        let state = newDevice({ sharedSecret: 's' });
        let waitsFor: string | undefined;
        const send = (event: DeviceEvent) => {
          const before = state;
          const step = stepDevice(before, event, { identity, settings, now, random });
          state = step.state;
          if (state === before) return;
          waitsFor = step.effect?.type;
          expect(step.effect?.ticket ?? state.ticket).toBe(state.ticket);
          expect(state.ticket).toBeGreaterThan(before.ticket);
          const resting = state.phase.name === 'off' || state.phase.name === 'gone';
          expect(step.effect === undefined).toBe(resting);
          if (step.effect?.type === 'wait') expect(step.effect.milliseconds).toBeGreaterThanOrEqual(0);
          expect(state.flash.credentials === undefined).toBe(state.flash.sharedSecret === 's');
          expect(state.memory.log.length).toBeLessThanOrEqual(50);
        };
        send({ type: 'power-on' });
        for (const { intervention, error: problem, checksum, unpacks } of happenings) {
          now += 1000;
          if (intervention !== null) send({ type: intervention });
          const answer = problem === null ? undefined : failure(problem);
          const at = state.ticket;
          if (waitsFor === 'wait') send({ type: 'timer', ticket: at });
          else if (waitsFor === 'register')
            send({ type: 'registered', ticket: at, result: answer ?? registration });
          else if (waitsFor === 'fetch-checksum') {
            send({ type: 'checksum', ticket: at, result: answer ?? success(checksum) });
          } else if (waitsFor === 'download') {
            const unpacked = unpacks ? success(config) : failure('no');
            send({ type: 'downloaded', ticket: at, result: answer ?? success({ checksum, unpacked }) });
          } else if (waitsFor === 'update-info') {
            send({ type: 'info-updated', ticket: at, result: answer ?? success(undefined) });
          } else if (waitsFor === 'report') {
            send({ type: 'reported', ticket: at, result: answer ?? success({ currentStatus: 'x' }) });
          }
        }
      }),
    );
  });
});
