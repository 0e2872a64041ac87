import { randomToken } from '@netloom/server-kit';
import { sql } from 'kysely';
import type { AppContext } from '../../platform/app-context.ts';
import type { FirstStart, FirstStartStep } from '../../platform/first-start.ts';
import { insertUser } from './insert-user.ts';
import { hashNewPassword } from './hash-new-password.ts';
import { insertOrganization } from './organizations.ts';

const defaultOrganization = { name: 'default', slug: 'default' };

/** Any fixed number will do; it only has to be the same in every process. */
const postgresLock = 5_063_912;

/**
 * Creates the superuser when there is no user yet, and the organization `default` when there is no organization yet,
 * in one transaction with the `steps` that other modules add to a first start. Of two processes that start at the same
 * moment, one creates and the other finds. Returns what must be shown; undefined when there was a user already.
 */
export const ensureFirstAccounts = async (
  context: Pick<AppContext, 'database' | 'settings' | 'clock' | 'events'>,
  steps: readonly FirstStartStep[],
): Promise<FirstStart | undefined> => {
  const { database, settings, clock, events } = context;
  const { db } = database;
  const username = settings.adminUsername;
  const isFirst =
    (await db.selectFrom('openwisp_users_user').select('id').limit(1).executeTakeFirst()) === undefined;
  const password = settings.adminPassword ?? randomToken(20);
  // Hashing takes its time, and a transaction holds everybody: first this, then look again.
  const passwordHash = isFirst ? await hashNewPassword(password) : undefined;

  const made = await db.transaction().execute(async (tx) => {
    if (database.dialect === 'postgres') await sql`select pg_advisory_xact_lock(${postgresLock})`.execute(tx);
    const user = await tx.selectFrom('openwisp_users_user').select('id').limit(1).executeTakeFirst();
    const organization = await tx
      .selectFrom('openwisp_users_organization')
      .select('id')
      .orderBy('created')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    const userId =
      user || passwordHash === undefined
        ? undefined
        : await insertUser(tx, clock, {
            username,
            email: settings.adminEmail ?? null,
            is_staff: true,
            is_superuser: true,
            passwordHash,
            emailVerified: true,
            emailProven: true,
          });
    const organizationId = organization?.id ?? (await insertOrganization(tx, clock, defaultOrganization));
    const parts: FirstStart[] = [];
    if (userId !== undefined) for (const step of steps) parts.push(await step(tx, organizationId));
    return { userId, organizationId, isNewOrganization: !organization, parts };
  });

  if (made.isNewOrganization) events.emit('organization.created', { organizationId: made.organizationId });
  if (made.userId === undefined) return undefined;
  events.emit('user.created', { userId: made.userId });
  const generated = settings.adminPassword === undefined ? [{ name: 'password', value: password }] : [];
  return {
    values: [
      { name: 'user name', value: username },
      ...generated,
      ...made.parts.flatMap(({ values }) => values),
    ],
    nextSteps: made.parts.flatMap(({ nextSteps }) => nextSteps),
  };
};
