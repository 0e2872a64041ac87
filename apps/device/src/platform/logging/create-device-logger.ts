import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, type Logger, type LogLevel } from '@netloom/server-kit';
import { openLogFile, type LogFile } from './log-file.ts';
import { consoleLine, fileLine, type LogRecord } from './log-record.ts';

const levelNumbers: Readonly<Record<LogLevel, number>> = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60,
  silent: Infinity,
};
const info = levelNumbers.info;

/**
 * The log of the service, into three sinks (section 5, "Logging"): the console from `level` on, `app.log` from INFO
 * on, `debug/debug.log` everything. Where the folder may not be written, the files go below the folder for temporary
 * files.
 */
export const createDeviceLogger = (options: {
  folder: string;
  level: LogLevel;
  maximumBytes: number;
  /** Where console lines go; by default the standard output. */
  console?: (line: string) => void;
}): { log: Logger; close(): void } => {
  const toConsole = options.console ?? ((line: string) => void process.stdout.write(line));
  const appLog = openAnywhere(options.folder, 'app.log', options.maximumBytes);
  const debugLog = openAnywhere(options.folder, join('debug', 'debug.log'), options.maximumBytes);
  const least = levelNumbers[options.level];
  const write = (line: string): void => {
    const record = JSON.parse(line) as LogRecord;
    const text = fileLine(record);
    debugLog?.write(text);
    if (record.level >= info) appLog?.write(text);
    if (record.level >= least) toConsole(consoleLine(record));
  };
  const log = createLogger({ level: 'debug', destination: { write } });
  return {
    log,
    close: () => {
      appLog?.close();
      debugLog?.close();
    },
  };
};

const openAnywhere = (folder: string, name: string, maximumBytes: number): LogFile | undefined => {
  for (const place of [() => folder, temporaryFolder]) {
    try {
      return openLogFile(join(place(), name), maximumBytes);
    } catch {
      // Try the next place; without any there is still the console.
    }
  }
  return undefined;
};

/** Anybody may have made a folder of this name, and links in it that lead elsewhere. */
const temporaryFolder = (): string => {
  const folder = join(tmpdir(), 'netloom-device');
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`${folder} is not ours`);
  return folder;
};
