import { badRequest, uniqueViolation, type Db, type FieldErrors } from '@netloom/server-kit';
import { sql } from 'kysely';
import type { UserTable } from './tables.ts';

/** What no two users share. E-mail addresses are equal in upper and lower case. */
export type Identity = Partial<Pick<UserTable, 'username' | 'email' | 'phone_number'>>;

type TakenIdentity = Partial<Record<keyof Identity, string[]>>;

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
  const errors = await takenIdentity(tx, identity, exceptId);
  if (Object.keys(errors).length > 0) throw badRequest(errors);
};

/**
 * What another user has in the very same spelling, with the errors by field. That an address differs only in upper and
 * lower case is told later, by `refuseTakenIdentity`, when nothing else is wrong.
 */
export const sameIdentity = async (db: Db, identity: Identity, exceptId?: string): Promise<FieldErrors> => {
  const { email, ...errors } = await takenIdentity(db, identity, exceptId);
  return email?.[0] === emailTaken ? { ...errors, email } : errors;
};

const takenIdentity = async (tx: Db, identity: Identity, exceptId?: string): Promise<TakenIdentity> => {
  const { username, email, phone_number: phoneNumber } = identity;
  if (username === undefined && !email && !phoneNumber) return {};
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
  const errors: TakenIdentity = {};
  for (const other of others) {
    if (other.username === username) errors.username = [usernameTaken];
    if (email && other.email === email) errors.email = [emailTaken];
    else if (email && other.same_email) errors.email ??= [emailTakenInOtherCase];
    if (phoneNumber && other.phone_number === phoneNumber) errors.phone_number = [phoneNumberTaken];
  }
  return errors;
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
