import { describeProtocolError, isAnswer } from './protocol-error.ts';
import { type Random, uniform } from './random.ts';
import type { StatusReport } from './report-status.ts';
import type {
  DeviceEffect,
  DeviceEvent,
  DevicePhase,
  DeviceState,
  DeviceWorld,
  DownloadedArchive,
  DownloadedConfig,
} from './device-state.ts';

/** The state after an event, and the one thing that the device now waits for (nothing when off or gone). */
export interface DeviceStep {
  readonly state: DeviceState;
  readonly effect?: DeviceEffect;
}

/**
 * The device and its agent as a state machine without time and without input or output: an event changes the
 * state and asks for at most one effect. It follows the agent's behaviour (device protocol 3 to 7 and 11),
 * including what it does wrong. Events that do not fit the phase, and stale answers, change nothing.
 */
export function stepDevice(state: DeviceState, event: DeviceEvent, world: DeviceWorld): DeviceStep {
  switch (event.type) {
    case 'power-on':
      return state.phase.name === 'off' ? boot(state, world) : { state };
    case 'power-off':
      return {
        state: { ...state, phase: { name: 'off' }, ticket: state.ticket + 1, memory: emptyMemory },
      };
    case 'reboot':
      return state.phase.name === 'off' ? { state } : boot(state, world);
    case 'poll-now':
    case 'force-update':
      return receiveSignal(state, event.type, world);
    default:
      return event.ticket === state.ticket ? receiveAnswer(state, event, world) : { state };
  }
}

const emptyMemory: DeviceState['memory'] = {
  agentStartedAt: 0,
  introduced: false,
  cycled: false,
  respawns: 0,
  log: [],
};

type Answer = Extract<DeviceEvent, { readonly ticket: number }>;

/** An effect that still lacks its ticket. */
type Wish = DeviceEffect extends infer Effect
  ? Effect extends DeviceEffect
    ? Omit<Effect, 'ticket'>
    : never
  : never;

/** Enters (or stays in) a phase and asks for what it waits for. */
function enter(state: DeviceState, phase: DevicePhase, wish: Wish): DeviceStep {
  const ticket = state.ticket + 1;
  return { state: { ...state, phase, ticket }, effect: { ...wish, ticket } };
}

function pause(state: DeviceState, phase: DevicePhase, milliseconds: number): DeviceStep {
  return enter(state, phase, { type: 'wait', milliseconds });
}

function remember(state: DeviceState, changes: Partial<DeviceState['memory']>): DeviceState {
  return { ...state, memory: { ...state.memory, ...changes } };
}

function log(state: DeviceState, line: string): DeviceState {
  return remember(state, { log: [...state.memory.log.slice(1 - keptLogLines), line] });
}

const keptLogLines = 50;

/** The log from the last download on: what the agent sends to explain a failure. */
function beginLog(state: DeviceState): DeviceState {
  return remember(state, { log: ['Configuration downloaded, now applying it...'] });
}

function boot(state: DeviceState, { now, settings, random }: DeviceWorld): DeviceStep {
  const booting = { ...state, memory: { ...emptyMemory, bootedAt: now } };
  return pause(booting, { name: 'booting' }, uniform(settings.bootMs, random));
}

function startAgent(state: DeviceState, world: DeviceWorld): DeviceStep {
  // The checksum of the applied configuration is all that the agent knows when it starts.
  const { checksum: _forgotten, ...memory } = state.memory;
  const started: DeviceState = {
    ...state,
    memory: { ...memory, ...appliedChecksum(state), agentStartedAt: world.now, cycled: false, log: [] },
  };
  if (state.flash.credentials === undefined) return tryToRegister(started, world);
  if (state.memory.introduced) return poll(started, 1);
  return pause(started, { name: 'starting' }, uniform(world.settings.startDelayMs, world.random));
}

function appliedChecksum(state: DeviceState): { readonly checksum?: string } {
  return state.flash.checksum === undefined ? {} : { checksum: state.flash.checksum };
}

