#!/usr/bin/env node
/** The `netloom` command: this file is its table of contents, each command has a file of its own. */
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { addAuditCommand } from './commands/audit.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addSimulateCommand } from './commands/simulate.ts';
import { addUserCommand } from './commands/user.ts';
import { exitCodeOfFailure } from './exit-code-of-failure.ts';
import { reportUsageError } from './report-usage-error.ts';

const program = new Command('netloom')
  .description('Manage wireless networks from both ends: tools for the controller and for fleets of devices.')
  .version(packageJson.version, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help, or that of a command')
  .helpCommand('help [command]', 'print the help of a command')
  .configureOutput({ outputError: reportUsageError })
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples:
  Let 50 stand-in devices join a controller on this machine for a minute:
    netloom simulate --devices 50 --url http://127.0.0.1:8000 --shared-secret SECRET

  The same, but one configuration in ten cannot be applied, and the result is for a program:
    netloom simulate --devices 50 --url http://127.0.0.1:8000 --shared-secret SECRET --fail-rate 0.1 --json

  Set a new password for somebody who forgot it:
    netloom user reset-password admin

  Find out why the controller does not start:
    netloom doctor

  Check that nobody has changed the audit log:
    netloom audit verify

  All options of a command:
    netloom simulate --help

Exit codes: 0 success, 1 the command failed, 2 wrong usage, 130 interrupted.`,
  );

addSimulateCommand(program);
addUserCommand(program);
addDoctorCommand(program);
addAuditCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOfFailure(error);
}
