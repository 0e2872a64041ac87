import type { WriteStream } from 'node:tty';
import type { SimulationReport } from './simulation-report.ts';

/** Shows how a simulation gets on. */
export interface ProgressDisplay {
  readonly show: (report: SimulationReport) => void;
  /** Leaves the terminal to whoever writes next. */
  readonly end: () => void;
}

/** On a terminal one line that is rewritten in place; elsewhere a line every five seconds. */
export function createProgressDisplay(
  output: Pick<WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number },
): ProgressDisplay {
  if (output.isTTY === true) {
    return {
      show: (report) =>
        output.write(`\r\u001B[K${progressLine(report).slice(0, (output.columns ?? 80) - 1)}`),
      end: () => output.write('\r\u001B[K'),
    };
  }
  let next = 0;
  return {
    show: (report) => {
      if (report.seconds < next) return;
      next = report.seconds + 5;
      output.write(`${progressLine(report)}\n`);
    },
    end: () => {},
  };
}

export function progressLine(report: SimulationReport): string {
  const { status, registrations } = report;
  const troubles = [
    ...(status.error > 0 ? [`${status.error} error`] : []),
    ...(status.gone > 0 ? [`${status.gone} gone`] : []),
    ...(report.failures > 0 ? [`${report.failures} failed calls`] : []),
  ];
  return [
    `${report.seconds.toFixed(1).padStart(6)} s`,
    `${status.applied}/${report.devices} applied`,
    `${registrations.new + registrations.existing} registered`,
    `${report.polls} polls`,
    ...troubles,
  ].join('  ');
}
