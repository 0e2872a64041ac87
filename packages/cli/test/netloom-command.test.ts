import { type ChildProcess, spawn } from 'node:child_process';
import { type ProtocolServer, startProtocolServer } from '@netloom/agent-protocol/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimulationReport } from '../src/simulation/simulation-report.ts';

const command = new URL('../src/main.ts', import.meta.url).pathname;

interface Ending {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function start(args: readonly string[]): { readonly child: ChildProcess; readonly ending: Promise<Ending> } {
  const { NETLOOM_SHARED_SECRET: _none, ...env } = process.env;
  const child = spawn(process.execPath, [command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ending = new Promise<Ending>((resolve) => {
    child.on('close', (code) => resolve({ code, output, errors }));
  });
  return { child, ending };
}

const netloom = (...args: readonly string[]): Promise<Ending> => start(args).ending;

describe('netloom', () => {
  it('explains itself', async () => {
    const help = await netloom('--help');
    expect(help.code).toBe(0);
    expect(help.output).toContain('simulate [options]');
    expect(help.output).toContain('Examples:');
    const simulate = await netloom('help', 'simulate');
    expect(simulate.code).toBe(0);
    expect(simulate.output).toContain('--shared-secret <secret>');
    expect(await netloom('--version')).toMatchObject({ code: 0, output: '0.1.0\n' });
  });

  const common = ['simulate', '-u', 'http://127.0.0.1:9', '-s', 'x', '-n'];
  it.each([
    ['an unknown command', ['simulat'], /unknown command 'simulat' \(Did you mean simulate\?\)/],
    ['an unknown option', [...common, '1', '--device'], /unknown option '--device'/],
    ['a missing option', ['simulate', '-n', '1'], /--url <url>' not specified/],
    ['no number', [...common, 'many'], /'many' is invalid. It must be a whole number from 1 to 20000/],
    ['a number out of range', [...common, '1', '--fail-rate', '1.1'], /must be a number from 0 to 1\./],
    ['an empty number', [...common, '1', '--seed', ''], /must be a whole number/],
    ['no URL', [...common, '1', '-u', 'controller'], /"controller" is not a URL/],
    ['a prefix that is no name', [...common, '1', '--prefix', 'a_b'], /letters, digits and inner hyphens/],
    ['an argument too many', [...common, '1', 'now'], /too many arguments/],
  ])('says in one line that %s is wrong', async (_, args, message) => {
    const ending = await netloom(...args);
    expect(ending.code).toBe(2);
    expect(ending.output).toBe('');
    expect(ending.errors).toMatch(/^error: [^\n]*\n$/);
    expect(ending.errors).toMatch(message);
  });
});

describe('netloom simulate', () => {
  let server: ProtocolServer;

  beforeEach(async () => {
    server = await startProtocolServer({ sharedSecret: 'secret' });
  });
  afterEach(() => server.close());

  const options = (...more: string[]): string[] => [
    'simulate',
    '--devices=30',
    `--url=${server.url}`,
    '--shared-secret=secret',
    '--interval=0.2',
    '--duration=30',
    '--time-scale=400',
    '--json',
    ...more,
  ];
  const untilSettled = (...more: string[]): Promise<Ending> =>
    netloom(...options('--until-settled', ...more));
  const reportOf = ({ output }: Ending): SimulationReport =>
    JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as SimulationReport;

  it('brings every device to "applied", twice under the same records', async () => {
    const first = await untilSettled();
    expect(first.code).toBe(0);
    const report = reportOf(first);
    expect(report).toMatchObject({
      devices: 30,
      registrations: { new: 30, existing: 0 },
      downloads: 30,
      reports: { applied: 30, error: 0 },
      failures: 0,
      status: { applied: 30, error: 0, pending: 0, gone: 0 },
      passed: true,
    });
    expect(report.polls).toBeGreaterThanOrEqual(30);
    expect(report.latency.register?.count).toBe(30);
    expect(first.output).toMatch(/at the end +30 applied/);
    expect(first.errors).toMatch(/^ +[\d.]+ s {2}\d+\/30 applied/);
    expect([...server.devices.values()].every(({ status }) => status === 'applied')).toBe(true);
    const names = [...server.devices.values()].map(({ name }) => name);

    const second = await untilSettled();
    expect(second.code).toBe(0);
    expect(reportOf(second).registrations).toEqual({ new: 0, existing: 30 });
    expect([...server.devices.values()].map(({ name }) => name)).toEqual(names);
    expect(names[0]).toMatch(/^sim-1-00\d\d$/);
  });

  /** Runs until the devices have reported both outcomes and one has come back from a reboot, then interrupts. */
  it('lets devices fail and reboot, and sums up when interrupted', async () => {
    const { child, ending } = start(
      options('--fail-rate=0.5', '--reboot-rate=0.3', '--seed=7', '--duration=600'),
    );
    const seen = new Set<string>();
    await new Promise<void>((resolve) => {
      server.intercept(({ operation, fields }) => {
        seen.add(`${operation} ${fields.get('status') ?? ''}`);
        const complete = ['report-status applied', 'report-status error', 'update-info '];
        if (complete.every((call) => seen.has(call))) resolve();
        return false;
      });
    });
    child.kill('SIGINT');
    const ended = await ending;
    expect(ended.code).toBe(130);
    const report = reportOf(ended);
    expect(report.reports.applied).toBeGreaterThan(0);
    expect(report.reports.error).toBeGreaterThan(0);
    expect(report.reboots).toBeGreaterThan(0);
    expect(report.seconds).toBeLessThan(60);
    expect([...server.devices.values()].every(({ name }) => name.startsWith('sim-7-'))).toBe(true);
  });

  it('fails when devices cannot join', async () => {
    const ending = await untilSettled('--shared-secret=wrong');
    expect(ending.code).toBe(1);
    expect(reportOf(ending)).toMatchObject({ passed: false, status: { applied: 0, gone: 30 } });
    expect(ending.output).toContain('180 x register: HTTP 403: error: unrecognized secret');
    expect(ending.output + ending.errors).not.toContain('wrong');
  });

  it('ends when the time is over', async () => {
    server.intercept(() => true);
    const ending = await netloom(...options('--duration=1'));
    expect(ending.code).toBe(1);
    expect(reportOf(ending)).toMatchObject({ passed: false, status: { applied: 0, pending: 30 } });
  });
});
