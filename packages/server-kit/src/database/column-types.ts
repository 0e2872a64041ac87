import { sql, type RawBuilder } from 'kysely';
import type { Dialect } from './database.ts';

/** What a column may hold. In TypeScript: string, string, boolean, Date, any JSON value, Uint8Array, number, number. */
export interface ColumnTypes {
  uuid: RawBuilder<unknown>;
  text: RawBuilder<unknown>;
  bool: RawBuilder<unknown>;
  time: RawBuilder<unknown>;
  json: RawBuilder<unknown>;
  bytes: RawBuilder<unknown>;
  int: RawBuilder<unknown>;
  bigint: RawBuilder<unknown>;
  /** Integer primary key that counts up by itself. Give it `.primaryKey()`, and on PostgreSQL it is an identity column. */
  serial: RawBuilder<unknown>;
}

/**
 * Column types for migrations: one migration text for both databases. SQLite keeps the declared type's name, and the
 * driver reads it to give back booleans, dates and documents (see `sqlite-dialect.ts`).
 *
 * UUIDs are text on both sides: they are compared and joined as text, and a malformed one matches nothing instead of
 * failing the statement. JSON is `json`, not `jsonb`, on PostgreSQL: documents come back with their keys in the order
 * in which somebody wrote them.
 */
export const columnTypes = (dialect: Dialect): ColumnTypes =>
  dialect === 'sqlite'
    ? {
        uuid: sql`varchar(36)`,
        text: sql`text`,
        bool: sql`boolean`,
        time: sql`timestamp`,
        json: sql`json`,
        bytes: sql`blob`,
        int: sql`integer`,
        bigint: sql`bigint`,
        serial: sql`integer`,
      }
    : {
        uuid: sql`varchar(36)`,
        text: sql`text`,
        bool: sql`boolean`,
        time: sql`timestamptz(3)`,
        json: sql`json`,
        bytes: sql`bytea`,
        int: sql`integer`,
        bigint: sql`bigint`,
        serial: sql`serial`,
      };
