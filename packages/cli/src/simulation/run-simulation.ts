import {
  closeControllerClient,
  controllerCalls,
  createControllerClient,
  type DeviceRun,
  deviceSettings,
  generateIdentity,
  newDevice,
  runDevice,
  seededRandom,
  systemClock,
} from '@netloom/agent-protocol';
import { limitRegistrations } from './limit-registrations.ts';
import type { SimulationPlan } from './simulation-plan.ts';
import { buildReport, type SimulationReport } from './simulation-report.ts';
import { countExchange, countStep, createTally } from './simulation-tally.ts';

/**
 * Switches the devices of the plan on, one after the other, lets them live until the plan's end (or the signal
 * is aborted), pulls their plugs and tells what happened.
 */
export async function runSimulation(
  plan: SimulationPlan,
  watcher: { readonly onProgress: (report: SimulationReport) => void; readonly signal: AbortSignal },
): Promise<SimulationReport> {
  const tally = createTally();
  const client = createControllerClient({
    url: plan.url,
    connections: Math.min(plan.devices, maximumConnections),
    onExchange: (exchange) => countExchange(tally, exchange),
  });
  const calls = limitRegistrations(controllerCalls(client), concurrentRegistrations);
  const clock = systemClock(plan.timeScale);
  const settings = deviceSettings({
    intervalMs: plan.intervalMs * plan.timeScale,
    failRate: plan.failRate,
    rebootRate: plan.rebootRate,
  });
  const runs: DeviceRun[] = [];
  const started = performance.now();
  const report = (): SimulationReport =>
    buildReport(plan, tally, {
      states: runs.map((run) => run.state()),
      seconds: (performance.now() - started) / 1000,
    });

  const settled = new AbortController();
  const signal = AbortSignal.any([watcher.signal, settled.signal]);
  const ticker = setInterval(() => {
    const current = report();
    watcher.onProgress(current);
    if (plan.untilSettled && current.status.pending === 0) settled.abort();
  }, progressMs);
  const end = started + plan.durationMs;
  const rampMs = Math.min(plan.devices * 5, longestRampMs, plan.durationMs / 4);
  for (let index = 0; index < plan.devices; index += 1) {
    const due = started + (rampMs * index) / plan.devices;
    if (due > performance.now()) await realTime.wait(due - performance.now(), signal);
    if (signal.aborted || performance.now() >= end) break;
    const run = runDevice({
      identity: generateIdentity({ seed: plan.seed, index, prefix: plan.prefix }),
      settings,
      state: newDevice({ sharedSecret: plan.sharedSecret }),
      clock,
      // Other numbers than those that the identity is made of.
      random: seededRandom(plan.seed, luckStreams + index),
      calls,
      onStep: (step) => countStep(tally, step),
    });
    runs.push(run);
    run.send({ type: 'power-on' });
  }
  await realTime.wait(end - performance.now(), signal);
  clearInterval(ticker);
  const last = report();
  for (const run of runs) run.stop();
  await closeControllerClient(client);
  return last;
}

const realTime = systemClock();
const progressMs = 250;
const luckStreams = 2 ** 24;
const longestRampMs = 10_000;
/** Registrations are the controller's dearest work; a fleet that registers all at once is not what is measured. */
const concurrentRegistrations = 16;
/** Far below the usual limit of open files. */
const maximumConnections = 256;
