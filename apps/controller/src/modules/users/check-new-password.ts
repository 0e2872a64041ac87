import { badRequest, BusyError, unavailable, verifyPassword, type PasswordCheck } from '@netloom/server-kit';
import { passwordProblems, reusedPassword } from './password-problems.ts';
import type { UserTable } from './tables.ts';

export const differentPasswords = 'The two password fields didn’t match.';

/**
 * Makes sure that a user may have this as the new password.
 *
 * @throws HttpError 400 with all that is wrong under `new_password2`, 503 when too many passwords are being checked.
 */
export const checkNewPassword = async (
  user: Pick<UserTable, 'username' | 'first_name' | 'last_name' | 'email' | 'password'>,
  { password, repeated }: { password: string; repeated: string },
): Promise<void> => {
  if (password !== repeated) throw badRequest({ new_password2: [differentPasswords] });
  const problems = passwordProblems(password, user);
  const isReused = (await checkPassword(password, user.password)).ok;
  if (isReused) problems.push(reusedPassword);
  if (problems.length > 0) throw badRequest({ new_password2: problems });
};

/** @throws HttpError 503 when too many passwords are being checked. */
export const checkPassword = async (password: string, stored: string): Promise<PasswordCheck> => {
  try {
    return await verifyPassword(password, stored);
  } catch (error) {
    if (error instanceof BusyError)
      throw unavailable('Too many passwords are being checked at once, try again later.');
    throw error;
  }
};
