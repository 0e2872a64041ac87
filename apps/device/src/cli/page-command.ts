import { hostname } from 'node:os';
import { Option, type Command } from 'commander';
import { callService, openService } from './call-service.ts';

/** `page`: prints a link that opens the service's own page, logged in. */
export const addPageCommand = (program: Command): void => {
  program
    .command('page')
    .description("print a link to the service's own page; it holds a token, so it is for your eyes only")
    .addOption(new Option('-p, --port <port>', 'port of the service (NETLOOM_PORT)'))
    .addOption(new Option('--config <file>', 'settings of the service in a YAML file'))
    .option('--host <name>', 'name or address of this box in the link')
    .action(async (options: { port?: string; config?: string; host?: string }) => {
      const access = await openService(options);
      const answer = await callService(access, 'POST', '/auth/token', JSON.stringify({ device_id: 'page' }));
      const { access_token: token } = answer as { access_token: string };
      const host = options.host ?? `${hostname()}.local`;
      process.stdout.write(`http://${host}:${access.port}/#token=${token}\n`);
    });
};
