import { accessSync, constants, globSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** Where distributions keep PostgreSQL's server programs, which are not on the path; the newest version last. */
const elsewhere = ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/opt/homebrew/opt/postgresql*/bin'];

/** The full path of an installed program, or undefined. */
export const findProgram = (name: string): string | undefined => {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const folders = [...elsewhere.flatMap((pattern) => globSync(pattern).sort(byVersion).reverse()), ...onPath];
  for (const folder of folders) {
    const program = join(folder, name);
    try {
      accessSync(program, constants.X_OK);
      return program;
    } catch {
      // Not here.
    }
  }
  return undefined;
};

/** The full path of a program that was installed beside another one, which may be known by a link. */
export const beside = (program: string, name: string): string => join(dirname(realpathSync(program)), name);

const byVersion = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
