import { randomInt } from 'node:crypto';
import type { Db, SecretBox } from '@netloom/server-kit';

/** For a day without the phone: each works once. Only keyed hashes are stored. */
interface CodeContext {
  db: Db;
  secrets: SecretBox;
}

const codeCount = 10;
/** Letters and digits that nobody takes for one another on paper; 12 of them make 58 bits. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
const codeLength = 12;

const digestOf = (secrets: SecretBox, userId: string, code: string): string =>
  secrets.digest(`${userId} ${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`, 'recovery-code');

const randomCode = (): string =>
  Array.from({ length: codeLength }, () => signs.charAt(randomInt(signs.length)))
    .join('')
    .replaceAll(/(.{4})(?=.)/g, '$1-');

/** Gives a user ten new codes instead of all earlier ones. This is the only time that they can be read. */
export const replaceRecoveryCodes = async (
  { db, secrets }: CodeContext,
  userId: string,
): Promise<string[]> => {
  const codes = Array.from({ length: codeCount }, randomCode);
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('users_recoverycode').where('user_id', '=', userId).execute();
    await tx
      .insertInto('users_recoverycode')
      .values(codes.map((code) => ({ user_id: userId, code_digest: digestOf(secrets, userId, code) })))
      .execute();
  });
  return codes;
};

/** True when this is a code of the user; it is used up then. Count the attempt first. */
export const consumeRecoveryCode = async (
  { db, secrets }: CodeContext,
  userId: string,
  code: string,
): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('users_recoverycode')
    .where('user_id', '=', userId)
    .where('code_digest', '=', digestOf(secrets, userId, code))
    .executeTakeFirst();
  return numDeletedRows > 0n;
};
