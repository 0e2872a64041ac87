import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A log file that cannot fill its place: at `maximumBytes` it becomes `….1`, and a new one is begun. */
export interface LogFile {
  /** Appends lines. A disk that is full loses them, and nothing else happens. */
  write(lines: string): void;
  close(): void;
}

/** @throws the error of the file system when the file cannot be opened. */
export const openLogFile = (path: string, maximumBytes: number): LogFile => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o750 });
  let file = openSync(path, 'a', 0o640);
  let size = fstatSync(file).size;
  return {
    write: (lines) => {
      try {
        if (size > maximumBytes) {
          closeSync(file);
          renameSync(path, `${path}.1`);
          file = openSync(path, 'a', 0o640);
          size = 0;
        }
        size += writeSync(file, lines);
      } catch {
        // Nowhere to say it: the console has the line, too.
      }
    },
    close: () => closeSync(file),
  };
};
