import { isUtf8 } from 'node:buffer';
import { randomHexToken, SecretBoxError, unauthorized, type Db, type SecretBox } from '@netloom/server-kit';
import type { Clock } from '../../platform/app-context.ts';
import type { Access } from './access-cache.ts';
import { lacksSecondFactor } from './second-factor/factors.ts';
import { loadCaller } from './load-caller.ts';

/** Name under which a token is looked up and remembered. */
export const tokenDigest = (secrets: SecretBox, key: string): string => secrets.digest(key, 'access-token');

const identity = (userId: string): string => `authtoken_token/${userId}`;

interface TokenContext {
  db: Db;
  secrets: SecretBox;
  clock: Clock;
}

/**
 * The user's token: the one there is, or a new one of 40 hexadecimal characters. `passwordBased` tells how the user
 * has proved who they are.
 */
export const obtainToken = async (
  context: TokenContext,
  userId: string,
  { passwordBased }: { passwordBased: boolean },
): Promise<{ key: string; isNew: boolean }> => {
  const { db } = context;
  const present = await readToken(context, userId);
  const key = present ?? (await createToken(context, userId));
  await db
    .updateTable('openwisp_users_user')
    .set({ password_based_token: passwordBased })
    .where('id', '=', userId)
    .where((eb) =>
      eb.or([eb('password_based_token', 'is', null), eb('password_based_token', '!=', passwordBased)]),
    )
    .execute();
  return { key, isNew: present === undefined };
};

const readToken = async ({ db, secrets }: TokenContext, userId: string): Promise<string | undefined> => {
  const stored = await db
    .selectFrom('authtoken_token')
    .select('key_sealed')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  try {
    return stored && secrets.open(stored.key_sealed, identity(userId));
  } catch (error) {
    // The secret key was replaced: nobody can use this token any more, and the user gets a new one.
    if (!(error instanceof SecretBoxError)) throw error;
    await db.deleteFrom('authtoken_token').where('user_id', '=', userId).execute();
    return undefined;
  }
};

const createToken = async (context: TokenContext, userId: string): Promise<string> => {
  const { db, secrets, clock } = context;
  const key = randomHexToken(40);
  await db
    .insertInto('authtoken_token')
    .values({
      key_digest: tokenDigest(secrets, key),
      key_sealed: secrets.seal(key, identity(userId)),
      user_id: userId,
      created: clock(),
    })
    // Somebody else may ask for the same user at the same moment: both get the one that is there in the end.
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute();
  const stored = await readToken(context, userId);
  if (stored === undefined) throw new Error('the token of a user went away while it was made');
  return stored;
};

/** Takes a user's token away. Returns whether there was one; emit `user.access-changed` after the transaction. */
export const revokeToken = async (db: Db, userId: string): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('authtoken_token')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/**
 * What a token gives.
 *
 * @throws HttpError 401 when it is unknown, or its user must not log in any more.
 */
export const loadTokenAccess = async (db: Db, keyDigest: string): Promise<Access> => {
  const user = await db
    .selectFrom('authtoken_token as token')
    .innerJoin('openwisp_users_user as user', 'user.id', 'token.user_id')
    .select(['user.id', 'user.username', 'user.is_active', 'user.is_superuser', 'user.is_staff'])
    .select(lacksSecondFactor('user.id').as('lacks_second_factor'))
    .where('token.key_digest', '=', keyDigest)
    .executeTakeFirst();
  if (!user) throw unauthorized('Invalid token.');
  if (!user.is_active) throw unauthorized('User inactive or deleted.');
  return {
    caller: await loadCaller(db, user, 'token'),
    // A password is all that this token takes.
    ...(user.lacks_second_factor ? { restriction: 'second-factor-missing' } : {}),
  };
};

/**
 * The key in an `Authorization` header of the scheme Bearer; undefined for no header or another scheme.
 *
 * @throws HttpError 401 when the header is malformed.
 */
export const bearerKey = (header: string | undefined): string | undefined => {
  const [scheme, key, ...rest] = (header ?? '').trim().split(/\s+/);
  if (scheme?.toLowerCase() !== 'bearer') return undefined;
  if (key === undefined) throw unauthorized('Invalid token header. No credentials provided.');
  if (rest.length > 0) throw unauthorized('Invalid token header. Token string should not contain spaces.');
  // Node gives the bytes of a header as Latin-1.
  if (!isUtf8(Buffer.from(key, 'latin1')))
    throw unauthorized('Invalid token header. Token string should not contain invalid characters.');
  return key;
};
