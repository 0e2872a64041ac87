import { readFile } from 'node:fs/promises';
import type { DeviceContext } from '../../platform/device-context.ts';
import { serviceFailure } from '../../platform/http/answer-error.ts';
import { declareOperation } from '../../platform/http/operation.ts';
import { defineModule } from '../../platform/module.ts';
import { profilerCommand, profilerOptions } from './profiler-command.ts';
import { createSupervisedProgram } from './supervised-program.ts';

const tag = 'profiler';

/** The passphrase of the access point that the profiler opens: it is the same on every box. */
const passphrase = '12345678';

const success = {
  type: 'object',
  properties: { success: { type: 'boolean' } },
  required: ['success'],
} as const;

/** The program that profiles the Wi-Fi abilities of clients: whether it runs, and its start and stop. */
export const profilerModule = defineModule({
  name: 'profiler',
  register: (context) => {
    const { settings, log } = context;
    const profiler = createSupervisedProgram(log);

    declareOperation(context, {
      method: 'GET',
      path: '/profiler/status',
      tag,
      summary: 'Tell whether the profiler runs',
      description:
        'However it was started: the profiler itself leaves the name of its network while it runs.',
      access: 'box-or-token',
      answer: {
        type: 'object',
        properties: {
          running: { type: 'boolean' },
          ssid: { anyOf: [{ type: 'string' }, { type: 'null' }] },
          passphrase: { type: 'string' },
        },
        required: ['running', 'ssid', 'passphrase'],
      },
      errors: { 500: 'It cannot be told.' },
      handle: async () => {
        const ssid = await readSsid(context);
        return { running: ssid !== null, ssid, passphrase };
      },
    });

    declareOperation(context, {
      method: 'POST',
      path: '/profiler/start',
      tag,
      summary: 'Start the profiler',
      description: '`success` is false when it cannot be started, or this service has started it already.',
      access: 'box-or-token',
      body: profilerOptions,
      answer: success,
      handle: async ({ body }) => ({
        success: await profiler.start(profilerCommand(settings.profiler, body)),
      }),
    });

    declareOperation(context, {
      method: 'POST',
      path: '/profiler/stop',
      tag,
      summary: 'Stop the profiler that was started here',
      description: '`success` is false when none runs that was started by this service.',
      access: 'box-or-token',
      answer: success,
      handle: async () => ({ success: await profiler.stop() }),
    });

    return {
      stop: async () => {
        await profiler.stop();
      },
    };
  },
});

/** The name of the profiler's network as the file has it; null when it does not run. */
const readSsid = async ({ settings, paths, log }: DeviceContext): Promise<string | null> => {
  try {
    return await readFile(paths.system(settings.profilerSsidFile), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    log.error({ err: error }, 'the state of the profiler cannot be read');
    throw serviceFailure();
  }
};
