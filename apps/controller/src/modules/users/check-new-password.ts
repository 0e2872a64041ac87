import { badRequest, BusyError, unavailable, verifyPassword } from '@netloom/server-kit';
import { passwordProblems, reusedPassword } from './password-problems.ts';
import { passwordSpellings } from './password-spellings.ts';
import type { UserTable } from './tables.ts';

export const differentPasswords = 'The two password fields didn’t match.';

/**
 * Makes sure that a user may have this as the new password. Returns it without the white space around it.
 *
 * @throws HttpError 400 with all that is wrong under `new_password2`, 503 when too many passwords are being checked.
 */
export const checkNewPassword = async (
  user: Pick<UserTable, 'username' | 'first_name' | 'last_name' | 'email' | 'password'>,
  given: { password: string; repeated: string },
): Promise<string> => {
  const password = given.password.trim();
  if (password !== given.repeated.trim()) throw badRequest({ new_password2: [differentPasswords] });
  const problems = passwordProblems(password, user);
  if (await isPassword(password, user.password)) problems.push(reusedPassword);
  if (problems.length > 0) throw badRequest({ new_password2: problems });
  return password;
};

/**
 * Whether what somebody entered is the password of this hash.
 *
 * @throws HttpError 503 when too many passwords are being checked.
 */
export const isPassword = async (entered: string, stored: string): Promise<boolean> => {
  try {
    for (const spelling of passwordSpellings(entered)) {
      if ((await verifyPassword(spelling, stored)).ok) return true;
    }
    return false;
  } catch (error) {
    if (error instanceof BusyError)
      throw unavailable('Too many passwords are being checked at once, try again later.');
    throw error;
  }
};
