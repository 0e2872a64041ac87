import { listQuery } from './list-query.ts';
import { paginate, queryParameters } from './paginate.ts';
import { chooseFields, represent } from './represent.ts';
import type { Resource, ResourceContext } from './resource.ts';
import type { ResourcePlatform } from './resource-platform.ts';

/** One page of a list: its statements are as many however long it is. */
export const listObjects = async <Row extends { id: string | number }>(
  { settings, clock }: ResourcePlatform,
  resource: Resource<Row>,
  context: ResourceContext,
): Promise<Record<string, unknown>> => {
  const { request } = context;
  const parameters = queryParameters(request);
  const fields = chooseFields(resource, false, parameters.get('fields'), context.caller);
  const list = await listQuery(resource, context, parameters, clock());
  const sizes = resource.pageSizes ?? { default: settings.apiDefaultPageSize, max: settings.apiMaxPageSize };
  const page = await paginate(list, request, sizes);
  await resource.complete?.(page.rows, {
    ...context,
    fields: new Set(Object.keys(fields)),
    isDetail: false,
  });
  return page.wrap(page.rows.map((row) => represent(row, fields, context.caller)));
};
