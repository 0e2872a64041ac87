import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../platform/app-context.ts';
import { auditOrigin, type AuditActor } from '../../platform/audit.ts';
import type { Caller } from '../../platform/caller.ts';
import { createSharedThrottle } from '../../platform/shared-throttle.ts';
import { clientNetwork } from './client-network.ts';
import { addressObjectId } from './email-addresses.ts';
import { organizationOfUser } from './organization-of-user.ts';

type LoginAction =
  | 'created'
  | 'identity-linked'
  | 'logged-in'
  | 'logged-out'
  | 'token-created'
  | 'token-obtained'
  | 'token-revoked'
  | 'session-ended'
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'second-factor-renamed'
  | 'recovery-codes-replaced'
  | 'password-changed'
  | 'password-reset'
  | 'invitation-accepted';

/**
 * Tells the audit log that a user logged in or out, or that something happened to what they log in with. `by` is who
 * did it, when that is somebody else than the user; `after` is what there is to tell besides.
 */
export const recordLogin = async (
  { audit, db }: Pick<AppContext, 'audit' | 'db'>,
  request: FastifyRequest,
  given: {
    action: LoginAction;
    userId: string;
    via: AuditActor['via'];
    by?: Caller;
    after?: Readonly<Record<string, unknown>>;
  },
): Promise<void> => {
  const { action, userId, via, by, after = null } = given;
  if (!audit.isKept) return;
  const user = await db
    .selectFrom('openwisp_users_user')
    .select('username')
    .where('id', '=', userId)
    .executeTakeFirst();
  const username = user?.username ?? '';
  await audit.record({
    actor: by ? auditOrigin(request, by).actor : { userId, username, via },
    ip: request.ip,
    requestId: request.id,
    action,
    kind: 'user',
    objectId: userId,
    label: username,
    organizationId: await organizationOfUser(db, userId, by),
    before: null,
    after,
  });
};

/** Tells the audit log that the owner of an e-mail address has confirmed it by the link of a mail. */
export const recordConfirmation = async (
  { audit, db }: Pick<AppContext, 'audit' | 'db'>,
  request: FastifyRequest,
  address: {
    id: number;
    user_id: string;
    username: string;
    email: string;
    verified: boolean;
    becamePrimary: boolean;
  },
): Promise<void> => {
  if (!audit.isKept) return;
  const { id, user_id: userId, username, email, verified, becamePrimary } = address;
  await audit.record({
    actor: { userId, username, via: 'login' },
    ip: request.ip,
    requestId: request.id,
    action: 'confirmed',
    kind: 'e-mail address',
    objectId: addressObjectId({ id, userId }),
    label: `${email}, ${username}`,
    organizationId: await organizationOfUser(db, userId, undefined),
    before: { verified, ...(becamePrimary ? { primary: false } : {}) },
    after: { verified: true, ...(becamePrimary ? { primary: true } : {}) },
  });
};

/** Tells the audit log of a login that failed. `identifier` is the name that was tried. */
export type RecordFailedLogin = (
  request: Pick<FastifyRequest, 'ip' | 'id' | 'log'>,
  identifier: string,
) => Promise<void>;

const hourMs = 3_600_000;
/** Failures that are recorded in an hour, of one client and of all: strangers must not fill a log that is never cut. */
const recordedPerNetwork = 60;
const recordedTogether = 600;

export const createFailedLoginRecorder = (
  context: Pick<AppContext, 'audit' | 'events' | 'clock'>,
): RecordFailedLogin => {
  const { audit } = context;
  const networks = createSharedThrottle(context, 'recorded-networks', {
    limit: recordedPerNetwork,
    windowMs: hourMs,
  });
  const everybody = createSharedThrottle(context, 'recorded', { limit: recordedTogether, windowMs: hourMs });
  return async (request, identifier) => {
    if (networks.take(clientNetwork(request.ip)) > 0 || everybody.take('everybody') > 0) {
      request.log.warn({ ip: request.ip }, 'a failed login is not in the audit log: there were too many');
      return;
    }
    await audit.record({
      actor: { userId: null, username: identifier, via: 'login' },
      ip: request.ip,
      requestId: request.id,
      action: 'login-failed',
      kind: 'user',
      objectId: '',
      label: identifier,
      organizationId: null,
      before: null,
      after: null,
    });
  };
};
