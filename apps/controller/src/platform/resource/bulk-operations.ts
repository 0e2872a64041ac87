import { setImmediate } from 'node:timers/promises';
import { badRequest, HttpError } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import { requirePermission, type Action } from '../authentication.ts';
import { authorizeRow } from './authorize-resource.ts';
import { canonicalUuid } from './fields.ts';
import { readBody } from './read-body.ts';
import { readInput } from './read-input.ts';
import { recordWrite } from './record-write.ts';
import type { Resource, ResourceAction, ResourceContext, WriteContext } from './resource.ts';
import type { ResourcePlatform } from './resource-platform.ts';
import { changeObject, removeObject } from './write-object.ts';

/** Objects of one bulk request. */
export const maximumBulk = 500;

/** What became of one object. `detail` says why it failed. */
export interface BulkResult {
  id: string | number;
  status: 'ok' | 'error';
  detail?: string;
}

type Params = Readonly<Record<string, unknown>>;

/** An operation that may be done to many objects at once. */
interface BulkOperation<Row> {
  action: Action;
  run(row: Row, context: ResourceContext, params: Params): Promise<unknown>;
}

/** The operations that a resource lets its callers do in bulk, by the word that a body calls them by. */
export const bulkOperations = <Row extends { id: string | number }>(
  platform: ResourcePlatform,
  resource: Resource<Row>,
  actions: readonly ResourceAction<Row>[],
): ReadonlyMap<string, BulkOperation<Row>> => {
  const operations = new Map<string, BulkOperation<Row>>();
  if (resource.bulk?.includes('delete')) {
    operations.set('delete', {
      action: 'delete',
      run: (row, context, params) =>
        removeObject(platform, resource, writeContext(context, row, params), row),
    });
  }
  if (resource.bulk?.includes('change')) {
    operations.set('change', {
      action: 'change',
      run: async (row, context, params) => {
        const write = writeContext(context, row, params);
        await changeObject(
          platform,
          resource,
          write,
          row,
          await readInput(resource, params, write, 'change'),
        );
      },
    });
  }
  for (const action of actions) {
    const { bulk, audit = action.path } = action;
    if (!bulk) continue;
    operations.set(action.path.split('/').at(-1) ?? action.path, {
      action: action.action,
      run: (row, context, params) => {
        const run = (): Promise<unknown> => bulk({ ...context, row }, params);
        return recordWrite(platform, resource, context, { action: audit, id: row.id }, run);
      },
    });
  }
  return operations;
};

const writeContext = (
  context: ResourceContext,
  { id }: { id: string | number },
  params: Params,
): WriteContext => ({
  ...context,
  id,
  isPartial: true,
  isForm: false,
  options: new Map(
    Object.entries(params).flatMap(([name, value]): [string, string][] =>
      typeof value === 'object' ? [] : [[name, String(value)]],
    ),
  ),
  // A header cannot speak for many objects.
  requireUnchanged: async () => {},
});

/**
 * Does one operation to many objects, one after the other, each under the same rules as alone. What fails does not
 * keep the others from being done.
 *
 * @throws HttpError 400 for a body that names no operation or no objects, 403 without the permission.
 */
export const runBulk = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  operations: ReadonlyMap<string, BulkOperation<Row>>,
  context: ResourceContext,
): Promise<{ results: BulkResult[] }> => {
  const { operation, ids, params } = await readBulk(resource, operations, context.request);
  requirePermission(context.caller, resource.permission, operation.action);
  const results: BulkResult[] = [];
  let isBroken = false;
  for (const id of ids) {
    if (isBroken) {
      results.push({ id, status: 'error', detail: 'Not tried, because of the failure before it.' });
      continue;
    }
    try {
      const row = await authorizeRow(resource, context, id, { action: operation.action, readsOnly: false });
      await operation.run(row, context, params);
      results.push({ id, status: 'ok' });
    } catch (error) {
      isBroken = !(error instanceof HttpError);
      if (isBroken) {
        if (results.every(({ status }) => status === 'error')) throw error;
        context.request.log.error({ err: error, id }, 'a bulk operation failed half-way');
      }
      results.push({ id, status: 'error', detail: explain(error) });
    }
    // With the embedded database nothing else would have its turn before the last object.
    await setImmediate();
  }
  return { results };
};

const readBulk = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  operations: ReadonlyMap<string, BulkOperation<Row>>,
  request: FastifyRequest,
): Promise<{ operation: BulkOperation<Row>; ids: Row['id'][]; params: Params }> => {
  const { action, ids, params = {} } = (await readBody(request)).values;
  const errors: Record<string, string[]> = {};
  const operation = typeof action === 'string' ? operations.get(action) : undefined;
  if (action === undefined) errors['action'] = ['This field is required.'];
  else if (!operation) errors['action'] = [notAChoice(action)];
  const problem = problemOfIds(resource, ids);
  if (problem !== undefined) errors['ids'] = [problem];
  if (typeof params !== 'object' || params === null || Array.isArray(params)) {
    errors['params'] = ['Expected a dictionary of items.'];
  }
  if (!operation || Object.keys(errors).length > 0) throw badRequest(errors);
  const canonical = (ids as unknown[]).map((id) =>
    typeof id === 'string' ? (canonicalUuid(id) ?? id) : Number(id),
  );
  return { operation, ids: [...new Set(canonical)] as Row['id'][], params: params as Params };
};

/** What is nested has no short name, and none that is safe to ask for. */
const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null;

const notAChoice = (action: unknown): string =>
  isNested(action) ? 'Not a valid string.' : `"${String(action)}" is not a valid choice.`;

const problemOfIds = (resource: { integerId?: boolean }, ids: unknown): string | undefined => {
  if (ids === undefined) return 'This field is required.';
  if (!Array.isArray(ids)) return 'Expected a list of items.';
  if (ids.length === 0) return 'This list may not be empty.';
  if (ids.length > maximumBulk) return `Ensure this field has no more than ${maximumBulk} elements.`;
  const isId = (id: unknown): boolean =>
    resource.integerId
      ? Number.isInteger(id) && Number(id) > 0 && Number(id) < 2 ** 31
      : typeof id === 'string' && canonicalUuid(id) !== undefined;
  const wrong: unknown = ids.find((id) => !isId(id));
  if (wrong === undefined) return undefined;
  if (resource.integerId) return 'A valid integer is required.';
  return isNested(wrong) ? 'Must be a valid UUID.' : `“${String(wrong)}” is not a valid UUID.`;
};

/** One line that says what is wrong: the detail, or the messages by field. */
const explain = (error: unknown): string => {
  if (!(error instanceof HttpError)) return 'Internal server error.';
  return messagesOf(error.body, '').join(' ');
};

const plainKeys = new Set(['detail', '__all__', 'non_field_errors', 'error']);

const messagesOf = (body: unknown, path: string): string[] => {
  const prefix = path === '' ? '' : `${path}: `;
  if (Array.isArray(body)) return body.map((text) => `${prefix}${String(text)}`);
  if (typeof body !== 'object' || body === null) return [`${prefix}${String(body)}`];
  return Object.entries(body).flatMap(([key, value]) =>
    messagesOf(value, plainKeys.has(key) ? path : path === '' ? key : `${path}.${key}`),
  );
};
