import { ApiError } from '@netloom/api-client';
import { isJsonObject, type JsonValue } from '@netloom/netjson';
import type { Session } from '../model/session.ts';

/** The password was right, and the user has a second factor: who has it logs in. */
export interface Challenge {
  second_factor: ('totp' | 'passkey')[];
  challenge: string;
  /** For the browser, when there is a passkey. */
  passkey_options?: Readonly<Record<string, unknown>>;
}

export type LoginAnswer = Session | Challenge;

export const isChallenge = (answer: LoginAnswer): answer is Challenge => 'challenge' in answer;

/** A code as people type it: without the spaces that apps and lists show. */
export const plainCode = (text: string): string => text.replaceAll(/\s/g, '');

/** Where a password that has expired is changed, when that is why a login failed. */
export const passwordChangePage = (error: unknown): string | undefined => {
  if (!(error instanceof ApiError) || error.status !== 403) return undefined;
  const body = error.body as JsonValue;
  if (!isJsonObject(body) || body['code'] !== 'password_expired') return undefined;
  return `/accounts/password/change/?next=${encodeURIComponent(location.pathname + location.search)}`;
};
