import { constantTimeEqual, type Db, type SecretBox } from '@netloom/server-kit';
import type { SessionTable } from './tables.ts';

/** A session as its user may see it. */
export interface ShownSession {
  /** Names the session, and is of no use for anything else: neither the cookie nor what is stored of it. */
  id: string;
  idDigest: string;
  created: Date;
  lastUsed: Date;
  expires: Date;
  ip: string;
  userAgent: string;
}

const publicId = (secrets: SecretBox, { id_digest: digest }: Pick<SessionTable, 'id_digest'>): string =>
  secrets.digest(digest, 'session-list').slice(0, 32);

/** The sessions of a user that have not ended, the one that was used last first. */
export const listSessions = async (
  { db, secrets, clock }: { db: Db; secrets: SecretBox; clock: () => Date },
  userId: string,
): Promise<ShownSession[]> => {
  const rows = await db
    .selectFrom('users_session')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires', '>', clock())
    .orderBy('last_used', 'desc')
    .orderBy('created', 'desc')
    .execute();
  return rows.map((row) => ({
    id: publicId(secrets, row),
    idDigest: row.id_digest,
    created: row.created,
    lastUsed: row.last_used,
    expires: row.expires,
    ip: row.ip,
    userAgent: row.user_agent,
  }));
};

/** The session of this user with this id; undefined when there is none. */
export const findSession = async (
  context: { db: Db; secrets: SecretBox; clock: () => Date },
  userId: string,
  id: string,
): Promise<ShownSession | undefined> =>
  (await listSessions(context, userId)).find((session) => constantTimeEqual(session.id, id));
