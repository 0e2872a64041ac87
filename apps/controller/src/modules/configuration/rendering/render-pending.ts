import { sql, type Selectable } from 'kysely';
import type { Db, Tables } from '@netloom/server-kit';
import type { Transaction } from 'kysely';
import { announceStates } from '../configs/announce-states.ts';
import { afterRendering } from '../configs/config-status.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { jsonRows } from '../json-rows.ts';
import type { PendingChangeTable, PendingWork } from '../tables.ts';
import { exchangeTemplates, type OrderedTemplate } from '../templates/template-order.ts';
import { insertAssignments } from '../templates/assignments.ts';
import { loadInputs, type ConfigInputs } from './load-inputs.ts';
import type { RenderPool } from './render-pool.ts';
import { storeStates, type StateChange } from './store-states.ts';

/** Configurations that are read, rendered and stored together: a few milliseconds of database work. */
const chunkSize = 100;
/** How often one is rendered again because somebody changed it in the meantime, before it goes to the end of the line. */
const mostTries = 5;

type Pending = Selectable<PendingChangeTable>;
type Renderer = Pick<
  ConfigurationContext,
  | 'database'
  | 'db'
  | 'settings'
  | 'secrets'
  | 'dsa'
  | 'clock'
  | 'log'
  | 'index'
  | 'events'
  | 'realtime'
  | 'modified'
> & { pool: RenderPool };

/**
 * Works off what changes have left to be rendered, until nothing is left. A row goes when everything it asks for is
 * stored: a crash repeats work and loses none, and work that is repeated changes nothing.
 */
export const renderPending = async (renderer: Renderer, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const rows = await renderer.db
      .selectFrom('config_pendingchange')
      .selectAll()
      .orderBy('id')
      .limit(500)
      .execute();
    if (rows.length === 0) return;
    // The same rendering asked for several times is one: it begins after the last of these changes.
    const groups = Map.groupBy(rows, (row) => (isAssignment(row.work) ? `${row.id}` : renderingOf(row)));
    for (const group of groups.values()) {
      const [first] = group;
      if (!first) continue;
      await workOff(renderer, first, signal);
      await renderer.db
        .deleteFrom('config_pendingchange')
        .where(
          'id',
          'in',
          group.map(({ id }) => id),
        )
        .execute();
    }
  }
};

const renderingOf = ({ scope, object_id, action, work }: Pending): string =>
  JSON.stringify([scope, object_id, action, work]);

/** Templates are to be assigned or taken away: the order of such changes matters. */
const isAssignment = (work: PendingWork): boolean => work.append !== undefined || work.remove !== undefined;

const workOff = async (renderer: Renderer, pending: Pending, signal: AbortSignal): Promise<void> => {
  const assignment = isAssignment(pending.work) ? await loadAssignment(renderer.db, pending.work) : undefined;
  for await (const ids of configIds(renderer.db, pending)) {
    let left = ids;
    for (let attempt = 0; left.length > 0; attempt++) {
      signal.throwIfAborted();
      if (attempt === mostTries) {
        await renderer.db
          .insertInto('config_pendingchange')
          .values({
            scope: 'configs',
            object_id: null,
            action: pending.action,
            work: { ...pending.work, configs: left },
            created: renderer.clock(),
          })
          .execute();
        break;
      }
      left = await renderChunk(renderer, pending, assignment, left);
    }
  }
};

/** Renders and stores. Returns those that somebody changed in the meantime: they have to be rendered again. */
const renderChunk = async (
  renderer: Renderer,
  pending: Pending,
  assignment: Assignment | undefined,
  ids: readonly string[],
): Promise<string[]> => {
  const { shared, configs } = await loadInputs(renderer, renderer.db, ids, pending.work.append);
  const planned = configs
    .filter(({ isDeactivated }) => !isDeactivated)
    .map((config) => ({
      config,
      templates: assignment ? assignedAfter(config, assignment) : config.templates,
    }))
    .filter(({ config, templates }) => !assignment || !sameList(config.templates, templates));
  if (planned.length === 0) return [];

  const results = await renderer.pool.render(
    shared,
    planned.map(({ config, templates }) => ({ ...config, templates })),
  );
  const changes: PlannedChange[] = [];
  for (const [position, { config, templates }] of planned.entries()) {
    const result = results[position];
    if (!result || 'problem' in result) {
      renderer.log.warn(
        { device: config.id, problem: result?.problem },
        'a configuration cannot be rendered after a change, the device keeps the one that it has',
      );
      continue;
    }
    const next = afterRendering(config.state, result.rendered.checksum);
    const isAssigned = !sameList(config.templates, templates);
    if (next !== config.state || isAssigned)
      changes.push({ config, next, rendered: result.rendered, templates, isAssigned });
  }
  if (changes.length === 0) return [];

  const now = renderer.clock();
  const outcome = await renderer.db.transaction().execute(async (tx) => {
    const assigned = await storeAssignments(renderer, tx, changes);
    const withState = assigned.filter(({ config, next }) => next !== config.state);
    return { assigned, stored: await storeStates(renderer, tx, now, withState) };
  });
  const storedIds = new Set(outcome.stored.map(({ config }) => config.configId));
  await renderer.index.refresh(outcome.stored.map(({ config }) => config.id));
  announceStates(renderer, outcome.stored, { action: pending.action });
  const assignedIds = new Set(outcome.assigned.map(({ config }) => config.configId));
  return changes
    .filter(({ config, next }) =>
      next === config.state ? !assignedIds.has(config.configId) : !storedIds.has(config.configId),
    )
    .map(({ config }) => config.configId);
};

