import type { Db } from '@netloom/server-kit';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../../platform/app-context.ts';
import { auditOrigin } from '../../platform/audit.ts';
import type { Caller } from '../../platform/caller.ts';

const loadMemberships = async (db: Db, userId: string) => {
  const rows = await db
    .selectFrom('openwisp_users_organizationuser as member')
    .innerJoin('openwisp_users_user as user', 'user.id', 'member.user_id')
    .innerJoin('openwisp_users_organization as organization', 'organization.id', 'member.organization_id')
    .select(['member.id', 'member.user_id', 'member.organization_id', 'member.is_admin'])
    .select(['user.username', 'organization.name'])
    .where('member.user_id', '=', userId)
    .orderBy('member.created')
    .orderBy('member.id')
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
};

type Membership = Awaited<ReturnType<typeof loadMemberships>> extends Map<string, infer Row> ? Row : never;

/** What the log shows of a membership. */
const documentOf = (row: Membership): Record<string, unknown> => ({
  user: row.user_id,
  username: row.username,
  organization: row.organization_id,
  organization_name: row.name,
  is_admin: row.is_admin,
});

interface Change {
  action: 'created' | 'updated' | 'deleted';
  row: Membership;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const changeOf = (old: Membership | undefined, now: Membership | undefined): Change | undefined => {
  if (!old) return now && { action: 'created', row: now, before: null, after: documentOf(now) };
  if (!now) return { action: 'deleted', row: old, before: documentOf(old), after: null };
  if (old.is_admin === now.is_admin) return undefined;
  return {
    action: 'updated',
    row: now,
    before: { is_admin: old.is_admin },
    after: { is_admin: now.is_admin },
  };
};

/**
 * Runs a write to a user, and tells the audit log of each membership that it made, changed or took away: in the
 * organization that it belongs to, where the entry about the user may not be seen. `run` returns the user's id;
 * `userId` is undefined for a new one.
 */
export const recordMemberships = async (
  { audit, db }: Pick<AppContext, 'audit' | 'db'>,
  { caller, request }: { caller: Caller; request: FastifyRequest },
  userId: string | undefined,
  run: () => Promise<string>,
): Promise<string> => {
  if (!audit.isKept) return run();
  const before = userId === undefined ? new Map<string, Membership>() : await loadMemberships(db, userId);
  const id = await run();
  // The write has succeeded: nothing that happens here may make its answer a failure.
  const after = await loadMemberships(db, id).catch((error: unknown) => {
    request.log.error({ err: error, userId: id }, 'memberships are missing from the audit log');
    return before;
  });
  for (const membershipId of new Set([...before.keys(), ...after.keys()])) {
    const change = changeOf(before.get(membershipId), after.get(membershipId));
    if (!change) continue;
    const { row, ...rest } = change;
    await audit.record({
      ...auditOrigin(request, caller),
      ...rest,
      kind: 'membership',
      objectId: membershipId,
      label: `${row.username}, ${row.name}`,
      organizationId: row.organization_id,
    });
  }
  return id;
};
