import { CommandError } from '../../platform/commands/run-command.ts';
import { isInstalled } from '../../platform/commands/is-installed.ts';
import type { DeviceContext } from '../../platform/device-context.ts';
import { AnswerError, serviceFailure } from '../../platform/http/answer-error.ts';
import { declareOperation } from '../../platform/http/operation.ts';
import { parseFirewallStatus } from './firewall-status.ts';
import { usbNames } from './list-usb.ts';

const tag = 'device utils';
const string = { type: 'string' };

/** USB devices and the firewall. */
export const declareHardwareOperations = (context: DeviceContext): void => {
  const { settings, run, privileged, log } = context;
  const failure = (error: unknown): AnswerError => {
    if (!(error instanceof CommandError)) throw error;
    log.error({ err: error }, 'a program has failed');
    return serviceFailure();
  };

  declareOperation(context, {
    method: 'GET',
    path: '/utils/usb',
    tag,
    summary: 'List the USB devices by their names',
    access: 'box-or-token',
    answer: {
      type: 'object',
      properties: { interfaces: { type: 'array', items: string } },
      required: ['interfaces'],
    },
    errors: { 500: 'lsusb is missing or has failed.' },
    handle: async () => {
      const { stdout } = await run([settings.lsusb]).catch((error: unknown) => {
        throw failure(error);
      });
      return { interfaces: usbNames(stdout) };
    },
  });

  declareOperation(context, {
    method: 'GET',
    path: '/utils/ufw',
    tag,
    summary: 'Tell what the firewall lets in',
    access: 'box-or-token',
    answer: {
      type: 'object',
      properties: {
        status: string,
        ports: {
          type: 'array',
          items: {
            type: 'object',
            properties: { To: string, Action: string, From: string },
            required: ['To', 'Action', 'From'],
          },
        },
      },
      required: ['status', 'ports'],
    },
    errors: { 500: 'ufw has failed.', 503: 'ufw is not installed.' },
    handle: async () => {
      if (!(await isInstalled(settings.ufw))) throw new AnswerError(503, { error: 'UFW is not installed.' });
      const { stdout } = await privileged.perform('firewall-status', {}).catch((error: unknown) => {
        throw failure(error);
      });
      const status = parseFirewallStatus(stdout);
      if (status) return status;
      log.error('ufw tells no status');
      throw serviceFailure();
    },
  });
};
