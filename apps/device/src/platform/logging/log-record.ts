/** One line of the program's log, as pino writes it. */
export interface LogRecord {
  level: number;
  time: number;
  msg?: string;
  module?: string;
  err?: { type?: string; message?: string; stack?: string };
  [key: string]: unknown;
}

const levels = new Map([
  [10, 'DEBUG'],
  [20, 'DEBUG'],
  [30, 'INFO'],
  [40, 'WARNING'],
  [50, 'ERROR'],
  [60, 'CRITICAL'],
]);

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-01-02 03:04:05,678`, local time. */
const timestamp = (time: number): string => {
  const date = new Date(time);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${clock},${String(date.getMilliseconds()).padStart(3, '0')}`;
};

const loggerName = ({ module }: LogRecord): string =>
  module === undefined ? 'netloom' : `netloom.${module}`;

const known = new Set(['level', 'time', 'msg', 'module', 'err', 'reqId']);

/** The message, with the further facts of a record behind it. */
const message = (record: LogRecord): string => {
  const facts = Object.entries(record).filter(([key]) => !known.has(key));
  const text = record.msg ?? record.err?.message ?? '';
  return facts.length === 0 ? text : `${text} ${JSON.stringify(Object.fromEntries(facts))}`;
};

/** A record for people: `time - logger - level - message`, and the stack of an error below it. */
export const consoleLine = (record: LogRecord): string => {
  const head = [
    timestamp(record.time),
    loggerName(record),
    levels.get(record.level) ?? 'INFO',
    message(record),
  ];
  return `${head.join(' - ')}\n${record.err?.stack === undefined ? '' : `${record.err.stack}\n`}`;
};

/** A record for programs: the keys, and their order, that readers of these files know (section 5, "Logging"). */
export const fileLine = (record: LogRecord): string => {
  const { err } = record;
  const line = {
    timestamp: timestamp(record.time),
    level: levels.get(record.level) ?? 'INFO',
    message: message(record),
    logger: loggerName(record),
    module: record.module ?? 'netloom',
    function: 'Unknown',
    source_function: 'Unknown',
    line: '0',
    source_file: 'Unknown',
    ...(err === undefined
      ? {}
      : { exc_info: err.stack ?? '', error: err.message ?? '', error_type: err.type ?? 'Error' }),
  };
  return `${JSON.stringify(line)}\n`;
};
