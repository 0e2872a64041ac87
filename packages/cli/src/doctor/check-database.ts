import type { ControllerSettings } from '@netloom/controller';
import { ok, problem, reasonOf, warning, type Finding } from './checkup.ts';

/** Clocks further apart than this, in milliseconds, make time stamps of two programs disagree. */
const clockTolerance = 5_000;

/** The database: reachable, not of a newer version, and of the same mind about the time. Changes nothing. */
export const checkDatabase = async (settings: ControllerSettings): Promise<Finding[]> => {
  const [{ builtInModules, databaseUrlOf }, { openDatabase, pendingMigrations }, { existsSync }, { sql }] =
    await Promise.all([
      import('@netloom/controller'),
      import('@netloom/server-kit'),
      import('node:fs'),
      import('kysely'),
    ]);
  const url = databaseUrlOf(settings);
  const kind = url.startsWith('sqlite:') ? 'SQLite' : 'PostgreSQL';
  if (kind === 'SQLite' && !existsSync(url.slice('sqlite:'.length))) {
    return [ok('database', 'SQLite; the first start makes it')];
  }
  try {
    const database = openDatabase(url);
    try {
      await database.ping();
      const pending = await pendingMigrations(
        database,
        builtInModules.map(({ name, migrations }) => ({ module: name, migrations })),
      );
      const schema =
        pending.length > 0
          ? warning(
              'database schema',
              `${pending.length} steps behind`,
              'The next start brings it up to date; make a backup before.',
            )
          : ok('database schema', 'up to date');
      const findings = [ok('database', `${kind} answers`), schema];
      if (kind === 'SQLite') return findings;
      const { rows } = await sql<{ now: Date }>`select now() as now`.execute(database.db);
      const difference = Math.abs(Date.now() - (rows[0]?.now.getTime() ?? 0));
      return [
        ...findings,
        difference > clockTolerance
          ? warning(
              'clock',
              `differs from the database's by ${Math.round(difference / 1000)} s`,
              'Let both machines keep time by NTP.',
            )
          : ok('clock', "agrees with the database's"),
      ];
    } finally {
      await database.close();
    }
  } catch (error) {
    return [
      problem(
        'database',
        reasonOf(error),
        'Check NETLOOM_DATABASE_URL, and that the server runs and lets you in.',
      ),
    ];
  }
};
