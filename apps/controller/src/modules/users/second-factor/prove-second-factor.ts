import { badRequest, type Db, type SecretBox } from '@netloom/server-kit';
import type { Clock } from '../../../platform/app-context.ts';
import { countAttempt, forgetAttempts } from './attempts.ts';
import { verifyPasskey } from './passkeys.ts';
import { consumeRecoveryCode } from './recovery-codes.ts';
import type { RelyingParty } from './relying-party.ts';
import { verifyTotp } from './totp.ts';

/** What a client sends for the second step; one of them. */
export interface SecondFactorProof {
  totp?: string | undefined;
  recovery_code?: string | undefined;
  /** `PublicKeyCredential.toJSON()` of the browser. */
  passkey?: unknown;
}

/**
 * Makes sure that a user has proved their second factor.
 *
 * @throws HttpError 400 at the field that was given, 429 after too many tries.
 */
export const proveSecondFactor = async (
  context: { db: Db; secrets: SecretBox; clock: Clock },
  userId: string,
  proof: SecondFactorProof,
  /** Without it passkeys are of no use. */
  passkeys?: { challenge: string; party: RelyingParty },
): Promise<void> => {
  const { db, clock } = context;
  const { totp, recovery_code: recoveryCode, passkey } = proof;
  if ([totp, recoveryCode, passkey].filter((one) => one !== undefined).length !== 1) {
    throw badRequest({ non_field_errors: ['Give one second factor: totp, recovery_code or passkey.'] });
  }
  await countAttempt(db, clock, userId);
  if (totp !== undefined && !(await verifyTotp(context, userId, totp))) {
    throw badRequest({ totp: ['This code is wrong, or was used already.'] });
  }
  if (recoveryCode !== undefined && !(await consumeRecoveryCode(context, userId, recoveryCode))) {
    throw badRequest({ recovery_code: ['This code is wrong, or was used already.'] });
  }
  if (passkey !== undefined) {
    const isProved =
      passkeys !== undefined &&
      (await verifyPasskey(
        context,
        { userId, response: passkey, challenge: passkeys.challenge },
        passkeys.party,
      ));
    if (!isProved) throw badRequest({ passkey: ['This passkey was not accepted.'] });
  }
  await forgetAttempts(db, userId);
};
