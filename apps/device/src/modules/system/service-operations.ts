import { isUnitActive, listUnits, startUnit, stopUnit, systemdError } from '../../adapters/systemd.ts';
import { busGone, isBusGone } from '../../platform/bus/bus-gone.ts';
import { BusError } from '../../platform/bus/system-bus.ts';
import { freshFor } from '../../platform/fresh-for.ts';
import type { DeviceContext } from '../../platform/device-context.ts';
import { serviceFailure, textError, type AnswerError } from '../../platform/http/answer-error.ts';
import { declareOperation } from '../../platform/http/operation.ts';
import { text } from '../../platform/model/model.ts';
import { findService } from './service-name.ts';

const tag = 'system';

const query = {
  name: text({
    description: 'Name of a systemd service on the list of allowed ones, with or without `.service`.',
  }),
};

const answer = {
  type: 'object',
  properties: { name: { type: 'string' }, active: { type: 'boolean' } },
  required: ['name', 'active'],
} as const;

/** Status, start and stop of the services on the list. */
export const declareServiceOperations = (context: DeviceContext): void => {
  const { settings, bus, log } = context;

  declareOperation(context, {
    method: 'GET',
    path: '/system/service/status',
    tag,
    summary: 'Tell whether a service runs',
    access: 'box-or-token',
    query,
    answer,
    errors: {
      400: 'The service is not on the list.',
      503: 'There is no such unit, or the system bus cannot be reached.',
    },
    handle: async ({ query: asked }) => {
      const { name, unit } = findService(asked.name, settings);
      if (unit === undefined) throw textError(400, `${name} access is restricted or does not exist`);
      try {
        return { name, active: await isUnitActive(bus, unit) };
      } catch (error) {
        if (!(error instanceof BusError)) throw error;
        if (isBusGone(error)) throw busGone();
        if (error.busName === systemdError.noSuchUnit && !error.message.includes('not loaded'))
          throw textError(503, noSuchUnit(unit));
        log.debug({ err: error, unit }, 'systemd does not tell whether a service runs');
        return { name, active: false };
      }
    },
  });

  const states = freshFor(settings.infoCacheSeconds * 1000, () => listServices(context));
  declareOperation(context, {
    method: 'GET',
    path: '/system/services',
    tag,
    summary: 'List the services that may be switched, and whether they run',
    description: 'Only those that this box has.',
    access: 'box-or-token',
    answer: { type: 'array', items: answer },
    errors: { 503: 'The system bus cannot be reached.' },
    handle: () => states('all'),
  });

  for (const { word, ing, active, change } of [
    { word: 'start', ing: 'starting', active: true, change: startUnit },
    { word: 'stop', ing: 'stopping', active: false, change: stopUnit },
  ] as const)
    declareOperation(context, {
      method: 'POST',
      path: `/system/service/${word}`,
      tag,
      summary: `${word === 'start' ? 'Start' : 'Stop'} a service`,
      description: 'Does not wait for it, and does not change whether it is started at boot.',
      access: 'box-or-token',
      query,
      answer,
      errors: {
        400: 'The service is not on the list, or there is no such unit.',
        401: 'systemd does not let this program do so.',
        500: 'systemd has refused for another reason.',
        503: 'The system bus cannot be reached.',
      },
      handle: async ({ query: asked }) => {
        const { name, unit } = findService(asked.name, settings);
        if (unit === undefined) throw textError(400, `${ing} ${name} is restricted or does not exist`);
        try {
          await change(bus, unit);
        } catch (error) {
          log.warn({ err: error, unit }, `${ing} a service failed`);
          throw changeFailure(error, unit);
        }
        log.info({ unit }, `${ing} a service`);
        return { name, active };
      },
    });
};

/** systemd is asked for all services at once. */
const listServices = async ({
  bus,
  settings,
}: DeviceContext): Promise<{ name: string; active: boolean }[]> => {
  try {
    return await listUnits(bus, settings.allowedServices);
  } catch (error) {
    if (isBusGone(error)) throw busGone();
    if (error instanceof BusError) throw serviceFailure();
    throw error;
  }
};

const noSuchUnit = (unit: string): string => `no such unit for ${unit} on host`;

const changeFailure = (error: unknown, unit: string): AnswerError => {
  if (isBusGone(error)) return busGone();
  switch (error instanceof BusError ? error.busName : '') {
    case systemdError.noSuchUnit:
      return textError(400, noSuchUnit(unit));
    case systemdError.invalidArguments:
      return textError(400, 'Problem with the args');
    case systemdError.authenticationRequired:
      return textError(401, 'Interactive authentication required.');
    default:
      return serviceFailure();
  }
};
