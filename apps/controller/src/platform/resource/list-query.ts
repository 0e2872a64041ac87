import { badRequest } from '@netloom/server-kit';
import { applyFilters, containsText } from './filter.ts';
import type { OrderTerm } from './keyset.ts';
import type { Resource, ResourceContext } from './resource.ts';
import type { SelectQuery } from './select-query.ts';

/** Words of a search beyond these are not looked at. */
const maximumWords = 8;
/** Names of an ordering beyond these are not looked at. */
const maximumOrderings = 4;

/** The rows of a list, narrowed by filters and search, and their order, which ends with the id. */
export const listQuery = async <Row extends { id: string | number }>(
  resource: Resource<Row>,
  context: ResourceContext,
  parameters: ReadonlyMap<string, string>,
  now: Date,
): Promise<{ query: SelectQuery<Row>; order: OrderTerm[] }> => {
  const { db, caller, scope, request } = context;
  const filtered = await applyFilters(
    resource.query(db, scope, caller, request),
    resource.filters ?? {},
    parameters,
    { db, caller, scope, now },
  );
  const order = [
    ...orderTerms(resource, parameters.get('ordering')),
    { column: resource.idColumn, descending: false },
  ];
  return { query: applySearch(filtered.query, resource, parameters.get('search') ?? ''), order };
};

const applySearch = <Row extends { id: string | number }>(
  query: SelectQuery<Row>,
  { search: columns = [] }: Resource<Row>,
  search: string,
): SelectQuery<Row> => {
  if (columns.length === 0) return query;
  if (search.includes('\0')) throw badRequest({ search: ['Null characters are not allowed.'] });
  const words = search.split(/\s+/).filter(Boolean).slice(0, maximumWords);
  return words.reduce(
    (narrowed, word) => narrowed.where((eb) => eb.or(columns.map((column) => containsText(column, word)))),
    query,
  );
};

const orderTerms = <Row extends { id: string | number }>(
  resource: Resource<Row>,
  ordering: string | undefined,
): OrderTerm[] => {
  const term = (name: string): OrderTerm[] => {
    const known = resource.orderings ?? {};
    const key = name.replace(/^-/, '');
    const column = Object.hasOwn(known, key) ? known[key] : undefined;
    return column ? [{ ...column, descending: name.startsWith('-') }] : [];
  };
  const asked = (ordering ?? '')
    .split(',')
    .slice(0, maximumOrderings)
    .flatMap((name) => term(name.trim()));
  return asked.length > 0 ? asked : term(resource.defaultOrdering);
};
