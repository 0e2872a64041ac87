import { randomUUID } from 'node:crypto';
import { badRequest, notFound, uniqueViolation, type Db, type FieldErrors } from '@netloom/server-kit';
import type { Clock } from '../../platform/app-context.ts';
import type { OrganizationTable } from './tables.ts';
import type { UsersContext } from './users-context.ts';

/** What somebody may write of an organization. */
export type OrganizationContent = Omit<OrganizationTable, 'id' | 'created' | 'modified'>;

export type NewOrganization = Pick<OrganizationContent, 'name' | 'slug'> & Partial<OrganizationContent>;

/**
 * Writes a new organization and returns its id. Emit `organization.created` after the transaction.
 *
 * @throws HttpError 400 when the slug is taken.
 */
export const insertOrganization = async (tx: Db, clock: Clock, given: NewOrganization): Promise<string> => {
  const now = clock();
  const id = randomUUID();
  await tx
    .insertInto('openwisp_users_organization')
    .values({
      is_active: true,
      description: '',
      email: '',
      url: '',
      second_factor_required: false,
      ...given,
      id,
      created: now,
      modified: now,
    })
    .execute()
    .catch(explainTakenSlug);
  return id;
};

const slugTaken = 'organization with this slug already exists.';

const holderOfSlug = async (db: Db, slug: string): Promise<string | undefined> => {
  const holder = await db
    .selectFrom('openwisp_users_organization')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirst();
  return holder?.id;
};

/**
 * Errors by field when another organization than `exceptId` has this slug. Whoever wants to create one is told which
 * has it.
 */
export const takenSlug = async (db: Db, slug: string, exceptId?: string): Promise<FieldErrors> => {
  const holder = await holderOfSlug(db, slug);
  if (holder === undefined || holder === exceptId) return {};
  return { slug: [slugTaken], ...(exceptId === undefined ? { organization: [holder] } : {}) };
};

/** For the rare case that somebody took the slug between the check and the write. */
const explainTakenSlug = (error: unknown): never => {
  throw uniqueViolation(error) ? badRequest({ slug: [slugTaken] }) : error;
};

/**
 * Creates an organization and returns its id.
 *
 * @throws HttpError 400 as `insertOrganization`.
 */
export const createOrganization = async (
  { db, clock, events }: UsersContext,
  given: NewOrganization,
): Promise<string> => {
  const id = await db.transaction().execute((tx) => insertOrganization(tx, clock, given));
  events.emit('organization.created', { organizationId: id });
  return id;
};

/** Who owns an organization: the id of a membership, or nobody. */
type Owner = string | null;

/**
 * Changes an organization, and who owns it when `owner` is given. Switching `is_active` off takes the organization
 * out of everybody's memberships.
 *
 * @throws HttpError 400 when the slug is taken or the owner is no member, 404 when there is no such organization.
 */
export const updateOrganization = async (
  { db, clock, events }: UsersContext,
  id: string,
  changes: Partial<OrganizationContent>,
  owner?: Owner,
): Promise<void> => {
  const { wasActive, owners } = await db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('openwisp_users_organization')
      .select('is_active')
      .where('id', '=', id)
      .executeTakeFirst();
    if (!before) throw notFound();
    await tx
      .updateTable('openwisp_users_organization')
      .set({ ...changes, modified: clock() })
      .where('id', '=', id)
      .execute()
      .catch(explainTakenSlug);
    return {
      wasActive: before.is_active,
      owners: owner === undefined ? [] : await setOwner(tx, clock, id, owner),
    };
  });
  const isActive = changes.is_active ?? wasActive;
  if (isActive !== wasActive)
    events.emit(isActive ? 'organization.enabled' : 'organization.disabled', { organizationId: id });
  events.emit('organization.updated', { organizationId: id });
  for (const userId of owners) events.emit('user.access-changed', { userId });
};

/**
 * Makes a member the owner, instead of whoever was, or leaves the organization without one. Returns the users whose
 * access changes.
 *
 * @throws HttpError 400 when the membership is not one of this organization.
 */
const setOwner = async (tx: Db, clock: Clock, organizationId: string, owner: Owner): Promise<string[]> => {
  const before = await tx
    .selectFrom('openwisp_users_organizationowner as owner')
    .innerJoin('openwisp_users_organizationuser as member', 'member.id', 'owner.organization_user_id')
    .select(['owner.id', 'member.user_id'])
    .where('owner.organization_id', '=', organizationId)
    .executeTakeFirst();
  const changed = before ? [before.user_id] : [];
  if (owner === null) {
    await tx
      .deleteFrom('openwisp_users_organizationowner')
      .where('organization_id', '=', organizationId)
      .execute();
    return changed;
  }
  const member = await tx
    .selectFrom('openwisp_users_organizationuser')
    .select('user_id')
    .where('id', '=', owner)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  if (!member) {
    throw badRequest({
      owner: { organization_user: ['The selected user is not member of this organization.'] },
    });
  }
  const now = clock();
  await tx
    .insertInto('openwisp_users_organizationowner')
    .values({
      id: randomUUID(),
      organization_id: organizationId,
      organization_user_id: owner,
      created: now,
      modified: now,
    })
    .onConflict((conflict) =>
      conflict.column('organization_id').doUpdateSet({ organization_user_id: owner, modified: now }),
    )
    .execute();
  return [...changed, member.user_id];
};

/** Deletes an organization and everything that belongs to it. */
export const deleteOrganization = async ({ db, events }: UsersContext, id: string): Promise<void> => {
  const { numDeletedRows } = await db
    .deleteFrom('openwisp_users_organization')
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows > 0n) events.emit('organization.deleted', { organizationId: id });
};

/** An organization as others refer to it. */
export interface OrganizationSummary {
  id: string;
  name: string;
  slug: string;
}

/** Active organizations by name: all, or those of `ids`; `limit` at most. */
export const activeOrganizations = async (
  db: Db,
  { ids, limit }: { ids?: readonly string[]; limit?: number } = {},
): Promise<OrganizationSummary[]> => {
  if (ids?.length === 0) return [];
  let query = db
    .selectFrom('openwisp_users_organization')
    .select(['id', 'name', 'slug'])
    .where('is_active', '=', true)
    .orderBy('name')
    .orderBy('id');
  if (ids) query = query.where('id', 'in', ids);
  if (limit !== undefined) query = query.limit(limit);
  return query.execute();
};
