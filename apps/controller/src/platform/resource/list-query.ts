import { badRequest } from '@netloom/server-kit';
import { applyFilters, containsText, containsWord } from './filter.ts';
import type { OrderTerm } from './keyset.ts';
import type { List } from './read-rows.ts';
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
): Promise<List<Row>> => {
  const { db, caller, scope, request } = context;
  const all = resource.query(db, scope, caller, request);
  const search = parameters.get('search') ?? '';
  const filtered = await applyFilters(all, resource.filters ?? {}, parameters, { db, caller, scope, now });
  return {
    all,
    query: applySearch(filtered.query, resource, search),
    inOrder: applySearch(filtered.inOrder, resource, search),
    order: [
      ...orderTerms(resource, parameters.get('ordering')),
      { column: resource.idColumn, descending: false, number: resource.integerId ?? false },
    ],
    idColumn: resource.idColumn,
  };
};

const applySearch = <Row extends { id: string | number }>(
  query: SelectQuery<Row>,
  { search: place }: Resource<Row>,
  search: string,
): SelectQuery<Row> => {
  if (!place) return query;
  if (search.includes('\0')) throw badRequest({ search: ['Null characters are not allowed.'] });
  const words = search.split(/\s+/).filter(Boolean).slice(0, maximumWords);
  return words.reduce(
    (narrowed, word) =>
      narrowed.where((eb) =>
        eb.or(
          'text' in place
            ? placesOfWord(place, word).map((column) => containsWord(column, word))
            : place.map((column) => containsText(column, word)),
        ),
      ),
    query,
  );
};

const pieceOfUuid = /^[\da-f-]{1,36}$/i;

const placesOfWord = ({ text, id }: { text: string; id?: string }, word: string): string[] =>
  id !== undefined && pieceOfUuid.test(word) ? [text, id] : [text];

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
