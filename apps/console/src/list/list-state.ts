import type { Query } from '../api/list-page.ts';
import type { AddressSearch } from '../model/address-search.ts';
import type { Filter } from '../resource/define-resource.ts';

/** What a list shows, as the address says it. */
export interface ListState {
  search: string;
  /** Values by the filters' ids; only those that are set. */
  filters: Readonly<Record<string, string>>;
  /** `name` or `-name`; undefined: the resource's own. */
  sort: string | undefined;
}

/** Reads the state out of the address; unknown and empty parameters are nothing. */
export const readListState = (address: AddressSearch, filters: readonly Filter[]): ListState => {
  const set = filters.flatMap(({ id }) => {
    const value = address[id];
    return value === undefined || value === '' ? [] : [[id, value] as const];
  });
  return { search: address['q'] ?? '', filters: Object.fromEntries(set), sort: address['sort'] || undefined };
};

/** The address with the state in it. What belongs to nobody here, such as the organization, stays. */
export const writeListState = (
  address: AddressSearch,
  filters: readonly Filter[],
  state: ListState,
): AddressSearch => {
  const own = new Set(['q', 'sort', ...filters.map(({ id }) => id)]);
  const kept = Object.entries(address).filter(([name]) => !own.has(name));
  return Object.fromEntries([
    ...kept,
    ...Object.entries(state.filters).filter(([, value]) => value !== ''),
    ...(state.search === '' ? [] : [['q', state.search]]),
    ...(state.sort === undefined ? [] : [['sort', state.sort]]),
  ]) as AddressSearch;
};

/** The API's query for the state. */
export const listQuery = (
  state: ListState,
  filters: readonly Filter[],
  { ordering, organization }: { ordering: string; organization: string | undefined },
): Query => ({
  ...Object.fromEntries(filters.map(({ id, parameter }) => [parameter, state.filters[id]])),
  search: state.search.trim() === '' ? undefined : state.search.trim(),
  ordering: state.sort ?? ordering,
  ...(organization === undefined ? {} : { organization_slug: organization }),
});

/** The sort after a click on a column: ascending, descending, as it was. */
export const nextSort = (current: string | undefined, column: string): string | undefined => {
  if (current === column) return `-${column}`;
  return current === `-${column}` ? undefined : column;
};
