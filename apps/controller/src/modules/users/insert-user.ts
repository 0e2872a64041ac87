import { randomUUID } from 'node:crypto';
import { randomToken, type Db } from '@netloom/server-kit';
import type { Clock } from '../../platform/app-context.ts';
import { isoDate } from './iso-date.ts';
import type { UserTable } from './tables.ts';
import { explainTakenIdentity, refuseTakenIdentity } from './user-identity.ts';
import { normalizeUsername } from './username.ts';

/** What a new user may be given besides name and password. Everything else has the defaults of the data model. */
export type UserProfile = Omit<
  UserTable,
  'id' | 'username' | 'password' | 'date_joined' | 'last_login' | 'password_updated' | 'password_based_token'
>;

export interface NewUser extends Partial<UserProfile> {
  username: string;
  /** From `hashPassword`, or undefined for a user who cannot log in with a password. */
  passwordHash: string | undefined;
  /** The e-mail address counts as confirmed and becomes the primary one. */
  emailVerified: boolean;
  /** Somebody answers for it that the confirmed address is the user's own. Default false. */
  emailProven?: boolean;
}

/** A stored password that no password matches. */
const unusablePassword = (): string => `!${randomToken(40)}`;

/**
 * Writes a new user, with an e-mail address object when there is an address. Returns the id.
 *
 * @throws HttpError 400 when the user name, e-mail address or phone number is taken.
 */
export const insertUser = async (tx: Db, clock: Clock, user: NewUser): Promise<string> => {
  const { passwordHash, emailVerified, emailProven = false, ...given } = user;
  const now = clock();
  const id = randomUUID();
  const row: UserTable = {
    first_name: '',
    last_name: '',
    bio: '',
    url: '',
    company: '',
    location: '',
    phone_number: null,
    birth_date: null,
    notes: '',
    language: '',
    is_active: true,
    is_staff: false,
    is_superuser: false,
    expiration_date: null,
    ...given,
    id,
    username: normalizeUsername(user.username),
    email: user.email || null,
    password: passwordHash ?? unusablePassword(),
    password_updated: passwordHash === undefined ? null : isoDate(now),
    password_based_token: null,
    date_joined: now,
    last_login: null,
  };
  await refuseTakenIdentity(tx, row);
  await tx.insertInto('openwisp_users_user').values(row).execute().catch(explainTakenIdentity);
  if (row.email !== null) {
    await tx
      .insertInto('account_emailaddress')
      .values({
        user_id: id,
        email: row.email.toLowerCase(),
        verified: emailVerified,
        proven: emailVerified && emailProven,
        primary: emailVerified,
      })
      .execute();
  }
  return id;
};
