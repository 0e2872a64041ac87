import type { Kysely, Transaction } from 'kysely';

/**
 * Every table, by name. Modules add theirs by declaration merging, beside their migrations:
 *
 * ```ts
 * declare module '@netloom/server-kit' { interface Tables { config_device: DeviceTable } }
 * ```
 */
export interface Tables {}

export type Dialect = 'sqlite' | 'postgres';

/** The database, or a transaction on it: what a rule takes so that its caller decides on the transaction. */
export type Db = Kysely<Tables> | Transaction<Tables>;

/** An open database. */
export interface Database {
  db: Kysely<Tables>;
  dialect: Dialect;
  /** SQL statements that have been run since the start. Tests compare it before and after to hold a query budget. */
  statements(): number;
  /** Resolves when the database answers; rejects with the reason. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
