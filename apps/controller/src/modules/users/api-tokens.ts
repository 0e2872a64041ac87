import { randomUUID } from 'node:crypto';
import {
  badRequest,
  forbidden,
  randomToken,
  unauthorized,
  type Db,
  type SecretBox,
} from '@netloom/server-kit';
import type { Clock } from '../../platform/app-context.ts';
import type { Caller, Membership } from '../../platform/caller.ts';
import type { Access } from './access-cache.ts';
import { loadCaller } from './load-caller.ts';
import type { UsersContext } from './users-context.ts';

/** Tokens with a name begin like this: whoever finds one in a file or a log sees what it is. */
export const apiTokenPrefix = 'nlt_';
const secretLength = 40;
/** The end of a token that is kept, to tell one from another. */
const shownLength = 4;
const mostTokens = 100;
/** The last use is written no more often than this. */
const touchAfterMs = 300_000;

export const apiTokenDigest = (secrets: SecretBox, key: string): string => secrets.digest(key, 'api-token');

/** How a token is shown when it is not new any more. */
export const maskedToken = (keyEnd: string): string =>
  `${apiTokenPrefix}${'*'.repeat(secretLength - shownLength)}${keyEnd}`;

/** What somebody may say of a new token. */
export interface NewApiToken {
  name: string;
  isReadOnly: boolean;
  /** Ids of the organizations that it is limited to; null: all of its user. */
  organizations: readonly string[] | null;
  expires: Date | null;
}

/**
 * Makes a token for a user. Returns its id, and the token itself, which nobody can read afterwards.
 *
 * @throws HttpError 400 when the user has one of this name, or very many.
 */
export const createApiToken = async (
  { db, secrets, clock }: Pick<UsersContext, 'db' | 'secrets' | 'clock'>,
  userId: string,
  { name, isReadOnly, organizations, expires }: NewApiToken,
): Promise<{ id: string; key: string }> => {
  const key = `${apiTokenPrefix}${randomToken(secretLength)}`;
  const id = randomUUID();
  await db.transaction().execute(async (tx) => {
    const others = await tx
      .selectFrom('users_apitoken')
      .select('name')
      .where('user_id', '=', userId)
      .execute();
    if (others.some((other) => other.name === name)) {
      throw badRequest({ name: ['You have a token of this name already.'] });
    }
    if (others.length >= mostTokens) {
      throw badRequest({ __all__: [`A user may have ${mostTokens} tokens at most: revoke some first.`] });
    }
    await tx
      .insertInto('users_apitoken')
      .values({
        id,
        user_id: userId,
        name,
        key_digest: apiTokenDigest(secrets, key),
        key_end: key.slice(-shownLength),
        read_only: isReadOnly,
        limited: organizations !== null,
        created: clock(),
        expires,
        last_used: null,
      })
      .execute();
    if (organizations && organizations.length > 0) {
      await tx
        .insertInto('users_apitoken_organization')
        .values(
          [...new Set(organizations)].map((organization) => ({
            token_id: id,
            organization_id: organization,
          })),
        )
        .execute();
    }
  });
  return { id, key };
};

/** Takes a token away. It stops working at once. */
export const revokeApiToken = async (
  { db, events }: Pick<UsersContext, 'db' | 'events'>,
  id: string,
): Promise<void> => {
  const revoked = await db
    .deleteFrom('users_apitoken')
    .where('id', '=', id)
    .returning('user_id')
    .executeTakeFirst();
  if (revoked) events.emit('user.access-changed', { userId: revoked.user_id });
};

/**
 * What a token with a name gives. Compare `expires` with the time at each use: the answer is remembered for a while.
 *
 * @throws HttpError 401 when it is unknown, or its user must not log in any more.
 */
export const loadApiTokenAccess = async (db: Db, keyDigest: string): Promise<Access> => {
  const found = await db
    .selectFrom('users_apitoken as token')
    .innerJoin('openwisp_users_user as user', 'user.id', 'token.user_id')
    .select(['token.id as token_id', 'token.name', 'token.read_only', 'token.limited'])
    .select(['token.expires', 'token.last_used'])
    .select(['user.id', 'user.username', 'user.is_active', 'user.is_superuser', 'user.is_staff'])
    .where('token.key_digest', '=', keyDigest)
    .executeTakeFirst();
  if (!found) throw unauthorized('Invalid token.');
  if (!found.is_active) throw unauthorized('User inactive or deleted.');
  const caller: Caller = {
    ...(await loadCaller(db, found, 'token')),
    token: { name: found.name, isReadOnly: found.read_only, isLimited: found.limited },
  };
  return {
    caller: found.limited ? await limitCaller(db, caller, found.token_id) : caller,
    apiToken: { id: found.token_id, expires: found.expires, lastUsed: found.last_used },
  };
};

/**
 * A caller with the rights in some organizations alone. Who sees all organizations manages these. What does not belong
 * to an organization, and accounts, through which one gets at everything else, are out of reach.
 */
const limitCaller = async (db: Db, caller: Caller, tokenId: string): Promise<Caller> => {
  const allowed = await db
    .selectFrom('users_apitoken_organization as allowed')
    .innerJoin('openwisp_users_organization as organization', 'organization.id', 'allowed.organization_id')
    .select('organization.id')
    .where('allowed.token_id', '=', tokenId)
    .where('organization.is_active', '=', true)
    .execute();
  const manager: Membership = { isManager: true, isOwner: false };
  const memberships = allowed.flatMap(({ id }): [string, Membership][] => {
    const membership = caller.isSuperuser ? manager : caller.memberships.get(id);
    return membership ? [[id, membership]] : [];
  });
  const codes = caller.isSuperuser ? await allPermissionCodes(db) : [...caller.permissions];
  return {
    ...caller,
    isSuperuser: false,
    memberships: new Map(memberships),
    permissions: new Set(codes.flatMap(withoutAccounts)),
  };
};

/** Of what is about accounts only the view is left: whoever may change may also read. */
const withoutAccounts = (code: string): string[] => {
  const [, app, action, model] = /^(openwisp_users|account)\.([a-z]+)_(.+)$/.exec(code) ?? [];
  if (app === undefined || action === 'view') return [code];
  return action === 'change' ? [`${app}.view_${model}`] : [];
};

const allPermissionCodes = async (db: Db): Promise<string[]> => {
  const rows = await db.selectFrom('auth_permission').select(['app_label', 'codename']).execute();
  return rows.map(({ app_label: app, codename }) => `${app}.${codename}`);
};

/**
 * Makes sure that a token is still good, and notes from time to time that it is used.
 *
 * @throws HttpError 401 when it has expired.
 */
export const useApiToken = async (
  { db, clock }: { db: Db; clock: Clock },
  token: NonNullable<Access['apiToken']>,
): Promise<void> => {
  const now = clock();
  if (token.expires && token.expires <= now) throw unauthorized('Token has expired.');
  if (token.lastUsed && now.getTime() - token.lastUsed.getTime() < touchAfterMs) return;
  // First here, so that requests that run at the same time do not write the same again.
  token.lastUsed = now;
  await db.updateTable('users_apitoken').set({ last_used: now }).where('id', '=', token.id).execute();
};

/**
 * Credentials are managed by people, not by tokens that they made for programs: whoever gets hold of such a token must
 * not be able to make another one out of it.
 *
 * @throws HttpError 403.
 */
export const refuseNamedTokens = (caller: Caller): void => {
  if (caller.token) throw forbidden('This cannot be done with an API token: log in.');
};
