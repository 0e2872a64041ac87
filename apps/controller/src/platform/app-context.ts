import type { Database, EventBus, JobQueue, Logger, SecretBox } from '@netloom/server-kit';
import type { FastifyInstance } from 'fastify';
import type { Audit } from './audit.ts';
import type { FastPath } from './fast-path.ts';
import type { Authentication } from './authentication.ts';
import type { Mailer } from './mail/mailer.ts';
import type { ControllerSettings } from './settings.ts';
import type { Realtime } from './realtime.ts';

/** Tells the time; injected so that rules can be tested without waiting. */
export type Clock = () => Date;

/** What every module gets: the things that nobody owns. */
export interface AppContext {
  /** Of the program, for example `0.1.0`. */
  version: string;
  /** Names of the modules that run, in the order of their dependencies. */
  modules: readonly string[];
  settings: ControllerSettings;
  log: Logger;
  database: Database;
  db: Database['db'];
  events: EventBus;
  jobs: JobQueue;
  secrets: SecretBox;
  clock: Clock;
  http: FastifyInstance;
  auth: Authentication;
  realtime: Realtime;
  audit: Audit;
  mail: Mailer;
  /** Tried in order before the framework sees a request. A module with a very hot path adds to it. */
  fastPaths: FastPath[];
}
