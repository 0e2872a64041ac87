import type { SelectQueryBuilder } from 'kysely';

/**
 * A query whose tables the resource builder does not know: it only adds conditions, order and limits to what a
 * resource hands it.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- the tables are the resource's business
export type SelectQuery<Row = any> = SelectQueryBuilder<any, any, Row>;