function tryToRegister(state: DeviceState, world: DeviceWorld): DeviceStep {
  const { sharedSecret } = state.flash;
  if (sharedSecret === '') return exit(state, exitCodes.noCredentials, world);
  return enter(state, { name: 'registering' }, { type: 'register', sharedSecret });
}

/** Exit codes of the agent: device protocol 11.3. A killed process counts as 128 plus the signal's number. */
const exitCodes = {
  deleted: 0,
  noCredentials: 3,
  notAController: 4,
  registrationRefused: 5,
  'poll-now': 128 + 10,
  'force-update': 128 + 12,
} as const;

/** The agent ends; the service manager starts it again unless it ended too often in quick succession. */
function exit(state: DeviceState, code: number, { now, settings }: DeviceWorld): DeviceStep {
  const { thresholdMs, pauseMs, retries } = settings.respawn;
  const healthy = now - state.memory.agentStartedAt >= thresholdMs;
  const respawns = healthy ? 0 : state.memory.respawns + 1;
  const ended = remember(state, { respawns });
  if (retries > 0 && respawns > retries) {
    return { state: { ...ended, phase: { name: 'gone', code }, ticket: state.ticket + 1 } };
  }
  return pause(ended, { name: 'exited', code }, pauseMs);
}

/** Signals wake the agent from its sleep. Before its first cycle is complete they kill it. */
function receiveSignal(
  state: DeviceState,
  signal: 'poll-now' | 'force-update',
  world: DeviceWorld,
): DeviceStep {
  const { name } = state.phase;
  if (name === 'off' || name === 'booting' || name === 'exited' || name === 'gone') return { state };
  if (!state.memory.cycled) return exit(state, exitCodes[signal], world);
  if (name !== 'idle') return { state };
  return poll(signal === 'force-update' ? forgetChecksums(state) : state, 1);
}

/** Whatever the controller announces next will be downloaded and applied, even if it is applied already. */
function forgetChecksums(state: DeviceState): DeviceState {
  const { checksum: _applied, ...flash } = state.flash;
  return forgetSeenChecksum({ ...state, flash });
}

function forgetSeenChecksum(state: DeviceState): DeviceState {
  const { checksum: _seen, ...memory } = state.memory;
  return { ...state, memory };
}

function receiveAnswer(state: DeviceState, event: Answer, world: DeviceWorld): DeviceStep {
  const { phase } = state;
  switch (phase.name) {
    case 'booting':
    case 'exited':
      return event.type === 'timer' ? startAgent(state, world) : { state };
    case 'unregistered':
      return event.type === 'timer' ? tryToRegister(state, world) : { state };
    case 'registering':
      return event.type === 'registered' ? finishRegistration(state, event, world) : { state };
    case 'starting':
      return event.type === 'timer' ? introduce(remember(state, { introduced: true }), 1) : { state };
    case 'updating-info':
      if (event.type === 'timer') return introduce(state, phase.attempt);
      return event.type === 'info-updated'
        ? finishIntroduction(state, phase.attempt, event, world)
        : { state };
    case 'idle':
      return event.type === 'timer' ? poll(state, 1) : { state };
    case 'polling':
      if (event.type === 'timer') return poll(state, phase.attempt);
      return event.type === 'checksum' ? finishPoll(state, phase.attempt, event, world) : { state };
    case 'downloading':
      if (event.type === 'timer') return download(state, phase.checksum, phase.attempt);
      return event.type === 'downloaded' ? finishDownload(state, phase, event, world) : { state };
    case 'applying':
      return event.type === 'timer' ? finishApplying(state, phase.archive, world) : { state };
    case 'testing':
      if (event.type === 'timer') return test(state, phase, world);
      return event.type === 'checksum' ? finishTest(state, phase, event, world) : { state };
    case 'rolling-back':
      return event.type === 'timer' ? reportFailure(state) : { state };
    case 'reporting':
      if (event.type === 'timer') return report(state, phase.report, phase.attempt);
      return event.type === 'reported' ? finishReport(state, phase, event, world) : { state };
    case 'off':
    case 'gone':
      return { state };
  }
}

