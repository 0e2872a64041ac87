import { randomToken, type Db, type SecretBox } from '@netloom/server-kit';
import type { Clock } from '../../../platform/app-context.ts';

interface ChallengeContext {
  db: Db;
  secrets: SecretBox;
  clock: Clock;
}

/** What is begun with a challenge: a login whose password was right or whose SAML answer has come, or a new passkey. */
type Purpose = 'login' | 'saml' | 'new-passkey';

/** How long there is time for the second step, in milliseconds. */
const lastsMs = 300_000;
/** Unfinished ones of a user; beyond it the oldest go. */
const mostPending = 10;

const digestOf = (secrets: SecretBox, id: string): string => secrets.digest(id, 'login-challenge');

/** Something that a user has begun and may finish within five minutes. */
export interface Challenge {
  userId: string;
  /** What the second step has to fit: what a passkey must sign, or the browser that began. May be empty. */
  binding: string;
}

/** Keeps a challenge and returns the name that the client sends back. */
export const beginChallenge = async (
  { db, secrets, clock }: ChallengeContext,
  purpose: Purpose,
  { userId, binding }: Challenge,
): Promise<string> => {
  const id = randomToken(40);
  const now = clock();
  await db.deleteFrom('users_loginchallenge').where('expires', '<=', now).execute();
  await db
    .insertInto('users_loginchallenge')
    .values({
      id_digest: digestOf(secrets, id),
      user_id: userId,
      purpose,
      binding,
      expires: new Date(now.getTime() + lastsMs),
    })
    .execute();
  await db
    .deleteFrom('users_loginchallenge')
    .where('user_id', '=', userId)
    .where('id_digest', '!=', digestOf(secrets, id))
    .where('id_digest', 'not in', (eb) =>
      eb
        .selectFrom('users_loginchallenge')
        .select('id_digest')
        .where('user_id', '=', userId)
        .orderBy('expires', 'desc')
        .orderBy('id_digest')
        .limit(mostPending),
    )
    .execute();
  return id;
};

export const findChallenge = async (
  { db, secrets, clock }: ChallengeContext,
  purpose: Purpose,
  id: string,
): Promise<Challenge | undefined> => {
  const row = await db
    .selectFrom('users_loginchallenge')
    .select(['user_id', 'binding'])
    .where('id_digest', '=', digestOf(secrets, id))
    .where('purpose', '=', purpose)
    .where('expires', '>', clock())
    .executeTakeFirst();
  return row && { userId: row.user_id, binding: row.binding };
};

/** A challenge is good for one success. Returns false when somebody was faster. */
export const endChallenge = async (
  { db, secrets }: Pick<ChallengeContext, 'db' | 'secrets'>,
  id: string,
): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('users_loginchallenge')
    .where('id_digest', '=', digestOf(secrets, id))
    .executeTakeFirst();
  return numDeletedRows > 0n;
};
