import {
  createEmbeddedJobQueue,
  createEventBus,
  createHttpServer,
  createLogger,
  createSecretBox,
  hashPassword,
  jobMigrations,
  loadSettings,
  parseSecretKeys,
  type Dialect,
} from '@netloom/server-kit';
import { openTestDatabase, type TestDatabase } from '@netloom/server-kit/testing';
import multipart from '@fastify/multipart';
import type { InjectOptions } from 'fastify';
import type { AppContext } from '../../platform/app-context.ts';
import { createAudit } from '../../platform/audit.ts';
import { createAuthentication } from '../../platform/authentication.ts';
import { createLiveUpdates } from '../../platform/live-updates.ts';
import { createMailer } from '../../platform/mail/mailer.ts';
import { controllerSettings } from '../../platform/settings.ts';
import { obtainToken } from './access-tokens.ts';
import { usersModule } from './index.ts';
import { insertUser, type NewUser } from './insert-user.ts';
import { insertMembership } from './memberships.ts';
import { insertOrganization } from './organizations.ts';

/** The password of every user that the rig makes. */
export const rigPassword = 'correct horse battery';

/** Where links in mails lead. */
export const rigSite = 'https://net.example.org';

/** An answer, with its body read. */
export interface Answer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into it and fail when it is not what they expect
  body: any;
  headers: Record<string, string | string[] | number | undefined>;
  cookies: Map<
    string,
    { value: string; httpOnly?: boolean; secure?: boolean; sameSite?: string; maxAge?: number }
  >;
}

/** The users module over a database of its own, without a socket; time stands still until it is moved. */
export interface UsersRig {
  context: AppContext;
  database: TestDatabase;
  /** Moves the clock on. */
  pass(ms: number): void;
  request(method: string, path: string, options?: Omit<InjectOptions, 'method' | 'url'>): Promise<Answer>;
  /** `Authorization` header of a user. */
  bearer(userId: string): Promise<string>;
  /** As this user, with a token. */
  as(userId: string): (method: string, path: string, body?: object) => Promise<Answer>;
  user(user: Partial<NewUser> & { username: string; groups?: number[] }): Promise<string>;
  organization(slug: string): Promise<string>;
  member(userId: string, organizationId: string, isManager: boolean): Promise<string>;
  /** A member who manages the organization, in the group of administrators. */
  administrator(username: string, organizationId: string): Promise<string>;
  close(): Promise<void>;
}

export const startUsersRig = async (
  dialect: Dialect,
  env: Record<string, string> = {},
): Promise<UsersRig> => {
  const database = await openTestDatabase(dialect, [
    jobMigrations,
    { module: 'users', migrations: usersModule.migrations },
  ]);
  const settings = loadSettings(controllerSettings, { env });
  const log = createLogger({ level: process.env['NETLOOM_TEST_LOG'] === 'debug' ? 'debug' : 'silent' });
  const events = createEventBus({ log });
  let now = Date.parse('2026-03-01T10:00:00Z');
  const http = await createHttpServer({ log, trustedProxies: settings.trustedProxies });
  await http.register(multipart);
  const jobs = createEmbeddedJobQueue({ database, log, pollMs: 20 });
  const secrets = createSecretBox(parseSecretKeys('ab'.repeat(32), 'test'));
  const context: AppContext = {
    version: '9.9.9',
    modules: ['users'],
    settings,
    log,
    database,
    db: database.db,
    events,
    jobs,
    secrets,
    clock: () => new Date(now),
    http,
    auth: createAuthentication(),
    realtime: createLiveUpdates(events),
    audit: createAudit(),
    mail: createMailer({ settings, jobs, secrets, log, siteUrl: () => rigSite }),
    fastPaths: [],
  };
  await usersModule.register(context);
  if (context.mail.isOn) await jobs.start();
  const passwordHash = await hashPassword(rigPassword);

  const request: UsersRig['request'] = async (method, path, options = {}) => {
    const response = await http.inject({
      ...options,
      method: method as 'GET',
      url: path.startsWith('/') ? path : `/api/v1/${path}`,
    });
    const isJson = String(response.headers['content-type']).includes('json');
    return {
      status: response.statusCode,
      body: isJson && response.body !== '' ? JSON.parse(response.body) : response.body,
      headers: response.headers,
      cookies: new Map(response.cookies.map(({ name, ...cookie }) => [name, cookie])),
    };
  };

  const rig: UsersRig = {
    context,
    database,
    pass: (ms) => void (now += ms),
    request,
    bearer: async (userId) => `Bearer ${(await obtainToken(context, userId, { passwordBased: true })).key}`,
    as: (userId) => async (method, path, body) =>
      request(method, path, {
        headers: { authorization: await rig.bearer(userId) },
        ...(body ? { payload: body } : {}),
      }),
    user: async ({ groups, ...user }) => {
      const { emailVerified = true } = user;
      const id = await insertUser(database.db, context.clock, {
        passwordHash,
        emailVerified,
        emailProven: emailVerified,
        ...user,
      });
      for (const group of groups ?? []) {
        await database.db
          .insertInto('openwisp_users_user_groups')
          .values({ user_id: id, group_id: group })
          .execute();
      }
      return id;
    },
    organization: (slug) => insertOrganization(database.db, context.clock, { name: slug, slug }),
    member: (userId, organizationId, isManager) =>
      insertMembership(database.db, context.clock, { userId, organizationId, isManager }),
    administrator: async (username, organizationId) => {
      const id = await rig.user({ username, is_staff: true, groups: [2] });
      await rig.member(id, organizationId, true);
      return id;
    },
    close: async () => {
      await jobs.stop();
      await http.close();
      await database.close();
    },
  };
  return rig;
};