function finishRegistration(
  state: DeviceState,
  { result }: Extract<Answer, { type: 'registered' }>,
  world: DeviceWorld,
): DeviceStep {
  if (result.ok) {
    const { credentials } = result.value;
    const registered = { ...state, flash: { ...state.flash, credentials, sharedSecret: '' } };
    // A registration told the controller everything that an update of the inventory would.
    return poll(remember(registered, { introduced: true }), 1);
  }
  if (result.error.kind === 'not-a-controller') return exit(state, exitCodes.notAController, world);
  if (result.error.kind === 'refused') return exit(state, exitCodes.registrationRefused, world);
  const failed = log(state, `Registration failed: ${describeProtocolError(result.error)}`);
  return pause(failed, { name: 'unregistered' }, world.settings.registrationIntervalMs);
}

/** Asks the controller something. An agent without credentials registers first, so here they exist. */
function ask(
  state: DeviceState,
  phase: DevicePhase,
  wish: (credentials: NonNullable<DeviceState['flash']['credentials']>) => Wish,
): DeviceStep {
  const { credentials } = state.flash;
  if (credentials === undefined) throw new Error(`a device without credentials cannot be ${phase.name}`);
  return enter(state, phase, wish(credentials));
}

function introduce(state: DeviceState, attempt: number): DeviceStep {
  return ask(state, { name: 'updating-info', attempt }, (credentials) => ({
    type: 'update-info',
    credentials,
  }));
}

function finishIntroduction(
  state: DeviceState,
  attempt: number,
  { result }: Extract<Answer, { type: 'info-updated' }>,
  world: DeviceWorld,
): DeviceStep {
  if (result.ok) return poll(state, 1);
  if (result.error.kind === 'not-a-controller') return exit(state, exitCodes.notAController, world);
  const failed = log(state, `Updating the inventory failed: ${describeProtocolError(result.error)}`);
  // Only connections are tried again; a controller that says no is believed.
  return isAnswer(result.error) || attempt >= world.settings.infoAttempts
    ? poll(failed, 1)
    : pause(failed, { name: 'updating-info', attempt: attempt + 1 }, world.settings.infoPauseMs);
}

function poll(state: DeviceState, attempt: number): DeviceStep {
  return ask(state, { name: 'polling', attempt }, (credentials) => ({ type: 'fetch-checksum', credentials }));
}

function finishPoll(
  state: DeviceState,
  attempt: number,
  { result }: Extract<Answer, { type: 'checksum' }>,
  world: DeviceWorld,
): DeviceStep {
  const { settings, random } = world;
  if (result.ok) {
    const checksum = result.value;
    if (checksum === state.memory.checksum) return endCycle(state, world);
    return download(remember(state, { checksum }), checksum, 1);
  }
  const { error } = result;
  if (error.kind === 'not-a-controller') return exit(state, exitCodes.notAController, world);
  const notFound = error.kind === 'status' && error.status === 404;
  if (notFound && attempt === settings.deletedAtAttempt) return exit(state, exitCodes.deleted, world);
  const failed = log(state, `Polling failed: ${describeProtocolError(error)}`);
  if (attempt < settings.attempts) {
    const milliseconds = (notFound ? settings.notFoundPauseMs : 0) + uniform(settings.attemptPauseMs, random);
    return pause(failed, { name: 'polling', attempt: attempt + 1 }, milliseconds);
  }
  // The checksum of what is applied comes back, so a configuration that failed before is tried once more.
  return endCycle(remember(forgetSeenChecksum(failed), appliedChecksum(failed)), world);
}

function download(state: DeviceState, checksum: string, attempt: number): DeviceStep {
  return ask(state, { name: 'downloading', attempt, checksum }, (credentials) => ({
    type: 'download',
    credentials,
    checksum,
  }));
}

function finishDownload(
  state: DeviceState,
  phase: Extract<DevicePhase, { name: 'downloading' }>,
  { result }: Extract<Answer, { type: 'downloaded' }>,
  world: DeviceWorld,
): DeviceStep {
  const { settings, random } = world;
  if (result.ok) {
    const started = beginLog(state);
    return pause(started, { name: 'applying', archive: result.value }, uniform(settings.applyMs, random));
  }
  const failed = log(state, `Download failed: ${describeProtocolError(result.error)}`);
  if (result.error.kind !== 'checksum-mismatch' && phase.attempt < settings.attempts) {
    return pause(failed, { ...phase, attempt: phase.attempt + 1 }, uniform(settings.attemptPauseMs, random));
  }
  return endCycle(forgetSeenChecksum(failed), world);
}

