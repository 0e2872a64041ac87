import { hostname } from 'node:os';
import type { RunCommand } from '../platform/commands/run-command.ts';

/** The full name of this box: a name without a domain gets that of the system, or `local`. */
export const fullHostName = async (run: RunCommand): Promise<string> => {
  const name = hostname();
  if (name.includes('.')) return name;
  const domain = await run(['hostname', '-d'], { timeoutMs: 2000 }).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  return `${name}.${domain === '' || domain === '(none)' ? 'local' : domain}`;
};
