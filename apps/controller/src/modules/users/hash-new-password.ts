import {
  badRequest,
  BusyError,
  hashPassword,
  maximumPasswordLength,
  PasswordTooLongError,
  unavailable,
} from '@netloom/server-kit';

/**
 * Hashes a password that somebody chose. Takes its time: not inside a transaction.
 *
 * @throws HttpError 400 when it is blank or too long, 503 when too many passwords are being hashed.
 */
export const hashNewPassword = async (password: string): Promise<string> => {
  if (password === '') throw badRequest({ password: ['This field may not be blank.'] });
  try {
    return await hashPassword(password);
  } catch (error) {
    if (error instanceof PasswordTooLongError) {
      throw badRequest({
        password: [`Ensure this field has no more than ${maximumPasswordLength} characters.`],
      });
    }
    if (error instanceof BusyError)
      throw unavailable('Too many passwords are being checked at once, try again later.');
    throw error;
  }
};
