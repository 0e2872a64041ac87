import { createRequire } from 'node:module';
import { pino, type DestinationStream, type Logger } from 'pino';
import type pretty from 'pino-pretty';

export type { Logger } from 'pino';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Values under these names never reach the log, at the top of a record or one or two levels down. */
const secretNames = [
  'password',
  'secret',
  'shared_secret',
  'sharedSecret',
  'key',
  'token',
  'authorization',
  'cookie',
  'private_key',
];
const secretPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** Secrets in addresses: query parameters, and the links of mails; logged URLs go through this. */
export const maskUrl = (url: string): string =>
  url
    .replace(/([?&](?:key|secret|token|password|code|ticket)=)[^&]*/gi, '$1***')
    .replace(/(\/accounts\/(?:password\/reset\/key|confirm-email|invitation)\/)[^/?]+/, '$1***');

/** Loaded when a person watches: a service needs it never. */
const loadPretty = (): typeof pretty => createRequire(import.meta.url)('pino-pretty') as typeof pretty;

/**
 * The program's log: JSON lines, or readable lines when a person watches (a terminal). Secrets are masked by name.
 */
export const createLogger = (options: { level: LogLevel; destination?: DestinationStream }): Logger =>
  pino(
    {
      level: options.level,
      base: null,
      redact: { paths: secretPaths, censor: '***' },
      serializers: {
        req: (request: { method: string; url: string; ip?: string; id?: string }) => ({
          method: request.method,
          url: maskUrl(request.url),
          ip: request.ip,
        }),
      },
    },
    options.destination ??
      (process.stdout.isTTY
        ? loadPretty()({
            colorize: true,
            translateTime: 'SYS:HH:MM:ss',
            ignore: 'pid,hostname',
            singleLine: true,
            sync: true,
          })
        : pino.destination({ dest: 1, sync: false })),
  );
