import { join, resolve } from 'node:path';
import { jobMigrations, migrate, openDatabase, type Database, type SecretBox } from '@netloom/server-kit';
import type { Module } from './module.ts';
import type { ControllerSettings } from './settings.ts';

/** The data folder as an absolute path. */
export const dataDirOf = (settings: ControllerSettings): string => resolve(settings.dataDir);

/** The database that the settings name: SQLite in the data folder unless they say otherwise. */
export const databaseUrlOf = (settings: ControllerSettings): string =>
  settings.databaseUrl ?? `sqlite:${join(dataDirOf(settings), 'netloom.sqlite')}`;

/**
 * Opens the database and brings its schema up to date. Returns it with the names of the migrations that were applied.
 * Works beside a running controller: commands use it too.
 */
export const openStore = async (
  settings: ControllerSettings,
  modules: readonly Pick<Module, 'name' | 'migrations'>[],
  secrets: SecretBox,
): Promise<{ database: Database; applied: string[] }> => {
  const database = openDatabase(databaseUrlOf(settings));
  try {
    await database.ping();
    const steps = modules.map(({ name, migrations }) => ({ module: name, migrations }));
    const applied = await migrate(database, [jobMigrations, ...steps], secrets);
    return { database, applied };
  } catch (error) {
    await database.close();
    throw error;
  }
};
