import { randomUUID } from 'node:crypto';
import { badRequest, randomToken, uniqueViolation, type Db, type FieldErrors } from '@netloom/server-kit';
import { sql } from 'kysely';
import type { Clock } from '../../platform/app-context.ts';
import { isoDate } from './iso-date.ts';
import type { UserTable } from './tables.ts';
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
}

/** A stored password that no password matches. */
export const unusablePassword = (): string => `!${randomToken(40)}`;

/**
 * Writes a new user, with an e-mail address object when there is an address. Returns the id.
 *
 * @throws HttpError 400 when the user name, e-mail address or phone number is taken.
 */
export const insertUser = async (tx: Db, clock: Clock, user: NewUser): Promise<string> => {
  const { passwordHash, emailVerified, ...given } = user;
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
    language: 'en',
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
        primary: emailVerified,
      })
      .execute();
  }
  return id;
};

type Identity = Partial<Pick<UserTable, 'username' | 'email' | 'phone_number'>>;

const usernameTaken = 'A user with that username already exists.';
const emailTaken = 'user with this email address already exists.';
const emailTakenInOtherCase = 'User with this Email address already exists.';
const phoneNumberTaken = 'user with this phone number already exists.';

/**
 * Refuses a user name, e-mail address or phone number that another user has. `exceptId` is the user that changes.
 *
 * @throws HttpError 400 with all that is taken.
 */
export const refuseTakenIdentity = async (tx: Db, identity: Identity, exceptId?: string): Promise<void> => {
  const { username, email, phone_number: phoneNumber } = identity;
  if (username === undefined && !email && !phoneNumber) return;
  const others = await tx
    .selectFrom('openwisp_users_user')
    .select([
      'username',
      'email',
      'phone_number',
      sql<boolean>`lower(email) = lower(${email ?? ''})`.as('same_email'),
    ])
    .where((eb) =>
      eb.or([
        ...(username === undefined ? [] : [eb('username', '=', username)]),
        ...(email ? [sql<boolean>`lower(email) = lower(${email})`] : []),
        ...(phoneNumber ? [eb('phone_number', '=', phoneNumber)] : []),
      ]),
    )
    .where('id', '!=', exceptId ?? '')
    .execute();
  const errors: FieldErrors = {};
  for (const other of others) {
    if (other.username === username) errors['username'] = [usernameTaken];
    if (email && other.email === email) errors['email'] = [emailTaken];
    else if (email && other.same_email) errors['email'] = [emailTakenInOtherCase];
    if (phoneNumber && other.phone_number === phoneNumber) errors['phone_number'] = [phoneNumberTaken];
  }
  if (Object.keys(errors).length > 0) throw badRequest(errors);
};

/** For the rare case that somebody took the identity between the check and the write. */
export const explainTakenIdentity = (error: unknown): never => {
  const violation = uniqueViolation(error);
  const place = [violation?.constraint, ...(violation?.columns ?? [])].join(' ');
  if (place.includes('username')) throw badRequest({ username: [usernameTaken] });
  if (place.includes('email')) throw badRequest({ email: [emailTaken] });
  if (place.includes('phone_number')) throw badRequest({ phone_number: [phoneNumberTaken] });
  throw error;
};
