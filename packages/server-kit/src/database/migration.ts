import type { Transaction } from 'kysely';
import type { SecretBox } from '../crypto/secret-box.ts';
import type { ColumnTypes } from './column-types.ts';
import type { Dialect, Tables } from './database.ts';

/** What a step works with. */
export interface MigrationContext {
  tx: Transaction<Tables>;
  types: ColumnTypes;
  dialect: Dialect;
  /** For what lay in clear until now, and for what must be opened to be changed. */
  secrets: SecretBox;
}

/** One step of a module's schema. Runs once, inside a transaction, on either database. */
export interface Migration {
  /** `0001-create-devices`: sorts as it should run. Never renamed once released. */
  name: string;
  up(context: MigrationContext): Promise<void>;
}
