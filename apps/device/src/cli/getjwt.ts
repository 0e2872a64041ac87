#!/usr/bin/env node
import { Command } from 'commander';
import { SettingsError } from '@netloom/server-kit';
import { callService, openService, FileError, ServiceCallError } from './call-service.ts';
import { colorJson } from './color-json.ts';

/** `getjwt DEVICE_ID`: issues a token by a signed call and prints the answer. Errors go to the standard output, too. */
const issueToken = async (
  deviceId: string,
  options: { port?: string; config?: string; color: boolean },
): Promise<void> => {
  try {
    const access = await openService(options);
    // With the space behind the colon that the body has had since the first version of this command.
    const body = `{"device_id": ${JSON.stringify(deviceId)}}`;
    const text = JSON.stringify(await callService(access, 'POST', '/auth/token', body), null, 2);
    process.stdout.write(`${options.color ? colorJson(text) : text}\n`);
  } catch (error) {
    const kind =
      error instanceof FileError || error instanceof SettingsError
        ? 'File Error'
        : error instanceof ServiceCallError
          ? 'API Error'
          : 'Unexpected Error';
    process.stdout.write(`${kind}: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
};

await new Command('getjwt')
  .description('Issue a token for a client of the device service.')
  .argument('<device_id>', 'name of the client')
  .option('-p, --port <port>', 'port of the service (NETLOOM_PORT)')
  .option('--config <file>', 'settings of the service in a YAML file')
  .option('--no-color', 'print without colours')
  .action(issueToken)
  .parseAsync();
