import { parseControllerUrl } from '@netloom/agent-protocol/controller-url';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { numberOption } from '../number-option.ts';
import { formatReport } from '../simulation/format-report.ts';
import { createProgressDisplay } from '../simulation/progress-display.ts';

/** Options as the command line gives them; times in seconds. */
interface SimulateOptions {
  readonly devices: number;
  readonly url: string;
  readonly sharedSecret: string;
  readonly interval: number;
  readonly duration: number;
  readonly seed: number;
  readonly failRate: number;
  readonly rebootRate: number;
  readonly prefix: string;
  readonly timeScale: number;
  readonly untilSettled: boolean;
  readonly json: boolean;
}

const rate = numberOption({ minimum: 0, maximum: 1 });

/** `netloom simulate`: stand-in devices that join a controller over the real protocol. */
export function addSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .summary('let stand-in devices join a controller')
    .description(
      'Runs stand-in devices against a controller over the real protocol: they register, poll, download, apply, ' +
        'test and report like an agent in the field. The same seed gives the same devices, which a second run ' +
        'registers again under their records of the first.',
    )
    .requiredOption(
      '-n, --devices <count>',
      'how many devices',
      numberOption({ minimum: 1, maximum: 20_000, integer: true }),
    )
    .requiredOption('-u, --url <url>', 'the base URL of the controller', controllerUrl)
    .addOption(
      new Option('-s, --shared-secret <secret>', "the organization's shared secret")
        .env('NETLOOM_SHARED_SECRET')
        .makeOptionMandatory(),
    )
    .option('--interval <seconds>', 'between two polls of a device', seconds(0.1), 10)
    .option('--duration <seconds>', 'of the whole run', seconds(1), 60)
    .option(
      '--seed <number>',
      'decides addresses, names and models of the devices, and their luck',
      numberOption({ minimum: 0, maximum: 2 ** 31 - 1, integer: true }),
      1,
    )
    .option('--fail-rate <rate>', 'share of configurations that fail to apply, 0 to 1', rate, 0)
    .option('--reboot-rate <rate>', 'share of polls after which a device reboots, 0 to 1', rate, 0)
    .option('--prefix <name>', 'names are <name>-<seed>-<number>', namePrefix, 'sim')
    .option(
      '--time-scale <factor>',
      "how many times faster the devices' own pauses pass (boot, apply, retries)",
      numberOption({ minimum: 1, maximum: 1000 }),
      10,
    )
    .option('--until-settled', 'end as soon as no device is pending; the duration is the limit', false)
    .option('--json', 'print the result as one line of JSON, last', false)
    .addHelpText(
      'after',
      `
Examples:
  netloom simulate -n 200 -u http://127.0.0.1:8000 -s SECRET
  NETLOOM_SHARED_SECRET=SECRET netloom simulate -n 2000 -u https://net.example --interval 30 --duration 300
  netloom simulate -n 20 -u http://127.0.0.1:8000 -s SECRET --fail-rate 0.2 --reboot-rate 0.05 --json

The exit code is 0 when every device has applied its configuration at the end (with a fail rate: has applied it or
has reported that it could not).`,
    )
    .action(simulate);
}

async function simulate(options: SimulateOptions): Promise<void> {
  // Loaded only now, so that help and wrong usage do not wait for it.
  const { runSimulation } = await import('../simulation/run-simulation.ts');
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const display = createProgressDisplay(process.stderr);
  const report = await runSimulation(
    {
      devices: options.devices,
      url: options.url,
      sharedSecret: options.sharedSecret,
      intervalMs: options.interval * 1000,
      durationMs: options.duration * 1000,
      seed: options.seed,
      failRate: options.failRate,
      rebootRate: options.rebootRate,
      prefix: options.prefix,
      timeScale: options.timeScale,
      untilSettled: options.untilSettled,
    },
    { onProgress: display.show, signal: interruption.signal },
  );
  display.end();
  process.off('SIGINT', interrupt);
  process.off('SIGTERM', interrupt);
  console.log(formatReport(report));
  if (options.json) console.log(JSON.stringify(report));
  process.exitCode = interruption.signal.aborted ? 130 : report.passed ? 0 : 1;
}

function seconds(minimum: number): (text: string) => number {
  return numberOption({ minimum, maximum: 86_400 });
}

function controllerUrl(text: string): string {
  try {
    parseControllerUrl(text);
    return text;
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

/** It begins a host name of at most 63 characters, together with the seed and the number. */
function namePrefix(text: string): string {
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(text)) {
    throw new InvalidArgumentError('It must be 1 to 32 letters, digits and inner hyphens.');
  }
  return text;
}
