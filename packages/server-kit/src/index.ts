export type { Database, Db, Dialect, Tables } from './database/database.ts';
export type { ColumnTypes } from './database/column-types.ts';
export type { Migration } from './database/migration.ts';
export { migrate, NewerDatabaseError, type ModuleMigrations } from './database/migrate.ts';
export { openDatabase } from './database/open-database.ts';
export { uniqueViolation, type UniqueViolation } from './database/unique-violation.ts';
export type { EventBus, EventListener, EventName, Events } from './events/event-bus.ts';
export type {
  Job,
  JobContext,
  JobDefinition,
  JobId,
  JobQueue,
  JobState,
  QueueName,
} from './jobs/job-queue.ts';
export { createHttpServer, type HttpServerOptions } from './http/create-http-server.ts';
export {
  badRequest,
  forbidden,
  HttpError,
  notFound,
  tooManyRequests,
  unauthorized,
  unavailable,
  type FieldErrors,
} from './http/http-error.ts';
export { createRateLimiter, parseRate, type Rate, type RateLimiter } from './http/rate-limiter.ts';
export { createLogger, logLevels, type Logger, type LogLevel, maskUrl } from './log/create-logger.ts';
export { loadSettings, SettingsError, type SettingsOf, unknownVariables, yamlKey } from './settings/load-settings.ts';
export * as setting from './settings/setting.ts';
export type { Setting } from './settings/setting.ts';
