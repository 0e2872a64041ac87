import { readBoxModel } from '../../adapters/box-model.ts';
import type { DeviceContext } from '../../platform/device-context.ts';
import { freshFor } from '../../platform/fresh-for.ts';
import { serviceFailure } from '../../platform/http/answer-error.ts';
import { declareOperation } from '../../platform/http/operation.ts';
import { createProcessorMeter } from './processor-meter.ts';
import { readDeviceInfo } from './read-device-info.ts';
import { readDeviceStats } from './read-device-stats.ts';

const tag = 'system';

/** What the box is and how it does. Many dashboards that ask at the same time cost as much as one. */
export const declareDeviceOperations = (context: DeviceContext): void => {
  const { settings, paths, clock, run, log } = context;
  const meter = createProcessorMeter(settings.procDir);
  const fresh = <Answer>(ask: () => Promise<Answer>) =>
    freshFor<string, Answer>(settings.infoCacheSeconds * 1000, ask, () => clock().getTime());
  const info = fresh(() => readDeviceInfo(context));
  const stats = fresh(() => readDeviceStats(context, meter));
  const model = fresh(() => readBoxModel(run, settings, paths));

  declareOperation(context, {
    method: 'GET',
    path: '/system/device/info',
    tag,
    summary: 'Tell what this box is',
    description: 'Model, names, version of the image, and the mode it is in.',
    access: 'box-or-token',
    answer: texts('model', 'name', 'hostname', 'software_version', 'mode'),
    errors: { 500: 'It cannot be told.' },
    handle: () =>
      info('').catch((error: unknown) => {
        log.error({ err: error }, 'this box cannot be described');
        throw serviceFailure();
      }),
  });

  declareOperation(context, {
    method: 'GET',
    path: '/system/device/stats',
    tag,
    summary: 'Tell how this box does',
    description:
      'Texts for a display: `ram` is `used/totalMB percent%`, `disk` is `used/sizeGB percent%`; what cannot be found out is `unknown`.',
    access: 'box-or-token',
    answer: texts('ip', 'cpu', 'ram', 'disk', 'cpu_temp', 'uptime'),
    handle: () => stats(''),
  });

  declareOperation(context, {
    method: 'GET',
    path: '/system/device/model',
    tag,
    summary: 'Tell the model of this box',
    access: 'box-or-token',
    answer: texts('model'),
    errors: { 500: 'The program that knows the model has failed.' },
    handle: async () => ({ model: await model('') }),
  });
};

const texts = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  required: names,
});
