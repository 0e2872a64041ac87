import { badRequest, type Db, type SecretBox } from '@netloom/server-kit';
import { Secret, TOTP } from 'otpauth';
import type { Clock } from '../../../platform/app-context.ts';

/** Codes of an app on the phone (RFC 6238): six digits, a new one every 30 seconds, HMAC-SHA-1. */
interface TotpContext {
  db: Db;
  secrets: SecretBox;
  clock: Clock;
}

const periodS = 30;
/** Codes of this many steps before and after are taken too: clocks differ. */
const tolerance = 1;
const secretBytes = 20;

const identity = (userId: string): string => `users_totp/${userId}`;

const totpOf = (secret: Secret, names: { issuer: string; username: string }): TOTP =>
  new TOTP({
    secret,
    issuer: names.issuer,
    label: names.username,
    period: periodS,
    digits: 6,
    algorithm: 'SHA1',
  });

/**
 * Makes a new secret for the user's app; it counts once a code was confirmed. Returns the secret in base32, and the
 * address that apps read from a QR code.
 *
 * @throws HttpError 400 when the user has an app already.
 */
export const startTotp = async (
  { db, secrets, clock }: TotpContext,
  userId: string,
  names: { issuer: string; username: string },
): Promise<{ secret: string; uri: string }> => {
  const secret = new Secret({ size: secretBytes });
  const row = { secret_sealed: secrets.seal(secret.base32, identity(userId)), created: clock() };
  const stored = await db
    .insertInto('users_totp')
    .values({ user_id: userId, confirmed: false, last_step: null, ...row })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet(row).where('users_totp.confirmed', '=', false),
    )
    .returning('user_id')
    .executeTakeFirst();
  if (!stored)
    throw badRequest({ non_field_errors: ['Codes of an app are set up already: disable them first.'] });
  return { secret: secret.base32, uri: totpOf(secret, names).toString() };
};

/** The user has an app from now on, if this is one of its codes. Returns whether it is. */
export const confirmTotp = async (context: TotpContext, userId: string, code: string): Promise<boolean> => {
  if (!(await useCode(context, userId, code, false))) return false;
  await context.db.updateTable('users_totp').set({ confirmed: true }).where('user_id', '=', userId).execute();
  return true;
};

/** True when this is a code of the user's app that was not used yet. Count the attempt first. */
export const verifyTotp = (context: TotpContext, userId: string, code: string): Promise<boolean> =>
  useCode(context, userId, code, true);

export const disableTotp = async (db: Db, userId: string): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('users_totp')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

const useCode = async (
  { db, secrets, clock }: TotpContext,
  userId: string,
  code: string,
  confirmed: boolean,
): Promise<boolean> => {
  const token = code.replaceAll(/[\s-]/g, '');
  const row = await db
    .selectFrom('users_totp')
    .select('secret_sealed')
    .where('user_id', '=', userId)
    .where('confirmed', '=', confirmed)
    .executeTakeFirst();
  if (!row || !/^\d{6}$/.test(token)) return false;
  const secret = Secret.fromBase32(secrets.open(row.secret_sealed, identity(userId)));
  const timestamp = clock().getTime();
  const delta = TOTP.validate({ token, secret, period: periodS, digits: 6, timestamp, window: tolerance });
  if (delta === null) return false;
  const step = TOTP.counter({ period: periodS, timestamp }) + delta;
  // A code works once, and none before it works after it: whoever looked over a shoulder is too late.
  const { numUpdatedRows } = await db
    .updateTable('users_totp')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where((eb) => eb.or([eb('last_step', 'is', null), eb('last_step', '<', step)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
