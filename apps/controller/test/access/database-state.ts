import type { Db } from '@netloom/server-kit';
import { sql } from 'kysely';
import { untilRendered } from '../until-rendered.ts';

/** What changes by itself, or whenever anybody asks for anything: what was tried, jobs, times of use. */
const passingTables =
  /^(audit_|netloom_|sqlite_|config_renderstate$|config_pendingchange$|users_secondfactorattempts$)/;
const passingColumns = new Set(['last_used', 'last_seen', 'last_login']);

/**
 * Everything that lies in the database, by table: two states are equal when nothing was changed. What earlier changes
 * have left to render is rendered first, for that stores revisions.
 */
export const readDatabaseState = async (db: Db): Promise<Record<string, string[]>> => {
  await untilRendered(db);
  const tables = await db.introspection.getTables();
  const state: Record<string, string[]> = {};
  for (const { name } of tables) {
    if (passingTables.test(name)) continue;
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    state[name] = rows
      .map((row) => JSON.stringify(Object.entries(row).filter(([column]) => !passingColumns.has(column))))
      .sort();
  }
  return state;
};
