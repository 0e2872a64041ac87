import { sql } from 'kysely';
import type { Db } from '@netloom/server-kit';
import type { AppContext } from '../../../platform/app-context.ts';
import { requireManager, requirePermission } from '../../../platform/authentication.ts';
import { filter, queryParameters, showTime } from '../../../platform/resource/index.ts';
import { managedScope, withinOwned, type Scope } from '../../../platform/tenancy.ts';
import { badRequest } from '@netloom/server-kit';
import { includes } from '../../../platform/tenancy.ts';
import { countPending } from '../rendering/count-pending.ts';
import type { ConfigStatus } from '../tables.ts';
import { permissionModels } from '../permission-models.ts';

/** A device that was heard of within this many milliseconds counts as seen recently. */
export const recentMs = 10 * 60_000;
/** Groups that a ranking names; the rest is "other". */
const rankingSize = 8;
const recentChanges = 20;
const newDevices = 10;

const count = { type: 'integer' };
const ranking = { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, count } } };
const named = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } };

const answer = {
  type: 'object',
  properties: {
    devices: {
      type: 'object',
      properties: {
        total: count,
        by_status: {
          type: 'object',
          description: 'Devices by status of their configuration; `unknown` have none.',
          properties: Object.fromEntries(
            ['applied', 'modified', 'error', 'deactivating', 'deactivated', 'unknown'].map((status) => [
              status,
              count,
            ]),
          ),
        },
        seen: {
          type: 'object',
          description: 'Heard of within the last ten minutes, longer ago, or never.',
          properties: { recent: count, stale: count, never: count },
        },
      },
    },
    models: ranking,
    os: ranking,
    systems: ranking,
    recent: {
      type: 'array',
      description: 'The newest changes of status.',
      items: {
        type: 'object',
        properties: {
          id: count,
          created: { type: 'string', format: 'date-time' },
          device: named,
          status: { type: 'string' },
          reason: { type: 'string' },
        },
      },
    },
    new_devices: {
      type: 'array',
      items: {
        ...named,
        properties: { ...named.properties, created: { type: 'string', format: 'date-time' } },
      },
    },
    jobs: {
      type: 'object',
      properties: { pending_changes: { ...count, description: 'Changes that have yet to reach devices.' } },
    },
  },
};

type OverviewContext = Pick<AppContext, 'db' | 'database' | 'clock'>;

/** `GET /api/v1/controller/overview/`: the fleet at a glance, in a fixed number of statements. */
export const registerOverviewRoute = (context: OverviewContext & Pick<AppContext, 'http' | 'auth'>): void => {
  context.http.get(
    '/api/v1/controller/overview/',
    {
      schema: {
        tags: ['controller overview'],
        summary: 'The fleet at a glance',
        operationId: 'read_controller_overview',
        querystring: {
          type: 'object',
          properties: {
            organization: { type: 'string', format: 'uuid', description: 'Only this organization.' },
          },
        },
        response: { 200: answer },
      } as object,
    },
    async (request) => {
      const caller = await context.auth.require(request);
      requireManager(caller);
      requirePermission(caller, permissionModels.device, 'view');
      const scope = narrowed(managedScope(caller), queryParameters(request).get('organization'));
      return readOverview(context, scope);
    },
  );
};

const narrowed = (scope: Scope, organization: string | undefined): Scope => {
  if (organization === undefined || organization === '') return scope;
  try {
    const id = filter.readFilterUuid(organization);
    if (!includes(scope, id)) {
      throw new filter.FilterError('Select a valid choice. That choice is not one of the available choices.');
    }
    return { kind: 'organizations', ids: [id], shared: false };
  } catch (error) {
    if (error instanceof filter.FilterError) throw badRequest({ organization: [error.message] });
    throw error;
  }
};

const readOverview = async (context: OverviewContext, scope: Scope) => {
  const { db, clock } = context;
  const byStatus = await countByStatus(db, scope, new Date(clock().getTime() - recentMs));
  return {
    devices: {
      total: sum(byStatus.map((row) => row.total)),
      by_status: Object.fromEntries(
        (['applied', 'modified', 'error', 'deactivating', 'deactivated', 'unknown'] as const).map(
          (status) => [
            status,
            sum(byStatus.filter((row) => (row.status ?? 'unknown') === status).map((row) => row.total)),
          ],
        ),
      ),
      seen: {
        recent: sum(byStatus.map((row) => row.recent)),
        stale: sum(byStatus.map((row) => row.total - row.recent - row.never)),
        never: sum(byStatus.map((row) => row.never)),
      },
    },
    models: await rank(db, scope, 'model'),
    os: await rank(db, scope, 'os'),
    systems: await rank(db, scope, 'system'),
    recent: await readRecent(db, scope),
    new_devices: await readNewDevices(db, scope),
    jobs: { pending_changes: await countPending(context, scope) },
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

interface StatusCount {
  status: ConfigStatus | null;
  total: number;
  recent: number;
  never: number;
}

const countByStatus = async (db: Db, scope: Scope, recentSince: Date): Promise<StatusCount[]> =>
  db
    .selectFrom('config_device')
    .leftJoin('config_config', 'config_config.device_id', 'config_device.id')
    .where(withinOwned(scope, 'config_device.organization_id'))
    .select([
      'config_config.status',
      sql<number>`count(*)`.as('total'),
      sql<number>`count(case when config_device.last_seen >= ${recentSince} then 1 end)`.as('recent'),
      sql<number>`count(case when config_device.last_seen is null then 1 end)`.as('never'),
    ])
    .groupBy('config_config.status')
    .execute();

const rank = async (
  db: Db,
  scope: Scope,
  column: 'model' | 'os' | 'system',
): Promise<{ name: string; count: number }[]> => {
  const rows = await db
    .selectFrom('config_device')
    .where(withinOwned(scope, 'config_device.organization_id'))
    .select([`config_device.${column} as name`, sql<number>`count(*)`.as('count')])
    .groupBy(`config_device.${column}`)
    .orderBy(sql`count(*)`, 'desc')
    .orderBy(`config_device.${column}`)
    .limit(1000)
    .execute();
  const rest = sum(rows.slice(rankingSize).map((row) => row.count));
  return [...rows.slice(0, rankingSize), ...(rest > 0 ? [{ name: 'other', count: rest }] : [])];
};

const readRecent = async (db: Db, scope: Scope) => {
  const rows = await db
    .selectFrom('config_statuschange as change')
    .innerJoin('config_config as config', 'config.id', 'change.config_id')
    .innerJoin('config_device as device', 'device.id', 'config.device_id')
    .where(withinOwned(scope, 'device.organization_id'))
    .select([
      'change.id',
      'change.created',
      'change.status',
      'change.reason',
      'device.id as device_id',
      'device.name',
    ])
    .orderBy('change.id', 'desc')
    .limit(recentChanges)
    .execute();
  return rows.map(({ id, created, status, reason, device_id, name }) => ({
    id,
    created: showTime(created),
    device: { id: device_id, name },
    status,
    reason,
  }));
};

const readNewDevices = async (db: Db, scope: Scope) => {
  const rows = await db
    .selectFrom('config_device')
    .where(withinOwned(scope, 'config_device.organization_id'))
    .select(['id', 'name', 'created'])
    .orderBy('created', 'desc')
    .limit(newDevices)
    .execute();
  return rows.map(({ id, name, created }) => ({ id, name, created: showTime(created) }));
};
