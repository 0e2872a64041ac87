import { readFileSync } from 'node:fs';

/** What is expected of one operation: a cell for each caller. */
export interface MatrixRow {
  /** `GET /api/v1/users/user/{id}/` */
  operation: string;
  cells: ReadonlyMap<string, string>;
}

/**
 * Reads `access-matrix.txt`: a line that begins with `|` names the callers of the lines that follow; every other line
 * that is neither empty nor a comment (`#`) is an operation with a cell for each of them.
 */
export const readMatrix = (): MatrixRow[] => {
  const text = readFileSync(new URL('access-matrix.txt', import.meta.url), 'utf8');
  let callers: string[] = [];
  return text.split('\n').flatMap((line): MatrixRow[] => {
    const words = line.split(/\s+/).filter(Boolean);
    if (words.length === 0 || line.startsWith('#')) return [];
    if (line.startsWith('|')) {
      callers = words.slice(1);
      return [];
    }
    const [method = '', path = '', ...cells] = words;
    if (cells.length !== callers.length)
      throw new Error(`access-matrix.txt: ${line}: ${callers.length} cells are wanted`);
    return [
      {
        operation: `${method} ${path}`,
        cells: new Map(callers.map((caller, index) => [caller, cells[index] ?? ''])),
      },
    ];
  });
};
