import { badRequest, type Db } from '@netloom/server-kit';
import { sql, type RawBuilder } from 'kysely';
import type { Caller } from '../caller.ts';
import type { Scope } from '../tenancy.ts';
import type { ValueSchema } from './field.ts';
import { canonicalUuid } from './fields.ts';
import type { SelectQuery } from './select-query.ts';

export interface FilterContext {
  db: Db;
  caller: Caller;
  scope: Scope;
  /** For filters like "seen recently". */
  now: Date;
  /** The rows are read in the order of the list: an index of the filter would only be in the way. */
  inOrder: boolean;
}

/** One query parameter that narrows a list. Blank means no filter. */
export interface Filter {
  schema: ValueSchema;
  /** For values that only the database knows. Throws `FilterError` for one that is not allowed. */
  check?(value: string, context: FilterContext): Promise<void>;
  /** Adds the condition. Throws `FilterError` for a value that is not allowed. */
  apply(query: SelectQuery, value: string, context: FilterContext): SelectQuery;
}

/** A value of a filter is refused; the errors go under the parameter's name. */
export class FilterError extends Error {
  override name = 'FilterError';
}

const column = (name: string): RawBuilder<string> => sql.ref<string>(name);

/** A pattern for `like … escape '\'` that finds the text anywhere. */
const anywhere = (value: string): string => `%${value.replace(/[\\%_]/g, '\\$&')}%`;

export const containsText = (name: string, value: string): RawBuilder<boolean> =>
  sql<boolean>`lower(${column(name)}) like ${anywhere(value.toLowerCase())} escape '\\'`;

/** The same where the column is in lower case already. */
export const containsWord = (name: string, value: string): RawBuilder<boolean> =>
  sql<boolean>`${column(name)} like ${anywhere(value.toLowerCase())} escape '\\'`;

/** Finds a part of a text, upper and lower case alike. */
export const contains = (name: string): Filter => ({
  schema: { type: 'string' },
  apply: (query, value) => query.where(containsText(name, value)),
});

/** The same for a column that is in upper case, which nothing has to be done to. */
export const containsUpperCase = (name: string): Filter => ({
  schema: { type: 'string' },
  apply: (query, value) =>
    query.where(sql<boolean>`${column(name)} like ${anywhere(value.toUpperCase())} escape '\\'`),
});

/** Finds exactly this text. */
export const exact = (name: string): Filter => ({
  schema: { type: 'string' },
  apply: (query, value) => query.where(sql<boolean>`${column(name)} = ${value}`),
});

/** One of a few words; anything else is refused. */
export const oneOf = (name: string, words: readonly string[]): Filter => ({
  schema: { type: 'string', enum: words },
  apply: (query, value, { inOrder }) => {
    if (!words.includes(value)) {
      throw new FilterError(`Select a valid choice. ${value} is not one of the available choices.`);
    }
    // Few words, many rows: see `boolFilter`.
    const compared = inOrder ? sql<string>`coalesce(${column(name)}, '')` : column(name);
    return query.where(sql<boolean>`${compared} = ${value}`);
  },
});

const boolWords = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

const isEqual = (name: string, wanted: boolean): RawBuilder<boolean> =>
  sql<boolean>`${column(name)} = ${wanted ? sql`true` : sql`false`}`;
/** SQLite would look up half of all rows by an index, and then sort them. */
const withoutIndex = (name: string, wanted: boolean): RawBuilder<boolean> =>
  sql<boolean>`case when ${column(name)} then 1 else 0 end = ${wanted ? sql`1` : sql`0`}`;

/** True or false; any other value is no filter. */
export const boolFilter = (name: string): Filter => ({
  schema: { type: 'boolean' },
  apply: (query, value, { inOrder }) => {
    const wanted = boolWords.get(value.toLowerCase());
    if (wanted === undefined) return query;
    return query.where(inOrder ? withoutIndex(name, wanted) : isEqual(name, wanted));
  },
});

