import { randomUUID } from 'node:crypto';
import { badRequest, uniqueViolation, type Db } from '@netloom/server-kit';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Clock } from '../../../platform/app-context.ts';
import type { PasskeyTable } from '../tables.ts';
import type { RelyingParty } from './relying-party.ts';

/** Loaded by the first passkey: it takes its time, and many installations have none. */
const webauthn = () => import('@simplewebauthn/server');

const mostPasskeys = 20;
/** EdDSA, ECDSA on P-256, and RSA with PKCS #1 (COSE numbers): what keys and browsers of today have. */
const algorithms = [-8, -7, -257];

const passkeysOf = (db: Db, userId: string): Promise<PasskeyTable[]> =>
  db
    .selectFrom('users_passkey')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created')
    .orderBy('id')
    .execute();

const describeCredentials = (passkeys: readonly PasskeyTable[]) =>
  passkeys.map(({ credential_id: id, transports }) => ({
    id,
    transports: transports.split(',').filter(Boolean),
  }));

export const listPasskeys = passkeysOf;

/** What the browser needs to make a passkey: `navigator.credentials.create`. */
export const passkeyCreationOptions = async (
  db: Db,
  user: { id: string; username: string; name: string },
  { id, name }: RelyingParty,
): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  (await webauthn()).generateRegistrationOptions({
    rpID: id,
    rpName: name,
    userName: user.username,
    userDisplayName: user.name || user.username,
    userID: new TextEncoder().encode(user.id),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: describeCredentials(await passkeysOf(db, user.id)),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });

const refused = (message: string) => badRequest({ passkey: [message] });

/**
 * Keeps the passkey that a browser has made. Returns its id.
 *
 * @throws HttpError 400 when it was not made for this challenge and this site, or is known already.
 */
export const addPasskey = async (
  { db, clock }: { db: Db; clock: Clock },
  given: { userId: string; name: string; response: unknown; challenge: string },
  { id: rpId, origin }: RelyingParty,
): Promise<string> => {
  const { verifyRegistrationResponse } = await webauthn();
  const { registrationInfo } = await verifyRegistrationResponse({
    response: given.response as RegistrationResponseJSON,
    expectedChallenge: given.challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: false,
    supportedAlgorithmIDs: algorithms,
  }).catch((error: unknown) => {
    throw refused(`This passkey cannot be used: ${reasonOf(error)}`);
  });
  if (!registrationInfo) throw refused('This passkey cannot be used.');
  const { credential } = registrationInfo;
  const id = randomUUID();
  if ((await passkeysOf(db, given.userId)).length >= mostPasskeys) {
    throw badRequest({ __all__: [`A user may have ${mostPasskeys} passkeys at most: delete some first.`] });
  }
  await db
    .insertInto('users_passkey')
    .values({
      id,
      user_id: given.userId,
      name: given.name,
      credential_id: credential.id,
      public_key: credential.publicKey,
      counter: credential.counter,
      transports: (credential.transports ?? []).filter((one) => /^[a-z-]{1,20}$/.test(one)).join(','),
      created: clock(),
      last_used: null,
    })
    .execute()
    .catch((error: unknown) => {
      throw uniqueViolation(error) ? refused('This passkey is known already.') : error;
    });
  return id;
};

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.slice(0, 200) : 'it is malformed';

/** What the browser needs to ask for a passkey: `navigator.credentials.get`. */
export const passkeyRequestOptions = async (
  db: Db,
  userId: string,
  { id }: RelyingParty,
): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  (await webauthn()).generateAuthenticationOptions({
    rpID: id,
    allowCredentials: describeCredentials(await passkeysOf(db, userId)),
    userVerification: 'preferred',
  });

/**
 * True when one of the user's passkeys has signed the challenge for this site. A passkey that counts its signatures
 * must count upwards: one that does not is a copy. Count the attempt first.
 */
export const verifyPasskey = async (
  { db, clock }: { db: Db; clock: Clock },
  given: { userId: string; response: unknown; challenge: string },
  { id: rpId, origin }: RelyingParty,
): Promise<boolean> => {
  const response = given.response as { id?: unknown } | null;
  if (typeof response?.id !== 'string') return false;
  const passkey = await db
    .selectFrom('users_passkey')
    .selectAll()
    .where('user_id', '=', given.userId)
    .where('credential_id', '=', response.id)
    .executeTakeFirst();
  if (!passkey || given.challenge === '') return false;
  const { credential_id: id, public_key: publicKey, counter } = passkey;
  const { verifyAuthenticationResponse } = await webauthn();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: given.response as AuthenticationResponseJSON,
    expectedChallenge: given.challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    credential: { id, publicKey: new Uint8Array(publicKey), counter: Number(counter) },
    requireUserVerification: false,
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) return false;
  const { numUpdatedRows } = await db
    .updateTable('users_passkey')
    .set({ counter: authenticationInfo.newCounter, last_used: clock() })
    .where('id', '=', passkey.id)
    .where('counter', '=', counter)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Returns false when the user has no such passkey. */
export const renamePasskey = async (db: Db, userId: string, id: string, name: string): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('users_passkey')
    .set({ name })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Returns false when the user has no such passkey. */
export const removePasskey = async (db: Db, userId: string, id: string): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('users_passkey')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};
