import { randomUUID } from 'node:crypto';
import type { Db } from '@netloom/server-kit';
import { sql } from 'kysely';
import { insertUser } from '../insert-user.ts';
import { insertMembership } from '../memberships.ts';
import { normalizeUsername, usernameProblem } from '../username.ts';
import type { UsersContext } from '../users-context.ts';
import type { IdentityProvider } from './providers.ts';
import { SignOnError } from './sign-on-error.ts';

/** What a provider says of a person. */
export interface Identity {
  /** Never changes at the provider. */
  subject: string;
  email: string | undefined;
  /** The provider vouches for the address. */
  isEmailVerified: boolean;
  username: string | undefined;
  firstName: string;
  lastName: string;
}

/**
 * The user whom a provider has recognised: the one who came with this identity before; else the one whose proven
 * e-mail address it is; else a new one (`isNew`), where the provider is set up to create them. `isLinked`: the identity
 * is the user's from now on.
 *
 * An address that its owner has not proven here is not enough, also where it counts as confirmed: whoever gives an
 * account a stranger's address must not get into the account that the stranger would later be led to.
 *
 * @throws SignOnError.
 */
export const userOfIdentity = async (
  context: UsersContext,
  provider: IdentityProvider,
  identity: Identity,
): Promise<{ userId: string; isNew: boolean; isLinked: boolean }> => {
  const { db, clock } = context;
  const known = await db
    .selectFrom('users_identity as identity')
    .innerJoin('openwisp_users_user as user', 'user.id', 'identity.user_id')
    .select(['identity.id', 'user.id as user_id', 'user.is_active'])
    .where('identity.provider', '=', provider.id)
    .where('identity.subject', '=', identity.subject)
    .executeTakeFirst();
  if (known) {
    if (!known.is_active) throw inactive();
    await db.updateTable('users_identity').set({ last_login: clock() }).where('id', '=', known.id).execute();
    await proveAddress(db, known.user_id, vouchedEmail(provider, identity).email);
    return { userId: known.user_id, isNew: false, isLinked: false };
  }
  const email = requireEmail(provider, identity);
  const found = await findByEmail(db, provider, email);
  const userId = found ?? (await createFor(context, provider, identity, email));
  await rememberIdentity(context, provider, identity.subject, userId);
  return { userId, isNew: found === undefined, isLinked: true };
};

const inactive = () => new SignOnError('Your account is not active. Ask an administrator to activate it.');

/** The address that the provider vouches for and is trusted with; else why there is none. */
const vouchedEmail = (
  { domains, label }: IdentityProvider,
  { email, isEmailVerified }: Identity,
): { email: string; problem?: never } | { email?: never; problem: string } => {
  const address = email?.trim().toLowerCase();
  if (!address || !isEmailVerified)
    return { problem: `${label} has not told us a confirmed e-mail address of yours.` };
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (domains.length > 0 && !domains.includes(domain))
    return { problem: 'Your e-mail address is of a domain that may not log in here.' };
  return { email: address };
};

const requireEmail = (provider: IdentityProvider, identity: Identity): string => {
  const { email, problem } = vouchedEmail(provider, identity);
  if (email === undefined) throw new SignOnError(problem);
  return email;
};

/** The provider knows the user, so its word proves an address that the account has. */
const proveAddress = async (db: Db, userId: string, email: string | undefined): Promise<void> => {
  if (email === undefined) return;
  await db
    .updateTable('account_emailaddress')
    .set({ proven: true })
    .where('user_id', '=', userId)
    .where('email', '=', email)
    .where('verified', '=', true)
    .where('proven', '=', false)
    .execute();
};

const findByEmail = async (
  db: Db,
  { superusers }: IdentityProvider,
  email: string,
): Promise<string | undefined> => {
  const found = await db
    .selectFrom('account_emailaddress as address')
    .innerJoin('openwisp_users_user as user', 'user.id', 'address.user_id')
    .select(['user.id', 'user.is_active', 'user.is_superuser', 'address.proven'])
    .where('address.email', '=', email)
    .execute();
  const proven = found.filter((address) => address.proven);
  const [user] = proven;
  if (proven.length > 1)
    throw new SignOnError('Several accounts have your e-mail address. Ask an administrator.');
  if (!user) {
    if (found.length === 0 && !(await isUsersEmail(db, email))) return undefined;
    throw new SignOnError(
      'There is an account with your e-mail address, but the address is not confirmed. Confirm it first.',
    );
  }
  if (!user.is_active) throw inactive();
  if (user.is_superuser && !superusers)
    throw new SignOnError('This account cannot be used through this provider. Log in with the password.');
  return user.id;
};

/** A user may have an address without an e-mail address object. */
const isUsersEmail = async (db: Db, email: string): Promise<boolean> => {
  const user = await db
    .selectFrom('openwisp_users_user')
    .select('id')
    .where(sql<boolean>`lower(email) = ${email}`)
    .executeTakeFirst();
  return user !== undefined;
};

const createFor = async (
  { db, clock, events }: UsersContext,
  provider: IdentityProvider,
  identity: Identity,
  email: string,
): Promise<string> => {
  if (!provider.createUsers)
    throw new SignOnError('There is no account for you here. Ask an administrator to create one.');
  const organization =
    provider.organization === undefined
      ? undefined
      : await db
          .selectFrom('openwisp_users_organization')
          .select('id')
          .where('slug', '=', provider.organization)
          .executeTakeFirst();
  const username = await freeUsername(db, identity.username ?? email, email);
  const userId = await db.transaction().execute(async (tx) => {
    const id = await insertUser(tx, clock, {
      username,
      email,
      first_name: identity.firstName.slice(0, 150),
      last_name: identity.lastName.slice(0, 150),
      passwordHash: undefined,
      emailVerified: true,
      emailProven: true,
    });
    if (organization)
      await insertMembership(tx, clock, { userId: id, organizationId: organization.id, isManager: false });
    return id;
  });
  events.emit('user.created', { userId });
  return userId;
};

/** The wanted name, or the address, with a number behind it when somebody has it already. */
const freeUsername = async (db: Db, wanted: string, email: string): Promise<string> => {
  const base = normalizeUsername(usernameProblem(wanted) === undefined ? wanted : email).slice(0, 140);
  for (let number = 1; number < 100; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    const taken = await db
      .selectFrom('openwisp_users_user')
      .select('id')
      .where('username', '=', name)
      .executeTakeFirst();
    if (!taken) return name;
  }
  return randomUUID();
};

const rememberIdentity = async (
  { db, clock }: UsersContext,
  provider: IdentityProvider,
  subject: string,
  userId: string,
): Promise<void> => {
  await db
    .insertInto('users_identity')
    .values({
      id: randomUUID(),
      user_id: userId,
      provider: provider.id,
      subject,
      created: clock(),
      last_login: clock(),
    })
    // Two logins at the same moment: both are of the same person.
    .onConflict((conflict) => conflict.columns(['provider', 'subject']).doNothing())
    .execute();
};
