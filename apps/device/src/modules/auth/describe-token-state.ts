import { bareToken } from './json-web-token.ts';
import { isoOf } from './store-time.ts';
import type { TokenVault } from './token-vault.ts';

/** The answer of `/auth/debug/cache/verify`: keys that are remembered, and what is known of a token. */
export const describeTokenState = async (
  vault: TokenVault,
  token: string | undefined,
  now: Date,
): Promise<Record<string, unknown>> => {
  const cachedKeys = vault.cachedKeyIds();
  const state = {
    active_key_id: (await vault.activeKeyId()) ?? null,
    cached_keys: cachedKeys,
    errors: [],
    validation_time: now.toISOString().replace('Z', '+00:00'),
  };
  if (token === undefined) return state;
  const row = await vault.find(bareToken(token));
  if (!row) return { ...state, token_state: { in_database: false } };
  return {
    ...state,
    token_state: {
      in_cache: false,
      cache_payload: vault.remembered(bareToken(token)) ?? null,
      in_database: true,
      key_in_cache: cachedKeys.includes(row.key_id),
      key_id: row.key_id,
      revoked: row.revoked,
      expires_at: isoOf(row.expires_at),
    },
  };
};
