import { randomToken, type Db, type SecretBox } from '@netloom/server-kit';
import type { Clock } from '../../platform/app-context.ts';
import type { Access } from './access-cache.ts';
import { loadCaller } from './load-caller.ts';
import { lacksSecondFactor } from './second-factor/factors.ts';
import { isPasswordExpired, type PasswordAges } from './password-expiry.ts';

/** What sessions stand on. */
export interface SessionContext {
  db: Db;
  secrets: SecretBox;
  clock: Clock;
  /** How long a session lasts without use. */
  days: number;
  passwordAges: PasswordAges;
}

const dayMs = 86_400_000;

/** A session's last use is written no more often than this: reading the console must not mean writing to the disk. */
const touchAfterMs = 300_000;

/** Sessions of one user; beyond it those end that were not used for longest. */
const mostSessions = 50;

/** Name under which a session is looked up and remembered. The cookie's value itself is stored nowhere. */
export const sessionDigest = (secrets: SecretBox, cookie: string): string =>
  secrets.digest(cookie, 'session');

const endOfUse = ({ days }: SessionContext, from: Date): Date => new Date(from.getTime() + days * dayMs);

/**
 * Starts a session with a new, unguessable id: whatever id the client came with is worth nothing afterwards.
 * Returns the values of the two cookies.
 */
export const startSession = async (
  context: SessionContext,
  login: { userId: string; ip: string; userAgent: string; passwordBased: boolean },
): Promise<{ id: string; csrfToken: string }> => {
  const id = randomToken(32);
  const csrfToken = randomToken(32);
  const now = context.clock();
  // Ended sessions go when new ones come: no job is needed for so few rows.
  await context.db.deleteFrom('users_session').where('expires', '<=', now).execute();
  await context.db
    .insertInto('users_session')
    .values({
      id_digest: sessionDigest(context.secrets, id),
      user_id: login.userId,
      csrf_token: csrfToken,
      password_based: login.passwordBased,
      created: now,
      last_used: now,
      expires: endOfUse(context, now),
      ip: login.ip,
      user_agent: login.userAgent.slice(0, 300),
    })
    .execute();
  await endOldestSessions(context.db, login.userId);
  return { id, csrfToken };
};

/** A program that logs in again and again must not fill the database. */
const endOldestSessions = async (db: Db, userId: string): Promise<void> => {
  await db
    .deleteFrom('users_session')
    .where('user_id', '=', userId)
    .where('id_digest', 'not in', (eb) =>
      eb
        .selectFrom('users_session')
        .select('id_digest')
        .where('user_id', '=', userId)
        .orderBy('last_used', 'desc')
        .orderBy('created', 'desc')
        .limit(mostSessions),
    )
    .execute();
};

/** Ends a session. Returns whose it was; emit `user.access-changed` for them. */
export const endSession = async (db: Db, idDigest: string): Promise<string | undefined> => {
  const ended = await db
    .deleteFrom('users_session')
    .where('id_digest', '=', idDigest)
    .returning('user_id')
    .executeTakeFirst();
  return ended?.user_id;
};

/**
 * What a session gives; undefined when it was ended or its user must not log in any more. Compare `expires` with the
 * time at each use: the answer is remembered for a while.
 */
export const loadSessionAccess = async (
  { db, clock, passwordAges }: SessionContext,
  idDigest: string,
): Promise<Access | undefined> => {
  const found = await db
    .selectFrom('users_session as session')
    .innerJoin('openwisp_users_user as user', 'user.id', 'session.user_id')
    .select(['session.csrf_token', 'session.last_used', 'session.expires', 'session.password_based'])
    .select(['user.id', 'user.username', 'user.is_active', 'user.is_superuser', 'user.is_staff'])
    .select(['user.password', 'user.password_updated'])
    .select(lacksSecondFactor('user.id').as('lacks_second_factor'))
    .where('session.id_digest', '=', idDigest)
    .executeTakeFirst();
  if (!found?.is_active) return undefined;
  // Who came without a password was let in by somebody else, who has rules of their own.
  const restriction = found.password_based
    ? isPasswordExpired(found, passwordAges, clock())
      ? 'password-expired'
      : found.lacks_second_factor
        ? 'second-factor-missing'
        : undefined
    : undefined;
  return {
    ...(restriction ? { restriction } : {}),
    caller: await loadCaller(db, found, 'session'),
    session: { idDigest, csrfToken: found.csrf_token, lastUsed: found.last_used, expires: found.expires },
  };
};

/** Puts the end of a session off, because it is used. */
export const touchSession = async (
  context: SessionContext,
  session: NonNullable<Access['session']>,
): Promise<void> => {
  const now = context.clock();
  if (now.getTime() - session.lastUsed.getTime() < touchAfterMs) return;
  // First here, so that requests that run at the same time do not write the same again.
  session.lastUsed = now;
  session.expires = endOfUse(context, now);
  await context.db
    .updateTable('users_session')
    .set({ last_used: now, expires: session.expires })
    .where('id_digest', '=', session.idDigest)
    .execute();
};
