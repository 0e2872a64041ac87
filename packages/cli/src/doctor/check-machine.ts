import { ok, problem, warning, type Finding } from './checkup.ts';

/** No clock that is right shows a time before this program was written. */
const earliestPlausible = Date.UTC(2026, 0, 1);

/** The Node that runs and the machine's clock. */
export const checkMachine = (
  now: number = Date.now(),
  nodeVersion: string = process.versions.node,
): Finding[] => [
  Number(nodeVersion.split('.')[0]) >= 24
    ? ok('Node', nodeVersion)
    : problem(
        'Node',
        `${nodeVersion} is too old`,
        'Run through npx or npm, which bring the right one, or install Node 24.',
      ),
  now < earliestPlausible
    ? warning(
        'clock',
        `shows ${new Date(now).toISOString()}`,
        'Set the clock (NTP): certificates and sessions depend on it.',
      )
    : ok('clock', `${new Date(now).toISOString()} UTC`),
];
