import {
  BusyError,
  hashPassword,
  unavailable,
  verifyNoPassword,
  verifyPassword,
  type Db,
} from '@netloom/server-kit';
import { sql } from 'kysely';
import { passwordSpellings } from './password-spellings.ts';
import { phoneNumberCandidates } from './phone-number.ts';
import { normalizeUsername } from './username.ts';

/** Longer than every user name, e-mail address and phone number. */
const maximumIdentifierLength = 254;

export interface Login {
  identifier: string;
  password: string;
  /** Country prefixes that phone numbers may lack. */
  phonePrefixes: readonly string[];
  /** White space around the password is part of it. Else it may also have been lost when the password was set. */
  isExact?: boolean;
}

/**
 * The id of the active user whose user name (exact), e-mail address (upper and lower case alike) or phone number and
 * whose password these are; undefined when there is none. An unknown user takes as long as a wrong password, so that
 * the time of the answer does not tell who exists. Old hashes are replaced by today's.
 *
 * @throws HttpError 503 when too many logins are being checked.
 */
export const checkLogin = async (db: Db, login: Login): Promise<string | undefined> => {
  try {
    return await tryCandidates(db, login);
  } catch (error) {
    if (error instanceof BusyError) throw unavailable('Too many logins at once, try again later.');
    throw error;
  }
};

const tryCandidates = async (
  db: Db,
  { identifier, password, phonePrefixes, isExact = false }: Login,
): Promise<string | undefined> => {
  const candidates = await findLoginCandidates(db, identifier, phonePrefixes);
  const spellings = isExact ? [password] : passwordSpellings(password);
  if (candidates.length === 0) for (const spelling of spellings) await verifyNoPassword(spelling);
  let winner: string | undefined;
  // All are tried, also after a match: how many there are must not depend on the password.
  for (const { id, password: stored, is_active: isActive } of candidates) {
    for (const spelling of spellings) {
      const { ok, needsRehash } = await verifyPassword(spelling, stored);
      if (!ok || !isActive) continue;
      winner ??= id;
      if (needsRehash) await replaceHash(db, id, { stored, replacement: await hashPassword(spelling) });
    }
  }
  return winner;
};

/** The users whom a login name may mean, active or not. */
export const findLoginCandidates = async (db: Db, identifier: string, phonePrefixes: readonly string[]) => {
  if (identifier === '' || identifier.length > maximumIdentifierLength) return [];
  const numbers = phoneNumberCandidates(identifier, phonePrefixes);
  return db
    .selectFrom('openwisp_users_user')
    .select(['id', 'password', 'is_active'])
    .where((eb) =>
      eb.or([
        eb('username', '=', normalizeUsername(identifier)),
        sql<boolean>`lower(email) = lower(${identifier})`,
        ...(numbers.length > 0 ? [eb('phone_number', 'in', numbers)] : []),
      ]),
    )
    .orderBy('date_joined')
    .execute();
};

/** Only if nobody has set another password in the meantime. */
const replaceHash = async (
  db: Db,
  userId: string,
  hash: { stored: string; replacement: string },
): Promise<void> => {
  await db
    .updateTable('openwisp_users_user')
    .set({ password: hash.replacement })
    .where('id', '=', userId)
    .where('password', '=', hash.stored)
    .execute();
};
