import { SettingsError } from '@netloom/server-kit';
import { Command } from 'commander';
import { FileError, ServiceCallError } from './call-service.ts';
import { addFleetCommands } from './fleet-commands.ts';
import { addPageCommand } from './page-command.ts';
import { serve, type ServeOptions } from './serve.ts';
import { version } from '../version.ts';

/** The `netloom-device` command: this file is its table of contents. */
export const runDeviceProgram = async (argv: readonly string[]): Promise<void> => {
  const program = new Command('netloom-device')
    .description('The local API of a Linux box for authentication, network, system, Bluetooth and utilities.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help, or that of a command');
  program
    .command('serve', { isDefault: true })
    .description('run the service')
    .option('-d, --debug', 'tell everything on the console')
    .option('--config <file>', 'read settings from a YAML file, too')
    .option('--host <address>', 'address to listen on (NETLOOM_HOST)')
    .option('-p, --port <port>', 'port to listen on (NETLOOM_PORT)')
    .option('--socket <path>', 'Unix socket to listen on as well (NETLOOM_SOCKET)')
    .action((options: ServeOptions) => serve(options));
  addFleetCommands(program);
  addPageCommand(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    const isExpected =
      error instanceof SettingsError || error instanceof FileError || error instanceof ServiceCallError;
    if (!isExpected) throw error;
    process.stderr.write(`netloom-device: ${error.message}\n`);
    process.exitCode = 1;
  }
};
