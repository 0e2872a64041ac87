import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * The password for an account: from NETLOOM_PASSWORD, from standard input when that is no terminal (one line), or
 * asked for without showing it.
 */
export const askPassword = async (prompt: string): Promise<string> => {
  const given = process.env['NETLOOM_PASSWORD'];
  if (given !== undefined) return given;
  const isTerminal = process.stdin.isTTY;
  if (isTerminal) process.stderr.write(prompt);
  // Nothing of what is typed is echoed.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: isTerminal });
  const [line = ''] = await Promise.race([lines.question('').then((text) => [text]), closed(lines)]);
  lines.close();
  if (isTerminal) process.stderr.write('\n');
  return line;
};

const closed = (lines: ReturnType<typeof createInterface>): Promise<string[]> =>
  new Promise((resolve) => lines.once('close', () => resolve([])));
