import { AnswerError, detailError } from '../../platform/http/answer-error.ts';
import { declareOperation } from '../../platform/http/operation.ts';
import { boolean, text, withDefault, type Schema } from '../../platform/model/model.ts';
import { isStoreFault } from '../../platform/store-fault.ts';
import { activateConfig, deactivateConfig } from './activate.ts';
import type { ListedConfig } from './config-store.ts';
import {
  netConfigModel,
  netConfigUpdateModel,
  reservedIds,
  withoutNulls,
  type NetConfig,
  type NetConfigUpdate,
} from './net-config.ts';
import type { NetworkSetup } from './network-setup.ts';
import { readNetworkStatus } from './network-status.ts';

const id = text({ description: 'Id of a configuration.' });

const outcome: Schema = {
  type: 'object',
  properties: { id: { type: 'string' }, message: { type: 'string' } },
  required: ['id', 'message'],
};

const missing = { 404: 'There is no such configuration.' } as const;
const unreadable = { 422: 'Its file is no configuration; `detail` tells why.' } as const;

const override = {
  override_active: withDefault(boolean(), false),
};

/** Whatever fails is 500 with a `detail`, like all errors of these operations; the reason goes into the log. */
const declare: typeof declareOperation = (context, operation) =>
  declareOperation(context, {
    ...operation,
    errors: { 500: 'It failed; the log tells why.', ...operation.errors },
    handle: async (input) => {
      try {
        return await operation.handle(input);
      } catch (error) {
        if (error instanceof AnswerError || isStoreFault(error)) throw error;
        context.log.error(
          { err: error, params: input.params },
          `${operation.method} ${operation.path} failed`,
        );
        throw detailError(500, 'Internal Server Error');
      }
    },
  });

/** The routes of section 3.8. */
export const declareNetworkConfigs = (setup: NetworkSetup): void => {
  const { context, store } = setup;
  const operation = { tag: 'network_config', access: 'box-or-token' } as const;

  declare(context, {
    ...operation,
    method: 'GET',
    path: '/network/config/',
    summary: 'List the configurations, and which one is active.',
    answer: { type: 'object', additionalProperties: { type: 'boolean' } },
    handle: async () => {
      const active = await store.readCurrent();
      const configs = await store.list();
      return Object.fromEntries(configs.map((config) => [listedName(config), config.id === active]));
    },
  });

  declare(context, {
    ...operation,
    method: 'POST',
    path: '/network/config/',
    summary: 'Add a configuration.',
    body: netConfigModel,
    answer: outcome,
    errors: { 400: 'The id stands for something else.', 409: 'There is one with this id already.' },
    handle: async ({ body }) => {
      refuseReserved(body.id);
      await store.create(body);
      return { id: body.id, message: 'Configuration added successfully' };
    },
  });

  declare(context, {
    ...operation,
    method: 'GET',
    path: '/network/config/status',
    summary: 'Show the wireless interfaces of every namespace.',
    answer: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: {
          anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: { type: 'string' } }],
        },
      },
    },
    errors: { 500: 'The wireless interfaces of the root namespace cannot be read.' },
    handle: () => readNetworkStatus(context),
  });

  declare(context, {
    ...operation,
    method: 'GET',
    path: '/network/config/:id',
    summary: 'Show a configuration.',
    params: { id },
    answer: netConfigModel.schema,
    errors: { ...missing, ...unreadable },
    handle: async ({ params }) => withoutNulls(await store.read(params.id)),
  });

  declare(context, {
    ...operation,
    method: 'PATCH',
    path: '/network/config/:id',
    summary: 'Replace lists of a configuration that is not active.',
    params: { id },
    body: netConfigUpdateModel,
    answer: {
      ...outcome,
      properties: { id: { type: 'string' }, message: { type: 'string' }, config: netConfigModel.schema },
    },
    errors: { ...missing, 409: 'It is active.' },
    handle: ({ params, body }) =>
      context.networkLock(async () => {
        const config = await store.read(params.id);
        if ((await store.readCurrent()) === params.id)
          throw detailError(409, `Cannot edit active configuration ${params.id}.`);
        const changed = changeConfig(config, body);
        await store.replace(changed);
        return {
          id: params.id,
          message: 'Configuration updated successfully',
          config: shownAfterChange(changed, body),
        };
      }),
  });

  declare(context, {
    ...operation,
    method: 'DELETE',
    path: '/network/config/:id',
    summary: 'Delete a configuration.',
    description: 'With `force` also the active one; what it has set up stays as it is.',
    params: { id },
    query: { force: withDefault(boolean(), false) },
    answer: outcome,
    errors: { ...missing, 409: 'It is active.' },
    handle: ({ params, query }) =>
      context.networkLock(async () => {
        if (!query.force && (await store.readCurrent()) === params.id)
          throw detailError(409, `Cannot delete active configuration ${params.id}.`);
        await store.remove(params.id);
        return { id: params.id, message: 'Configuration deleted successfully' };
      }),
  });

  for (const [verb, act, done] of [
    ['activate', activateConfig, 'Configuration activated successfully'],
    ['deactivate', deactivateConfig, 'Configuration deactivated successfully'],
  ] as const)
    declare(context, {
      ...operation,
      method: 'POST',
      path: `/network/config/${verb}/:id`,
      summary:
        verb === 'activate'
          ? 'Activate a configuration; Wi-Fi connects afterwards in the background.'
          : 'Deactivate a configuration: `default` is active then.',
      params: { id },
      query: override,
      answer: outcome,
      errors: {
        ...missing,
        ...unreadable,
        409: verb === 'activate' ? 'It, or another one, is active.' : 'It is not active.',
        500: 'A step failed; what was done has been undone.',
      },
      handle: async ({ params, query }) => {
        await act(setup, params.id, query.override_active);
        return { id: params.id, message: done };
      },
    });
};

const listedName = ({ id: name, state }: ListedConfig): string =>
  state === 'readable' ? name : `${name} (${state})`;

const refuseReserved = (name: string): void => {
  if (!reservedIds.includes(name)) return;
  if (name === 'root' || name === 'default')
    throw detailError(400, "Configuration ID cannot be 'root' or 'default'.");
  throw detailError(400, `Configuration ID cannot be '${name}'.`);
};

/** A list that is null or absent stays as it is; an id in the body does not count. */
const changeConfig = (config: NetConfig, { namespaces, roots }: NetConfigUpdate): NetConfig => ({
  id: config.id,
  namespaces: namespaces ?? config.namespaces,
  roots: roots ?? config.roots,
});

/** Lists that were just sent come back with all fields; the rest without nulls. */
const shownAfterChange = (config: NetConfig, sent: NetConfigUpdate): unknown => ({
  id: config.id,
  ...Object.fromEntries(
    (['namespaces', 'roots'] as const)
      .filter((name) => config[name] !== null)
      .map((name) => [name, sent[name] === null ? withoutNulls(config[name]) : config[name]]),
  ),
});
