import { sql } from 'kysely';
import type { DeviceContext } from '../../../platform/device-context.ts';
import { detailError } from '../../../platform/http/answer-error.ts';
import { declareOperation } from '../../../platform/http/operation.ts';
import { optional, text } from '../../../platform/model/model.ts';
import { describeTokenState } from '../describe-token-state.ts';
import type { Security } from '../security.ts';
import { isoOf, storeTime } from '../store-time.ts';

const tag = 'authentication';
const anyObject = { type: 'object' } as const;
const outage = { 503: 'The database cannot be used now.' } as const;

/** Signing keys, and a look at the state of keys and tokens, for programs on this box. */
export const declareKeyOperations = (context: DeviceContext, security: Security): void => {
  const vault = () => {
    const credentials = security.current();
    if (!credentials) throw detailError(503, 'Security system unavailable');
    return credentials.vault;
  };
  const shared = { tag, access: 'box', hidden: true, answer: anyObject } as const;

  declareOperation(context, {
    ...shared,
    method: 'POST',
    path: '/auth/signing_key',
    summary: 'Make a new signing key, and it the active one',
    errors: outage,
    handle: async () => {
      const { id, text: key } = await vault().rotate();
      context.log.info({ keyId: id }, 'signing key rotated');
      return { key_id: id, message: 'New signing key created', key };
    },
  });

  declareOperation(context, {
    ...shared,
    method: 'GET',
    path: '/auth/signing_keys',
    summary: 'List the signing keys',
    answer: { type: 'array', items: anyObject },
    errors: outage,
    handle: async () => {
      const rows = await vault()
        .database.db.selectFrom('signing_keys')
        .select(['id', 'active', 'created_at'])
        .select((expression) =>
          expression
            .selectFrom('tokens')
            .select(sql<number>`count(*)`.as('count'))
            .whereRef('tokens.key_id', '=', 'signing_keys.id')
            .where('revoked', '=', false)
            .as('token_count'),
        )
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(({ id, active, created_at, token_count }) => ({
        id,
        active,
        created_at: isoOf(created_at),
        token_count: token_count ?? 0,
      }));
    },
  });

  declareOperation(context, {
    ...shared,
    method: 'GET',
    path: '/auth/debug/cache/verify',
    summary: 'Tell what is remembered of keys and of one token',
    query: { token: optional(text()) },
    errors: outage,
    handle: ({ query }) => describeTokenState(vault(), query.token, context.clock()),
  });

  declareOperation(context, {
    ...shared,
    method: 'GET',
    path: '/auth/debug/db-state',
    summary: 'Count the tokens in the database',
    handle: async () => {
      try {
        const { db } = vault().database;
        const now = storeTime(context.clock());
        const counts = await db
          .selectFrom('tokens')
          .select([
            sql<number>`count(*)`.as('total'),
            sql<number>`coalesce(sum(revoked), 0)`.as('revoked'),
            sql<number>`coalesce(sum(expires_at < ${now}), 0)`.as('expired'),
            sql<string | null>`min(expires_at)`.as('earliest'),
            sql<string | null>`max(expires_at)`.as('latest'),
          ])
          .executeTakeFirstOrThrow();
        const active = await db
          .selectFrom('tokens')
          .select(['device_id', 'expires_at', 'revoked'])
          .where('revoked', '=', false)
          .orderBy('expires_at', 'desc')
          .limit(1000)
          .execute();
        return {
          statistics: {
            total_tokens: counts.total,
            revoked_tokens: counts.revoked,
            expired_tokens: counts.expired,
            earliest_expiry: counts.earliest === null ? null : isoOf(counts.earliest),
            latest_expiry: counts.latest === null ? null : isoOf(counts.latest),
          },
          active_tokens: active.map((row) => ({ ...row, expires_at: isoOf(row.expires_at) })),
        };
      } catch (error) {
        context.log.error({ err: error }, 'the tokens cannot be counted');
        return { error: (error as Error).message };
      }
    },
  });
};
