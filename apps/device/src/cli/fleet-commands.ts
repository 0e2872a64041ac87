import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { FleetState } from '../modules/fleet/fleet-state.ts';
import { callService, openService, type ServiceAccess } from './call-service.ts';

interface Common {
  port?: string;
  config?: string;
  json?: boolean;
}

const withCommon = (command: Command): Command =>
  command
    .addOption(new Option('-p, --port <port>', 'port of the service (NETLOOM_PORT)'))
    .addOption(new Option('--config <file>', 'settings of the service in a YAML file'))
    .option('--json', 'print the state as JSON');

/** `join`, `leave` and `fleet`: what the box has to do with a controller. */
export const addFleetCommands = (program: Command): void => {
  withCommon(program.command('join <url>'))
    .description('join the fleet of a controller; the service must be running')
    .requiredOption('-s, --secret <secret>', 'shared secret of the organization on the controller')
    .option('--insecure', 'do not check the certificate of the controller')
    .option('--tag <tag...>', 'ask for the templates with this tag, too')
    .addOption(
      new Option('--wait <seconds>', 'how long to wait for the controller')
        .default(usualWait)
        .argParser(readSeconds),
    )
    .action(join);
  withCommon(program.command('leave'))
    .description('leave the fleet; what is configured stays as it is')
    .action(async (options: Common) => {
      const access = await openService(options);
      print((await callService(access, 'POST', '/fleet/leave')) as FleetState, options);
    });
  withCommon(program.command('fleet'))
    .description('tell how the box stands with its fleet')
    .option('--now', 'ask the controller for a new configuration first')
    .action(async (options: Common & { now?: boolean }) => {
      const access = await openService(options);
      const [method, path] = options.now ? ['POST', '/fleet/poll'] : ['GET', '/fleet'];
      print((await callService(access, method ?? '', path ?? '')) as FleetState, options);
    });
};

const usualWait = 30;

const readSeconds = (text: string): number => {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('Give a whole number of seconds.');
  return Number(text);
};

interface JoinOptions extends Common {
  secret: string;
  insecure?: boolean;
  tag?: string[];
  wait: number;
}

const join = async (url: string, options: JoinOptions): Promise<void> => {
  const access = await openService(options);
  const body = JSON.stringify({
    url,
    shared_secret: options.secret,
    verify_tls: options.insecure !== true,
    tags: options.tag ?? [],
  });
  await callService(access, 'POST', '/fleet/join', body);
  const state = await waitForController(access, options.wait);
  print(state, options);
  if (state.device_id === null) process.exitCode = 1;
};

const pauseMs = 500;

const waitForController = async (access: ServiceAccess, seconds: number): Promise<FleetState> => {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const state = (await callService(access, 'GET', '/fleet')) as FleetState;
    const isDecided = state.device_id !== null || state.problem !== null;
    if (isDecided || performance.now() > deadline) return state;
    await sleep(pauseMs);
  }
};

const print = (state: FleetState, { json }: Common): void => {
  if (json) return void process.stdout.write(`${JSON.stringify(state, null, 2)}\n`);
  const rows: [string, string | null][] = [
    ['state', state.phase],
    ['controller', state.url],
    ['name', state.name],
    ['id', state.device_id],
    ['configuration', state.applied_checksum],
    ['applied', state.applied_at],
    ['last answer', state.last_contact],
    ['problem', state.problem],
    ['failed', state.failed_checksum],
    ['because', state.failure],
  ];
  for (const [name, value] of rows)
    if (value !== null)
      process.stdout.write(`${name.padEnd(15)}${value.replaceAll('\n', `\n${' '.repeat(15)}`)}\n`);
};
