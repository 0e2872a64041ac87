import type { Session } from '../../model/session.ts';
import type { UserRow } from '../../model/user.ts';

export type UserState = 'active' | 'invited' | 'inactive';

/** Whether somebody can log in: nobody without a password can who has never been here. */
export const userState = ({
  is_active,
  has_password,
  last_login,
}: Pick<Partial<UserRow>, 'is_active' | 'has_password' | 'last_login'>): UserState => {
  if (is_active === false) return 'inactive';
  return has_password === false && !last_login ? 'invited' : 'active';
};

/**
 * Whether the person may change an account as far as the account itself goes: those who own an organization are the
 * business of superusers, and everybody's own is their own.
 */
export const mayManageAccount = (
  session: Pick<Session, 'user'>,
  account: Pick<UserRow, 'id' | 'is_owner'>,
): boolean => session.user.is_superuser || account.is_owner !== true || account.id === session.user.id;

/** Nobody locks themselves out or deletes themselves. */
export const mayEndAccount = (
  session: Pick<Session, 'user'>,
  account: Pick<UserRow, 'id' | 'is_owner'>,
): boolean => account.id !== session.user.id && mayManageAccount(session, account);

/** Longest user name. */
const longest = 150;

/** The user name that somebody with this e-mail address may want: what stands before the @. */
export const usernameFor = (email: string): string =>
  (email.split('@')[0] ?? '').replaceAll(/[^\p{L}\p{N}.+_-]/gu, '').slice(0, longest);
