import { notFound } from '@netloom/server-kit';
import { ConfigurationError } from '@netloom/netjson-config';
import type { JsonObject } from '@netloom/netjson';
import {
  pageParameters,
  paginate,
  showDetail,
  showTime,
  type Authorized,
  type List,
  type Resource,
  type ResourceAction,
} from '../../../platform/resource/index.ts';
import { makeChange } from '../change.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { activateDevice } from '../devices/activate-device.ts';
import { deactivateDevice } from '../devices/deactivate-device.ts';
import { sendAnswer, controllerHeader } from '../protocol/answer.ts';
import { archiveAnswer } from '../protocol/download-config.ts';
import { describeRendered } from '../rendering/describe-rendered.ts';
import { mergeVariables, variableSources } from '../rendering/device-variables.ts';
import { invalidConfiguration } from '../rendering/invalid-config.ts';
import { loadDevice } from '../rendering/load-device.ts';
import { readArchive } from '../rendering/read-archive.ts';
import { configurationOf, variableLayers } from '../rendering/render-device.ts';
import { explained, type DeviceRow } from './device-resource.ts';
import {
  changedDevice,
  historySchema,
  invalidSchema,
  renderedSchema,
  variablesSchema,
} from './action-schemas.ts';

/** What can be done with one device, besides reading and writing it. */
export const deviceActions = (
  context: ConfigurationContext,
  resource: Resource<DeviceRow>,
): ResourceAction<DeviceRow>[] => [
  {
    path: 'deactivate',
    method: 'POST',
    action: 'add',
    summary: 'Take a device out of service: its configuration is emptied',
    audit: 'deactivated',
    response: changedDevice,
    errors: [400],
    bulk: deactivate(context),
    run: async ({ row, ...caller }) => {
      await deactivate(context)({ row, ...caller });
      return showDetail(resource, caller, row.id);
    },
  },
  {
    path: 'activate',
    method: 'POST',
    action: 'add',
    summary: 'Take a device into service again',
    audit: 'activated',
    response: changedDevice,
    errors: [400],
    bulk: activate(context),
    run: async ({ row, ...caller }) => {
      await activate(context)({ row, ...caller });
      return showDetail(resource, caller, row.id);
    },
  },
  {
    path: 'configuration',
    method: 'GET',
    action: 'view',
    summary: 'Download the configuration of a device as tar.gz',
    response: 'application/octet-stream',
    run: async ({ row }, reply) => {
      const checksum = context.index.find(row.id)?.config?.checksum;
      if (checksum === undefined || checksum === null) throw notFound();
      reply.header(controllerHeader, 'true');
      return sendAnswer(reply, archiveAnswer(row.name, await readArchive(context, checksum)));
    },
  },
  {
    path: 'history',
    method: 'GET',
    action: 'view',
    summary: 'What became of the configuration of a device, newest first',
    response: historySchema,
    query: pageParameters,
    run: async ({ row, db, request }) => {
      const query = db
        .selectFrom('config_statuschange')
        .select(['id', 'created', 'status', 'reason', 'checksum'])
        .where('config_id', '=', row.config_id ?? '');
      const idColumn = 'config_statuschange.id';
      const order = [{ column: idColumn, descending: true, number: true }];
      const { apiDefaultPageSize, apiMaxPageSize } = context.settings;
      const list: List<HistoryRow> = { query, inOrder: query, all: query, order, idColumn };
      const page = await paginate(list, request, { default: apiDefaultPageSize, max: apiMaxPageSize });
      return page.wrap(
        page.rows.map(({ id, created, status, reason, checksum }) => ({
          id,
          created: showTime(created),
          status,
          reason,
          checksum,
        })),
      );
    },
  },
  {
    path: 'variables',
    method: 'GET',
    action: 'view',
    summary: 'The variables of a device and where they come from',
    response: variablesSchema,
    run: async ({ row, db }) => {
      const { shared, device } = await loadDevice(context, db, row.id);
      const layers = variableLayers(shared, device);
      const own = layers.slice(0, -1);
      return {
        system: inOrder(mergeVariables(own)),
        effective: mergeVariables(layers),
        sources: variableSources(layers),
      };
    },
  },
  {
    path: 'rendered',
    method: 'GET',
    action: 'view',
    summary: 'The configuration of a device as text',
    response: renderedSchema,
    refusals: { 400: invalidSchema },
    run: async ({ row, db }) => {
      if (row.config_id === null) throw notFound();
      const { shared, device } = await loadDevice(context, db, row.id);
      try {
        return describeRendered(configurationOf(shared, device));
      } catch (error) {
        if (error instanceof ConfigurationError) throw invalidConfiguration(error);
        throw error;
      }
    },
  },
];

const deactivate =
  (context: ConfigurationContext) =>
  async ({ row, scope }: Authorized<DeviceRow>): Promise<void> => {
    // What the device has said of its addresses until now must not come back later.
    await context.contacts.flush();
    await explained(() => makeChange(context, (change) => deactivateDevice(change, scope, row.id)));
  };

const activate =
  (context: ConfigurationContext) =>
  ({ row, scope }: Authorized<DeviceRow>): Promise<void> =>
    explained(() => makeChange(context, (change) => activateDevice(change, scope, row.id)));

interface HistoryRow {
  id: number;
  created: Date;
  status: string;
  reason: string;
  checksum: string | null;
}

/** The variables that every device has come first, the others by name. */
const inOrder = (variables: JsonObject): JsonObject => {
  const first = ['name', 'mac_address', 'id', 'key'];
  const rest = Object.keys(variables)
    .filter((name) => !first.includes(name))
    .sort();
  return Object.fromEntries([...first, ...rest].map((name) => [name, variables[name] ?? null]));
};
