import { sql, type Kysely, type Transaction } from 'kysely';
import type { SecretBox } from '../crypto/secret-box.ts';
import { columnTypes } from './column-types.ts';
import type { Database, Tables } from './database.ts';
import type { Migration } from './migration.ts';

declare module '@netloom/server-kit' {
  interface Tables {
    netloom_migration: { module: string; name: string; applied: Date };
  }
}

/** What a module brings to the schema, in dependency order. */
export interface ModuleMigrations {
  module: string;
  migrations: readonly Migration[];
}

/** The database was written by a newer program: starting could damage it. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError';
}

/** Any fixed number will do; it only has to be the same in every process. */
const postgresLock = 5_063_911;

/**
 * Brings the schema up to date: every migration that is not recorded yet runs, module by module, all in one
 * transaction: after a failure or a kill the database is as it was. Two processes that start together run one after
 * the other. Returns the names of what was applied.
 *
 * @throws NewerDatabaseError when the database has migrations that this program does not know.
 */
export const migrate = async (
  database: Database,
  modules: readonly ModuleMigrations[],
  secrets: SecretBox,
): Promise<string[]> =>
  database.db.transaction().execute(async (tx) => {
    if (database.dialect === 'postgres') await sql`select pg_advisory_xact_lock(${postgresLock})`.execute(tx);
    const types = columnTypes(database.dialect);
    await tx.schema
      .createTable('netloom_migration')
      .ifNotExists()
      .addColumn('module', types.text, (column) => column.notNull())
      .addColumn('name', types.text, (column) => column.notNull())
      .addColumn('applied', types.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('netloom_migration_pk', ['module', 'name'])
      .execute();
    const recorded = await tx.selectFrom('netloom_migration').select(['module', 'name']).execute();
    refuseNewer(recorded, modules);

    const done = new Set(recorded.map(({ module, name }) => `${module}/${name}`));
    const applied: string[] = [];
    for (const { module, migrations } of modules) {
      for (const migration of migrations) {
        const id = `${module}/${migration.name}`;
        if (done.has(id)) continue;
        await migration.up({ tx, types, dialect: database.dialect, secrets });
        await record(tx, module, migration.name);
        applied.push(id);
      }
    }
    return applied;
  });

/**
 * The migrations that `migrate` would apply, without applying any.
 *
 * @throws NewerDatabaseError when the database has migrations that this program does not know.
 */
export const pendingMigrations = async (
  database: Database,
  modules: readonly ModuleMigrations[],
): Promise<string[]> => {
  const tables = await database.db.introspection.getTables();
  const recorded = tables.some(({ name }) => name === 'netloom_migration')
    ? await database.db.selectFrom('netloom_migration').select(['module', 'name']).execute()
    : [];
  refuseNewer(recorded, modules);
  const done = new Set(recorded.map(({ module, name }) => `${module}/${name}`));
  return modules
    .flatMap(({ module, migrations }) => migrations.map(({ name }) => `${module}/${name}`))
    .filter((id) => !done.has(id));
};

const refuseNewer = (
  recorded: { module: string; name: string }[],
  modules: readonly ModuleMigrations[],
): void => {
  const known = new Map(
    modules.map(({ module, migrations }) => [module, new Set(migrations.map((m) => m.name))]),
  );
  // Tables of a module that is switched off may stay; a step of a known module that is unknown here may not.
  const foreign = recorded.find(({ module, name }) => known.has(module) && !known.get(module)?.has(name));
  if (foreign) {
    throw new NewerDatabaseError(
      `the database was used by a newer version of Netloom (it has ${foreign.module}/${foreign.name}): start that version, or restore a backup`,
    );
  }
};

const record = async (
  tx: Transaction<Tables> | Kysely<Tables>,
  module: string,
  name: string,
): Promise<void> => {
  await tx.insertInto('netloom_migration').values({ module, name, applied: new Date() }).execute();
};
