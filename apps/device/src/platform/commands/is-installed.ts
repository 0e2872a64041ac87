import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Whether a program can be found: a path, or a name in PATH. */
export const isInstalled = async (program: string): Promise<boolean> => {
  const candidates = program.includes('/')
    ? [program]
    : (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program));
  for (const candidate of candidates) {
    const found = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
};