export const readFilterUuid = (value: string): string => {
  const id = canonicalUuid(value);
  if (id === undefined) throw new FilterError(`“${value}” is not a valid UUID.`);
  return id;
};

/** The id of a related object. */
export const uuidFilter = (name: string): Filter => ({
  schema: { type: 'string', format: 'uuid' },
  apply: (query, value) => query.where(sql<boolean>`${column(name)} = ${readFilterUuid(value)}`),
});

const notAmongChoices = (): FilterError =>
  new FilterError('Select a valid choice. That choice is not one of the available choices.');

/**
 * The id of a related object that the caller may see. Objects that are shared with all organizations are choices of
 * superusers only.
 */
export const relatedFilter = (
  name: string,
  related: { table: string; organizationColumn: string },
): Filter => ({
  ...uuidFilter(name),
  check: async (value, { db, scope }) => {
    const id = readFilterUuid(value);
    const { rows } = await sql<{ organization: string | null }>`
      select ${sql.ref<string | null>(related.organizationColumn)} as organization
      from ${sql.table(related.table)} where id = ${id}`.execute(db);
    const [found] = rows;
    const isChoice =
      found &&
      (scope.kind === 'everything' ||
        (found.organization !== null && scope.ids.includes(found.organization)));
    if (!isChoice) throw notAmongChoices();
  },
});

/** The organization: one that the caller may see. */
export const organizationFilter = (name: string): Filter =>
  relatedFilter(name, { table: 'openwisp_users_organization', organizationColumn: 'id' });

/** The organization by its slug; unknown or foreign ones give an empty list. */
export const organizationSlugFilter = (name: string): Filter => ({
  schema: { type: 'string' },
  apply: (query, value) =>
    query.where(
      sql<boolean>`${column(name)} in (select id from openwisp_users_organization where slug = ${value})`,
    ),
});

/** Compares a time: `created__gte=2026-01-31` or with a time of day; without an offset, in the server's time zone. */
export const timeFilter = (name: string, operator: '=' | '>=' | '<'): Filter => ({
  schema: { type: 'string', format: 'date-time' },
  apply: (query, value) => {
    const time = /^\d{4}-\d{2}-\d{2}([ T].*)?$/.test(value)
      ? new Date(/T|\s/.test(value) ? value : `${value}T00:00:00`)
      : undefined;
    if (!time || Number.isNaN(time.getTime())) throw new FilterError('Enter a valid date/time.');
    return query.where(sql<boolean>`${column(name)} ${sql.raw(operator)} ${time}`);
  },
});

/** `created`, `created__gte` and `created__lt` for a column. */
export const timeFilters = (parameter: string, name: string): Record<string, Filter> => ({
  [parameter]: timeFilter(name, '='),
  [`${parameter}__gte`]: timeFilter(name, '>='),
  [`${parameter}__lt`]: timeFilter(name, '<'),
});

/**
 * Applies all filters that the query string names, once for counting and finding, once for reading in order.
 *
 * @throws HttpError 400 with errors by parameter.
 */
export const applyFilters = async (
  all: SelectQuery,
  filters: Readonly<Record<string, Filter>>,
  parameters: ReadonlyMap<string, string>,
  context: Omit<FilterContext, 'inOrder'>,
): Promise<{ query: SelectQuery; inOrder: SelectQuery }> => {
  let [query, inOrder] = [all, all];
  const errors: Record<string, string[]> = {};
  for (const [parameter, filter] of Object.entries(filters)) {
    const value = parameters.get(parameter)?.trim();
    if (value === undefined || value === '') continue;
    try {
      if (value.includes('\0')) throw new FilterError('Null characters are not allowed.');
      await filter.check?.(value, { ...context, inOrder: false });
      query = filter.apply(query, value, { ...context, inOrder: false });
      inOrder = filter.apply(inOrder, value, { ...context, inOrder: true });
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      errors[parameter] = [error.message];
    }
  }
  if (Object.keys(errors).length > 0) throw badRequest(errors);
  return { query, inOrder };
};
