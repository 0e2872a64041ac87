import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';

/** How values of a declared column type come back from SQLite, which itself knows only numbers, text and blobs. */
const readers: Record<string, (value: unknown) => unknown> = {
  boolean: (value) => value === 1 || value === 1n,
  timestamp: (value) => new Date(value as string),
  json: (value) => JSON.parse(value as string),
};

interface PreparedStatement {
  statement: StatementSync;
  returnsRows: boolean;
  conversions: [column: string, read: (value: unknown) => unknown][];
}

/** Statements kept prepared: more than the product has, few enough to forget. */
const maximumPrepared = 500;

/**
 * Kysely over Node's own SQLite. One connection behind a mutex: SQLite writes one at a time anyway, and statements
 * with an index take microseconds. Never await anything but the database inside a transaction: it holds everybody.
 */
export const createSqliteDialect = (database: DatabaseSync): Dialect => ({
  createAdapter: () => new TransactionalSqliteAdapter(),
  createDriver: () => createDriver(database),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

const createDriver = (database: DatabaseSync): Driver => {
  const prepared = new Map<string, PreparedStatement>();
  let tail: Promise<void> = Promise.resolve();
  let release: (() => void) | undefined;

  const prepare = (sql: string): PreparedStatement => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    const columns = statement.columns();
    const conversions = columns.flatMap(({ name, type }): PreparedStatement['conversions'] => {
      const read = type === null ? undefined : readers[type.toLowerCase()];
      return read ? [[name, read]] : [];
    });
    const made = { statement, returnsRows: columns.length > 0, conversions };
    if (prepared.size >= maximumPrepared) prepared.delete(prepared.keys().next().value ?? '');
    prepared.set(sql, made);
    return made;
  };

  const execute = <Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> => {
    const { statement, returnsRows, conversions } = prepare(sql);
    const bound = parameters as (string | number | bigint | null | Uint8Array)[];
    if (!returnsRows) {
      const { changes, lastInsertRowid } = statement.run(...bound);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    }
    const rows = statement.all(...bound) as Record<string, unknown>[];
    for (const row of rows) {
      for (const [column, read] of conversions) {
        const value = row[column];
        if (value !== null && value !== undefined) row[column] = read(value);
      }
    }
    return { rows: rows as Row[], numAffectedRows: BigInt(rows.length) };
  };

  const connection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery) => execute<Row>(query),
    async *streamQuery<Row>(query: CompiledQuery) {
      yield execute<Row>(query);
    },
  };

  return {
    init: async () => {},
    acquireConnection: async () => {
      const before = tail;
      const { promise, resolve } = Promise.withResolvers<void>();
      tail = promise;
      await before;
      release = resolve;
      return connection;
    },
    releaseConnection: async () => release?.(),
    // IMMEDIATE: a transaction that reads first and writes later cannot fail half-way because another process wrote.
    beginTransaction: async () => void execute(CompiledQuery.raw('begin immediate')),
    commitTransaction: async () => void execute(CompiledQuery.raw('commit')),
    rollbackTransaction: async () => void execute(CompiledQuery.raw('rollback')),
    savepoint: async (_connection, name) => void execute(CompiledQuery.raw(`savepoint "${name}"`)),
    rollbackToSavepoint: async (_connection, name) =>
      void execute(CompiledQuery.raw(`rollback to "${name}"`)),
    releaseSavepoint: async (_connection, name) => void execute(CompiledQuery.raw(`release "${name}"`)),
    destroy: async () => {
      prepared.clear();
      if (database.isOpen) database.close();
    },
  };
};
