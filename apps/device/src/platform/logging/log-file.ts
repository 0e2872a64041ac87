import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
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
  const open = (): number => openSync(path, 'a', 0o640);
  let file = open();
  let size = fstatSync(file).size;

  /** The old file stays open until there is a new one: its number may belong to another file once it is closed. */
  const beginAnew = (): void => {
    // Not there when a new one could not be opened the last time.
    if (existsSync(path)) renameSync(path, `${path}.1`);
    const full = file;
    file = open();
    size = 0;
    closeSync(full);
  };

  return {
    write: (lines) => {
      try {
        if (size > maximumBytes) beginAnew();
        const written = writeSync(file, lines);
        // Half a line would spoil the next one, too.
        if (written < Buffer.byteLength(lines)) ftruncateSync(file, fstatSync(file).size - written);
        else size += written;
      } catch {
        // Nowhere to say it: the console has the line, too.
      }
    },
    close: () => closeSync(file),
  };
};
