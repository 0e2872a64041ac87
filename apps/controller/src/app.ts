import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import multipart from '@fastify/multipart';
import {
  createHttpServer,
  createLogger,
  createMetrics,
  listenOnPort,
  loadSecretKeys,
  createSecretBox,
  SettingsError,
  type Logger,
} from '@netloom/server-kit';
import type { FastifyInstance } from 'fastify';
import { auditModule } from './modules/audit/index.ts';
import { configurationModule } from './modules/configuration/index.ts';
import { ensureFirstAccounts, usersModule } from './modules/users/index.ts';
import { webhooksModule } from './modules/webhooks/index.ts';
import { collectApiDocs, serveApiDocs } from './platform/api-docs.ts';
import type { AppContext, Clock } from './platform/app-context.ts';
import { createAudit } from './platform/audit.ts';
import { createAuthentication } from './platform/authentication.ts';
import { serveBrowsableApi } from './platform/browsable-api/serve-browsable-api.ts';
import { lockDataDir } from './platform/data-dir-lock.ts';
import type { FirstStart } from './platform/first-start.ts';
import { registerHealth } from './platform/health.ts';
import { createLiveUpdates } from './platform/live-updates.ts';
import { createMailer } from './platform/mail/mailer.ts';
import type { Module, RunningModule } from './platform/module.ts';
import { openEngines } from './platform/open-engines.ts';
import { dataDirOf, databaseUrlOf, openStore } from './platform/open-store.ts';
import { serveConsole } from './platform/serve-console.ts';
import type { ControllerSettings } from './platform/settings.ts';

/** The capabilities of the controller, in the order of their dependencies: each may call those above it. */
export const builtInModules: readonly Module[] = [
  usersModule,
  auditModule,
  configurationModule,
  webhooksModule,
];

/** A running controller. */
export interface Controller {
  /** Where it listens, for example `http://127.0.0.1:8000`. */
  url: string;
  context: AppContext;
  /** What the first start generated, to be shown once; undefined on every later start. */
  firstStart: FirstStart | undefined;
  stop(): Promise<void>;
}

export const version: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

/**
 * Starts the controller: opens what it stands on, brings the schema up to date, registers the modules, listens.
 * A failure on the way undoes what was done before it.
 */
