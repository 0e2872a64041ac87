import type { SimulationReport } from './simulation-report.ts';

/** The closing summary of a simulation, for people. */
export function formatReport(report: SimulationReport): string {
  const { registrations, reports, status } = report;
  const facts = [
    ['devices', `${report.devices}, ${report.seconds} s`],
    ['registrations', `${registrations.new} new, ${registrations.existing} known before`],
    ['polls', `${report.polls}`],
    ['downloads', `${report.downloads}, then ${report.tests} tests`],
    ['reports', `${reports.applied} applied, ${reports.error} error`],
    ['reboots', `${report.reboots}`],
    ['failed calls', `${report.failures}`],
    [
      'at the end',
      `${status.applied} applied, ${status.error} error, ${status.pending} pending, ${status.gone} gone`,
    ],
  ];
  const lines = facts.map(([name = '', value = '']) => `${name.padEnd(15)} ${value}`);
  for (const { reason, count } of report.failureKinds) lines.push(`  ${count} x ${reason}`);
  const latencies = Object.entries(report.latency);
  if (latencies.length > 0) {
    lines.push('', row('latency, ms', ['calls', 'p50', 'p95', 'p99', 'max']));
    for (const [operation, { count, p50, p95, p99, max }] of latencies) {
      lines.push(row(operation, [count, p50, p95, p99, max].map(String)));
    }
  }
  return lines.join('\n');
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(15)}${cells.map((cell) => cell.padStart(9)).join('')}`;
}