interface PlannedChange extends StateChange {
  config: ConfigInputs;
  templates: readonly string[];
  isAssigned: boolean;
}

/** Stores new lists of templates. Returns the changes that may go on: those whose version is still the one that was read. */
const storeAssignments = async (
  { database }: Renderer,
  tx: Transaction<Tables>,
  changes: readonly PlannedChange[],
): Promise<PlannedChange[]> => {
  const assigning = changes.filter(({ isAssigned }) => isAssigned);
  if (assigning.length === 0) return [...changes];
  const v = jsonRows(
    database.dialect,
    { row_id: 'text', row_version: 'integer' },
    assigning.map(({ config }) => ({ row_id: config.configId, row_version: config.version })),
  );
  const { rows } = await sql<{ id: string }>`
    update config_config set version = version + 1
    from ${v} where config_config.id = v.row_id and config_config.version = v.row_version
    returning id`.execute(tx);
  const ids = new Set(rows.map(({ id }) => id));
  const current = assigning.filter(({ config }) => ids.has(config.configId));
  if (current.length > 0) {
    await tx
      .deleteFrom('config_config_templates')
      .where('config_id', 'in', [...ids])
      .execute();
    await insertAssignments(
      tx,
      current.map(({ config, templates }) => ({ configId: config.configId, templates })),
    );
  }
  return [
    ...changes.filter(({ isAssigned }) => !isAssigned),
    ...current.map((change) => ({
      ...change,
      config: { ...change.config, version: change.config.version + 1 },
    })),
  ];
};

/** Templates that come and go, with what decides where. */
interface Assignment {
  remove: readonly string[];
  append: readonly (OrderedTemplate & Placement)[];
  /** Those of `remove` that are required now. */
  required: readonly (OrderedTemplate & Placement)[];
}

interface Placement {
  backend: string;
  organization_id: string | null;
}

const loadAssignment = async (db: Db, { remove = [], append = [] }: PendingWork): Promise<Assignment> => {
  const ids = [...remove, ...append];
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('config_template')
          .select(['id', 'name', 'required', 'backend', 'organization_id'])
          .where('id', 'in', ids)
          .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    remove,
    append: append.flatMap((id) => byId.get(id) ?? []),
    required: remove.flatMap((id) => byId.get(id) ?? []).filter(({ required }) => required),
  };
};

const assignedAfter = (config: ConfigInputs, { remove, append, required }: Assignment): string[] => {
  const fits = ({ backend, organization_id }: Placement): boolean =>
    backend === config.backend && (organization_id === null || organization_id === config.organization_id);
  return exchangeTemplates(config.templates, {
    remove,
    append: append.filter(fits).map(({ id }) => id),
    required: required.filter(fits),
  });
};

const sameList = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((id, position) => id === right[position]);

/** Ids of the configurations that a pending change touches, in chunks. */
async function* configIds(db: Db, { scope, object_id, work }: Pending): AsyncGenerator<string[]> {
  if (scope === 'configs') {
    const { configs = [] } = work;
    for (let start = 0; start < configs.length; start += chunkSize)
      yield configs.slice(start, start + chunkSize);
    return;
  }
  for (let after = ''; ; ) {
    const rows = await configPage(db, scope, object_id ?? '', after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ id }) => id);
    after = last.id;
  }
}

const configPage = async (
  db: Db,
  scope: Exclude<Pending['scope'], 'configs'>,
  objectId: string,
  after: string,
): Promise<{ id: string }[]> =>
  scope === 'template'
    ? db
        .selectFrom('config_config_templates')
        .select('config_id as id')
        .where('template_id', '=', objectId)
        .where('config_id', '>', after)
        .orderBy('config_id')
        .limit(chunkSize)
        .execute()
    : db
        .selectFrom('config_config as config')
        .innerJoin('config_device as device', 'device.id', 'config.device_id')
        .select('config.id')
        .where('config.id', '>', after)
        .$if(scope === 'organization', (query) => query.where('device.organization_id', '=', objectId))
        .$if(scope === 'group', (query) => query.where('device.group_id', '=', objectId))
        .orderBy('config.id')
        .limit(chunkSize)
        .execute();
