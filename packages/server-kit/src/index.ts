export { BusyError, createConcurrencyLimit, type ConcurrencyLimit } from './crypto/concurrency-limit.ts';
export { constantTimeEqual } from './crypto/constant-time-equal.ts';
export {
  hashPassword,
  maximumPasswordLength,
  PasswordTooLongError,
  verifyNoPassword,
  verifyPassword,
  type PasswordCheck,
} from './crypto/password.ts';
export { randomHexToken, randomToken } from './crypto/random-token.ts';
export { createSecretBox, SecretBoxError, type SecretBox } from './crypto/secret-box.ts';
export {
  loadSecretKeys,
  parseSecretKeys,
  SecretKeyError,
  type SecretKey,
  type SecretKeys,
} from './crypto/secret-keys.ts';
export type { Database, Db, Dialect, Tables } from './database/database.ts';
export type { ColumnTypes } from './database/column-types.ts';
export type { Migration, MigrationContext } from './database/migration.ts';
export { migrate, NewerDatabaseError, pendingMigrations, type ModuleMigrations } from './database/migrate.ts';
export { openDatabase } from './database/open-database.ts';
export { uniqueViolation, type UniqueViolation } from './database/unique-violation.ts';
export { createEventBus } from './events/create-event-bus.ts';
export type { EventBus, EventListener, EventName, Events } from './events/event-bus.ts';
export { DependencyUnavailableError } from './jobs/dependency-unavailable-error.ts';
export { createEmbeddedJobQueue } from './jobs/embedded-job-queue.ts';
export type {
  EnqueueOptions,
  Job,
  JobContext,
  JobDefinition,
  JobId,
  JobQueue,
  JobState,
  QueueName,
} from './jobs/job-queue.ts';
export { jobMigrations } from './jobs/job-tables.ts';
export { createMetrics, type Metrics } from './metrics/create-metrics.ts';
export { createHttpServer, type HttpServerOptions } from './http/create-http-server.ts';
export { watchUnusedConnections } from './http/watch-unused-connections.ts';
export { listenOnPort } from './http/listen-on-port.ts';
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
export { noSchemaCompilers } from './http/no-schema-compilers.ts';
export { createRateLimiter, parseRate, type Rate, type RateLimiter } from './http/rate-limiter.ts';
export { createLogger, logLevels, type Logger, type LogLevel, maskUrl } from './log/create-logger.ts';
export {
  loadSettings,
  SettingsError,
  type SettingsOf,
  unknownVariables,
  yamlKey,
} from './settings/load-settings.ts';
export * as setting from './settings/setting.ts';
export type { Setting } from './settings/setting.ts';
export { settingsTable } from './settings/settings-table.ts';