function finishApplying(state: DeviceState, archive: DownloadedArchive, world: DeviceWorld): DeviceStep {
  const { settings, random } = world;
  const { checksum, unpacked } = archive;
  if (!unpacked.ok) return rollBack(log(state, `Cannot unpack the configuration: ${unpacked.error}`), world);
  const config = unpacked.value;
  const skipped = config.skipped.reduce(
    (current, path) => log(current, `Skipped ${JSON.stringify(path)}: not a file that may be written`),
    state,
  );
  if (happens(settings.failRate, random)) {
    return rollBack(log(skipped, 'Configuration could not be applied: exit code 2'), world);
  }
  return pause(skipped, { name: 'testing', attempt: 1, download: { checksum, config } }, settings.settleMs);
}

type Testing = Extract<DevicePhase, { name: 'testing' }>;

function test(state: DeviceState, phase: Testing, world: DeviceWorld): DeviceStep {
  if (!world.settings.testConfig) return succeed(state, phase.download);
  return ask(state, phase, (credentials) => ({ type: 'fetch-checksum', credentials }));
}

function finishTest(
  state: DeviceState,
  phase: Testing,
  { result }: Extract<Answer, { type: 'checksum' }>,
  world: DeviceWorld,
): DeviceStep {
  const { settings, random } = world;
  if (result.ok || isAnswer(result.error)) return succeed(state, phase.download);
  const failed = log(state, `Test failed: ${describeProtocolError(result.error)}`);
  return phase.attempt < settings.testAttempts
    ? pause(failed, { ...phase, attempt: phase.attempt + 1 }, uniform(settings.testPauseMs, random))
    : rollBack(failed, world);
}

/** The downloaded configuration becomes the applied one. */
function succeed(state: DeviceState, { checksum, config }: DownloadedConfig): DeviceStep {
  return report({ ...state, flash: { ...state.flash, checksum, config } }, { status: 'applied' }, 1);
}

function rollBack(state: DeviceState, { settings, random }: DeviceWorld): DeviceStep {
  const restoring = log(state, 'Restoring the previous configuration');
  return pause(restoring, { name: 'rolling-back' }, uniform(settings.applyMs, random));
}

function reportFailure(state: DeviceState): DeviceStep {
  return report(state, { status: 'error', reason: state.memory.log.join('\n') }, 1);
}

function report(state: DeviceState, statusReport: StatusReport, attempt: number): DeviceStep {
  return ask(state, { name: 'reporting', attempt, report: statusReport }, (credentials) => ({
    type: 'report',
    credentials,
    report: statusReport,
  }));
}

function finishReport(
  state: DeviceState,
  phase: Extract<DevicePhase, { name: 'reporting' }>,
  { result }: Extract<Answer, { type: 'reported' }>,
  world: DeviceWorld,
): DeviceStep {
  const { settings, random } = world;
  if (result.ok) return endCycle({ ...state, reported: phase.report.status }, world);
  if (result.error.kind === 'not-a-controller') return exit(state, exitCodes.notAController, world);
  const failed = log(state, `Report failed: ${describeProtocolError(result.error)}`);
  return phase.attempt < settings.attempts
    ? pause(failed, { ...phase, attempt: phase.attempt + 1 }, uniform(settings.attemptPauseMs, random))
    : endCycle(forgetChecksums(failed), world);
}

function endCycle(state: DeviceState, world: DeviceWorld): DeviceStep {
  const rested = remember(state, { cycled: true });
  return happens(world.settings.rebootRate, world.random)
    ? boot(rested, world)
    : pause(rested, { name: 'idle' }, world.settings.intervalMs);
}

function happens(probability: number, random: Random): boolean {
  return random() < probability;
}
