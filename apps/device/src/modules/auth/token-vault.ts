import { randomBytes } from 'node:crypto';
import { SecretBoxError, type Database, type Db, type Logger, type SecretBox } from '@netloom/server-kit';
import type { Clock } from '../../platform/device-context.ts';
import { readToken, writeToken, issuer, type TokenClaims } from './json-web-token.ts';
import { keyIdentity, tokenDigest } from './seals.ts';
import { storeTime } from './store-time.ts';

/** A token that is good. */
export interface KnownToken {
  id: number;
  claims: TokenClaims;
}

interface TokenRow {
  id: number;
  key_id: number;
  revoked: boolean;
  expires_at: string;
}

/** A key that signs tokens; its text is what existing clients read, not the bytes that it encodes. */
export interface SigningKey {
  id: number;
  text: string;
}

/** Tokens and the keys that sign them. */
export interface TokenVault {
  database: Database;
  /** Issues a token; older ones of the same client stay good. */
  issue(deviceId: string): Promise<string>;
  /** The token if it was issued here, is not revoked, and (unless switched off) not expired. */
  check(token: string): Promise<KnownToken | undefined>;
  /** Takes effect with the next request. */
  revoke(id: number): Promise<void>;
  /** Makes a new signing key, and it the active one. */
  rotate(): Promise<SigningKey>;
  /** What the database says of a token: for diagnosis. */
  find(token: string): Promise<TokenRow | undefined>;
  /** Claims that are remembered for a token, if any: for diagnosis. */
  remembered(token: string): TokenClaims | undefined;
  activeKeyId(): Promise<number | undefined>;
  cachedKeyIds(): number[];
}

const maximumRemembered = 1000;

/** What a vault works with. */
export interface VaultOptions {
  database: Database;
  secrets: SecretBox;
  clock: Clock;
  log: Logger;
  /** Name of this box for the tokens. */
  hostName: () => Promise<string>;
  tokenDays: number;
  enforceExpiry: boolean;
  keepOldKeys: boolean;
  /** Seconds for which the claims of a checked token are remembered. */
  cacheSeconds: number;
}

/**
 * What is remembered is only that a signature was right, which cannot change. Whether the token still counts is asked
 * of the database each time, by one row: revoking, and deleting a client or a key, work at once.
 */
export const createTokenVault = (options: VaultOptions): TokenVault => {
  const { database, secrets, clock } = options;
  const keys = new Map<number, string>();
  const checked = new Map<string, { claims: TokenClaims; until: number }>();

  const keyText = async (db: Db, id: number): Promise<string | undefined> => {
    const known = keys.get(id);
    if (known !== undefined) return known;
    const row = await db.selectFrom('signing_keys').select('key').where('id', '=', id).executeTakeFirst();
    if (!row) return undefined;
    const text = unseal(row.key, id);
    if (text !== undefined) keys.set(id, text);
    return text;
  };

  /** A signing key that was sealed with a key that is lost is lost, too: tokens need a new one. */
  const unseal = (sealed: string, id: number): string | undefined => {
    try {
      return secrets.open(sealed, keyIdentity);
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      options.log.error({ keyId: id, reason: error.message }, 'a signing key cannot be opened');
      return undefined;
    }
  };

  const remember = (digest: string, claims: TokenClaims): void => {
    if (checked.size >= maximumRemembered) checked.delete(checked.keys().next().value ?? '');
    checked.set(digest, { claims, until: clock().getTime() + options.cacheSeconds * 1000 });
  };

  const recall = (digest: string): TokenClaims | undefined => {
    const entry = checked.get(digest);
    if (entry && entry.until > clock().getTime()) return entry.claims;
    checked.delete(digest);
    return undefined;
  };

  const find = (digest: string): Promise<TokenRow | undefined> =>
    database.db
      .selectFrom('tokens')
      .select(['id', 'key_id', 'revoked', 'expires_at'])
      .where('token', '=', digest)
      .executeTakeFirst();

  const createKey = async (tx: Db): Promise<SigningKey> => {
    const text = randomBytes(32).toString('base64');
    const now = storeTime(clock());
    await tx
      .updateTable('signing_keys')
      .set({ active: false, updated_at: now })
      .where('active', '=', true)
      .execute();
    const { id } = await tx
      .insertInto('signing_keys')
      .values({
        key: secrets.seal(text, keyIdentity),
        active: true,
        created_at: now.slice(0, 19),
        updated_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (!options.keepOldKeys)
      await tx
        .updateTable('tokens')
        .set({ revoked: true, updated_at: now })
        .where('key_id', '!=', id)
        .where('revoked', '=', false)
        .execute();
    return { id, text };
  };

  const activeKey = async (db: Db): Promise<number | undefined> =>
    (
      await db
        .selectFrom('signing_keys')
        .select('id')
        .where('active', '=', true)
        .orderBy('id', 'desc')
        .executeTakeFirst()
    )?.id;

  const signingKey = async (tx: Db): Promise<SigningKey> => {
    const id = await activeKey(tx);
    const text = id === undefined ? undefined : await keyText(tx, id);
    return id === undefined || text === undefined ? createKey(tx) : { id, text };
  };

  return {
    database,
    issue: async (deviceId) => {
      const sub = await options.hostName();
      const now = clock();
      const iat = Math.floor(now.getTime() / 1000);
      const exp = iat + options.tokenDays * 86_400;
      const key = await database.db.transaction().execute(signingKey);
      const claims = {
        sub,
        iss: issuer,
        did: deviceId,
        exp,
        iat,
        kid: String(key.id),
        jti: randomBytes(8).toString('hex'),
      };
      const token = writeToken(claims, key.text);
      await database.db.transaction().execute(async (tx) => {
        const time = storeTime(now);
        await tx
          .insertInto('devices')
          .values({
            device_id: deviceId,
            first_seen: time,
            last_seen: time,
            created_at: time,
            updated_at: null,
          })
          .onConflict((conflict) =>
            conflict.column('device_id').doUpdateSet({ last_seen: time, updated_at: time }),
          )
          .execute();
        await tx
          .insertInto('tokens')
          .values({
            token: tokenDigest(secrets, token),
            expires_at: storeTime(new Date(exp * 1000)),
            revoked: false,
            key_id: key.id,
            device_id: deviceId,
            created_at: time,
            updated_at: null,
          })
          .execute();
      });
      return token;
    },
    check: async (token) => {
      if (token.length > 4096 || token.split('.').length !== 3) return undefined;
      const digest = tokenDigest(secrets, token);
      const row = await find(digest);
      if (!row || row.revoked) {
        checked.delete(digest);
        return undefined;
      }
      let claims = recall(digest);
      if (claims === undefined) {
        const text = await keyText(database.db, row.key_id);
        claims = text === undefined ? undefined : readToken(token, text);
        if (claims === undefined) return undefined;
        remember(digest, claims);
      }
      const expired = claims.exp * 1000 <= clock().getTime();
      return options.enforceExpiry && expired ? undefined : { id: row.id, claims };
    },
    revoke: async (id) => {
      await database.db
        .updateTable('tokens')
        .set({ revoked: true, updated_at: storeTime(clock()) })
        .where('id', '=', id)
        .execute();
    },
    rotate: async () => {
      const key = await database.db.transaction().execute(createKey);
      keys.clear();
      checked.clear();
      keys.set(key.id, key.text);
      return key;
    },
    find: (token) => find(tokenDigest(secrets, token)),
    remembered: (token) => recall(tokenDigest(secrets, token)),
    activeKeyId: () => activeKey(database.db),
    cachedKeyIds: () => [...keys.keys()].sort((a, b) => a - b),
  };
};
