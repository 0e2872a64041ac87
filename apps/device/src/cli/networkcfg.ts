#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { SettingsError } from '@netloom/server-kit';
import { Command } from 'commander';
import type { NetConfig } from '../modules/network-config/net-config.ts';
import { openService, FileError, ServiceCallError } from './call-service.ts';
import { describeConfig, describeList, describeStatus } from './network-config/describe-config.ts';
import { EndOfInput, openDialogue } from './network-config/dialogue.ts';
import { runMenu } from './network-config/menu.ts';
import { openNetworkConfigs, type NetworkConfigClient } from './network-config/network-config-client.ts';

interface Common {
  port?: string;
  config?: string;
  json?: boolean;
}

const program = new Command('networkcfg')
  .description('The network configurations of this box: a menu, or one thing at a time.')
  .option('-p, --port <port>', 'port of the service (NETLOOM_PORT)')
  .option('--config <file>', 'settings of the service in a YAML file')
  .option('--json', 'print JSON');

const open = async (): Promise<NetworkConfigClient> =>
  openNetworkConfigs(await openService(program.opts<Common>()));

/** Prints a result: as JSON when that is asked for. */
const print = <Value>(value: Value, describe: (value: Value) => string): void => {
  const { json } = program.opts<Common>();
  process.stdout.write(`${json ? JSON.stringify(value, null, 2) : describe(value)}\n`);
};

const message = (outcome: { message: string }): string => outcome.message;

program.action(async () => {
  const client = await open();
  const dialogue = openDialogue(process.stdin, process.stdout);
  try {
    await runMenu({ client, dialogue });
  } finally {
    dialogue.close();
  }
});
program
  .command('list')
  .description('list the configurations; the active one is marked')
  .action(async () => print(await (await open()).list(), describeList));
program
  .command('show <id>')
  .description('show a configuration; as JSON with its passphrases')
  .action(async (id: string) => print(await (await open()).show(id), describeConfig));
program
  .command('status')
  .description('show the wireless interfaces of every namespace')
  .action(async () => print(await (await open()).status(), describeStatus));
program
  .command('create <file>')
  .description('add the configuration that a JSON file holds; - is the standard input')
  .action(async (file: string) => print(await (await open()).create(readConfig(file)), message));
program
  .command('activate <id>')
  .description('activate a configuration')
  .option('--override', 'in place of another one that is active')
  .action(async (id: string, { override = false }: { override?: boolean }) =>
    print(await (await open()).activate(id, override), message),
  );
program
  .command('deactivate <id>')
  .description('deactivate a configuration')
  .option('--override', 'even if it is not active')
  .action(async (id: string, { override = false }: { override?: boolean }) =>
    print(await (await open()).deactivate(id, override), message),
  );
program
  .command('delete <id>')
  .description('delete a configuration')
  .option('--force', 'even if it is active')
  .option('--yes', 'do not ask')
  .action(async (id: string, { force = false, yes = false }: { force?: boolean; yes?: boolean }) => {
    const client = await open();
    if (!yes && !(await isMeant(id))) return fail('Nothing was deleted.');
    print(await client.remove(id, force), message);
  });

const isMeant = async (id: string): Promise<boolean> => {
  // Questions go where they do not mix with the result.
  const dialogue = openDialogue(process.stdin, process.stderr);
  try {
    return (await dialogue.ask(`Type DELETE to delete ${id}`)) === 'DELETE';
  } catch (error) {
    if (error instanceof EndOfInput) return false;
    throw error;
  } finally {
    dialogue.close();
  }
};

const readConfig = (file: string): NetConfig => {
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')) as NetConfig;
  } catch (error) {
    throw new FileError(`${file}: ${(error as Error).message}`);
  }
};

const fail = (text: string): void => {
  process.stdout.write(`${text}\n`);
  process.exitCode = 1;
};

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof FileError || error instanceof SettingsError) fail(`File Error: ${error.message}`);
  else if (error instanceof ServiceCallError) fail(`API Error: ${error.message}`);
  else throw error;
}
