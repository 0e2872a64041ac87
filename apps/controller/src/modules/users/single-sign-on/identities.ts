import { randomUUID } from 'node:crypto';
import type { Db } from '@netloom/server-kit';
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
 * The user whom a provider has recognised: the one who came with this identity before; else the one whose confirmed
 * e-mail address it is; else a new one, where the provider is set up to create them.
 *
 * An address that nobody has confirmed here is not enough: whoever registers with a stranger's address must not get
 * into the account that the stranger would later be led to.
 *
 * @throws SignOnError.
 */
export const userOfIdentity = async (
  context: UsersContext,
  provider: IdentityProvider,
  identity: Identity,
): Promise<string> => {
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
    return known.user_id;
  }
  const email = requireEmail(provider, identity);
  const userId =
    (await findByEmail(db, provider, email)) ?? (await createFor(context, provider, identity, email));
  await rememberIdentity(context, provider, identity.subject, userId);
  return userId;
};

const inactive = () => new SignOnError('Your account is not active. Ask an administrator to activate it.');

const requireEmail = ({ domains, label }: IdentityProvider, { email, isEmailVerified }: Identity): string => {
  const address = email?.trim().toLowerCase();
  if (!address || !isEmailVerified)
    throw new SignOnError(`${label} has not told us a confirmed e-mail address of yours.`);
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (domains.length > 0 && !domains.includes(domain))
    throw new SignOnError('Your e-mail address is of a domain that may not log in here.');
  return address;
};

const findByEmail = async (
  db: Db,
  { superusers }: IdentityProvider,
  email: string,
): Promise<string | undefined> => {
  const found = await db
    .selectFrom('account_emailaddress as address')
    .innerJoin('openwisp_users_user as user', 'user.id', 'address.user_id')
    .select(['user.id', 'user.is_active', 'user.is_superuser', 'address.verified'])
    .where('address.email', '=', email)
    .execute();
  const confirmed = found.filter(({ verified }) => verified);
  const [user] = confirmed;
  if (confirmed.length > 1)
    throw new SignOnError('Several accounts have your e-mail address. Ask an administrator.');
  if (!user) {
    if (found.length === 0) return undefined;
    throw new SignOnError(
      'There is an account with your e-mail address, but the address is not confirmed. Confirm it first.',
    );
  }
  if (!user.is_active) throw inactive();
  if (user.is_superuser && !superusers)
    throw new SignOnError('This account cannot be used through this provider. Log in with the password.');
  return user.id;
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