export const startController = async (
  settings: ControllerSettings,
  options: { log?: Logger; clock?: Clock; modules?: readonly Module[] } = {},
): Promise<Controller> => {
  requireSharedEngines(settings);
  const log = options.log ?? createLogger({ level: settings.logLevel });
  const modules = await chooseModules(settings, options.modules ?? builtInModules);
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) {
      await Promise.resolve(step()).catch((error: unknown) =>
        log.error({ err: error }, 'a step of stopping failed'),
      );
    }
  };

  try {
    const dataDir = dataDirOf(settings);
    if (databaseUrlOf(settings).startsWith('sqlite:')) undo.push(lockDataDir(dataDir));
    const secrets = createSecretBox(loadSecretKeys({ setting: settings.secretKey, dataDir }));
    const { database, applied } = await openStore(settings, modules, secrets);
    undo.push(() => database.close());
    if (applied.length > 0) log.info({ migrations: applied.length }, 'database schema brought up to date');

    const { events, jobs, close: closeEngines } = await openEngines({ settings, database, log });
    undo.push(closeEngines);
    const metrics = createMetrics();
    metrics.counter({
      name: 'netloom_database_statements_total',
      help: 'SQL statements that were run.',
      collect(): void {
        this.reset();
        this.inc(database.statements());
      },
    });
    const live = createLiveUpdates(events);
    const fastPaths: AppContext['fastPaths'] = [];
    const http = await createHttpServer({
      log,
      trustedProxies: settings.trustedProxies,
      slashPrefix: '/api/',
      fastPath: (request, response) => fastPaths.some((answer) => answer(request, response)),
    });
    undo.push(() => http.close());
    undo.push(() => live.close());

    const context: AppContext = {
      version,
      modules: modules.map(({ name }) => name),
      settings,
      log,
      database,
      db: database.db,
      events,
      jobs,
      secrets,
      clock: options.clock ?? (() => new Date()),
      http,
      auth: createAuthentication(),
      realtime: live,
      audit: createAudit(),
      mail: createMailer({
        settings,
        jobs,
        secrets,
        log,
        siteUrl: () => settings.siteUrl?.replace(/\/$/, '') ?? listeningUrl(http, settings),
      }),
      fastPaths,
    };

    let ready = false;
    await http.register(multipart);
    await collectApiDocs(http, { title: settings.apiTitle, version, description: settings.apiDescription });
    serveBrowsableApi(context);
    registerHealth(http, { database, isReady: () => ready });
    http.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
      reply.type(metrics.contentType).send(await metrics.text()),
    );
    await live.register(http, context.auth);
    const running = await registerModules(modules, context);
    if (settings.apiDocs) await serveApiDocs(context);
    await serveConsole(http);

    for (const module of running) {
      await module.start?.();
      undo.push(async () => module.stop?.());
    }
    if (settings.role !== 'web') {
      await jobs.start();
      undo.push(() => jobs.stop());
    }
    await listenOnPort(http, settings);
    // The first to go: what requests still say reaches modules and jobs that run.
    undo.push(async () => {
      live.close();
      await http.close();
    });
    // The last thing that may fail: whoever is told the values finds them in force, and a start that fails makes none.
    const firstStart = await prepareFirstStart(context, running);
    ready = true;
    const url = listeningUrl(http, settings);
    if (context.mail.isOn && settings.siteUrl === undefined)
      log.warn(`NETLOOM_SITE_URL is not set: links in mails lead to ${url}`);
    return { url, context, firstStart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const listeningUrl = (http: FastifyInstance, { host, port }: ControllerSettings): string => {
  const address = http.server.address() as AddressInfo | null;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address?.port ?? port}`;
};

/** Several processes can only share the work when they share the database, the jobs and the events. */
const requireSharedEngines = ({ role, redisUrl, databaseUrl }: ControllerSettings): void => {
  if (role === 'all' || (redisUrl !== undefined && databaseUrl?.startsWith('postgres'))) return;
  throw new SettingsError(
    `NETLOOM_ROLE: "${role}" is not allowed: without NETLOOM_REDIS_URL and a PostgreSQL NETLOOM_DATABASE_URL it must be all`,
  );
};

/** The superuser, the default organization and what the modules add to it, when there are none yet. */
const prepareFirstStart = async (
  context: AppContext,
  running: readonly RunningModule[],
): Promise<FirstStart | undefined> => {
  // Without the module there is no place for them.
  if (!context.modules.includes(usersModule.name)) return undefined;
  return ensureFirstAccounts(
    context,
    running.flatMap(({ firstStart }) => firstStart ?? []),
  );
};

const registerModules = async (modules: readonly Module[], context: AppContext): Promise<RunningModule[]> => {
  const running: RunningModule[] = [];
  for (const module of modules) {
    const result = await module.register({ ...context, log: context.log.child({ module: module.name }) });
    if (result) running.push(result);
  }
  return running;
};

/** The modules to run: the built-in ones, or those that NETLOOM_MODULES names, with what they require. */
const chooseModules = async (
  settings: ControllerSettings,
  builtIn: readonly Module[],
): Promise<readonly Module[]> => {
  if (settings.modules.length === 0) return builtIn;
  const foreign = await Promise.all(
    settings.modules.filter((name) => /[./]/.test(name)).map(loadForeignModule),
  );
  const available = [...builtIn, ...foreign];
  const wanted = new Set([...settings.modules, ...foreign.map(({ name }) => name)]);
  const unknown = settings.modules.find(
    (name) => !/[./]/.test(name) && !available.some((module) => module.name === name),
  );
  if (unknown)
    throw new SettingsError(
      `NETLOOM_MODULES: "${unknown}" is not a module; there are ${builtIn.map(({ name }) => name).join(', ')}`,
    );
  // Modules only look back in the list: one pass from the end adds everything that is required.
  for (const { name, requires } of available.toReversed())
    if (wanted.has(name)) requires.forEach((required) => wanted.add(required));
  return available.filter(({ name }) => wanted.has(name));
};

const loadForeignModule = async (specifier: string): Promise<Module> => {
  const location = specifier.startsWith('.') || specifier.startsWith('/') ? resolve(specifier) : specifier;
  const { netloomModule } = (await import(location)) as { netloomModule?: Module };
  if (!netloomModule)
    throw new SettingsError(`NETLOOM_MODULES: "${specifier}" does not export netloomModule`);
  return netloomModule;
};
