import type { Transaction } from 'kysely';
import type { ColumnTypes } from './column-types.ts';
import type { Dialect, Tables } from './database.ts';

/** One step of a module's schema. Runs once, inside a transaction, on either database. */
export interface Migration {
  /** `0001-create-devices`: sorts as it should run. Never renamed once released. */
  name: string;
  up(context: { tx: Transaction<Tables>; types: ColumnTypes; dialect: Dialect }): Promise<void>;
}
