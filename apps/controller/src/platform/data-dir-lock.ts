import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another controller uses the same data folder. */
export class DataDirInUseError extends Error {
  override name = 'DataDirInUseError';
}

/**
 * Makes sure that one process alone works on a data folder. The lock is one of the operating system (SQLite's own, on
 * a file of its own), so that a killed process leaves nothing behind. Returns the function that gives it back.
 *
 * @throws DataDirInUseError when another process holds it.
 */
export const lockDataDir = (dataDir: string): (() => void) => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(dataDir, 'running.lock'), { timeout: 0 });
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive;');
  } catch {
    lock.close();
    throw new DataDirInUseError(
      `another Netloom controller is running on the data folder ${dataDir}: stop it first, or set NETLOOM_DATA_DIR to another folder`,
    );
  }
  return () => lock.close();
};
