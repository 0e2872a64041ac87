#!/usr/bin/env node
import { loadSettings } from '@netloom/server-kit';
import { Command } from 'commander';
import { runCommand } from '../platform/commands/run-command.ts';
import { pathsOf } from '../platform/paths.ts';
import { deviceSettings } from '../platform/settings.ts';
import { answerRequest, failureOf, type HelperContext } from './answer-request.ts';
import { readRequest } from './read-request.ts';
import { requireRootOwned } from './require-root-owned.ts';

const standardConfig = '/etc/netloom/device.yaml';

/** Nothing of the caller's environment reaches a program that is run as root, nor decides which program that is. */
const leaveEnvironment = (): void => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  process.env['PATH'] = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
};

/** @throws SettingsError, or Error when others than root can have written the file. */
const openBox = async (configFile: string): Promise<HelperContext> => {
  await requireRootOwned(configFile);
  const settings = loadSettings(deviceSettings, { env: {}, configFile });
  return {
    box: { settings, paths: pathsOf(settings) },
    run: (argv, options) =>
      runCommand(argv, { timeoutMs: settings.commandTimeoutSeconds * 1000, ...options }),
  };
};

/** Answers one request on the standard input; a refusal is an answer, too. */
const help = async ({ config }: { config: string }): Promise<void> => {
  leaveEnvironment();
  const answer = await (async () => {
    try {
      return await answerRequest(await readRequest(process.stdin), await openBox(config));
    } catch (error) {
      return failureOf(error);
    }
  })();
  process.stdout.write(JSON.stringify(answer));
};

await new Command('netloom-device-helper')
  .description(
    'Carries out one privileged action of the device service, read as JSON from the standard input.',
  )
  .option('--config <file>', 'settings, in a file that only root can write', standardConfig)
  .action(help)
  .parseAsync();
