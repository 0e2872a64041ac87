import { badRequest, forbidden, HttpError, notFound, type Db } from '@netloom/server-kit';
import type { Caller } from '../../platform/caller.ts';
import { checkNewPassword } from './check-new-password.ts';
import { chosenLanguage } from './chosen-language.ts';
import { hasMoreRights, loadAccountRights } from './compare-rights.ts';
import { hashNewPassword } from './hash-new-password.ts';
import { storePassword } from './set-password.ts';
import { signFacts, verifyFacts } from './signed-link.ts';
import type { UserTable } from './tables.ts';
import { mailsByLanguage } from './texts/mails-by-language.ts';
import type { UsersContext } from './users-context.ts';

/** How a link came to whom it is for. By hand, it tells nothing of whose the e-mail address is. */
type Way = 'invitation' | 'invitation-by-hand';

const signer = ({ secrets, clock }: Pick<UsersContext, 'secrets' | 'clock'>, purpose: Way) => ({
  secrets,
  now: clock(),
  purpose,
});

type InvitedUser = Pick<UserTable, 'id' | 'password' | 'email' | 'last_login' | 'is_superuser'>;

/** A link dies when it was used, when another address is the user's, and when the account became worth much more. */
const factsOf = (user: InvitedUser): unknown[] => [
  user.id,
  user.password,
  user.email,
  user.last_login?.getTime() ?? null,
  user.is_superuser,
];

/** What came of an invitation. */
interface Invitation {
  /** Whom it is for. */
  email: string;
  /** A mail is on its way. */
  sent: boolean;
  /** Where the invited person chooses a password; only when no mail server is set: then the caller hands it over. */
  link: string | null;
}

/**
 * Invites somebody who has an account without a password to choose one, by a link that works once, for three days.
 *
 * @throws HttpError 403 when the account has rights that the caller has not, 409 when there is a way to log in to it
 *   already, 400 when it has no e-mail address or is not active, 404 when there is no such user.
 */
export const inviteUser = async (
  context: UsersContext,
  caller: Caller,
  userId: string,
): Promise<Invitation> => {
  const { db, mail } = context;
  const user = await userQuery(db, userId)
    .select((eb) =>
      eb
        .selectFrom('openwisp_users_user as inviter')
        .select('inviter.language')
        .where('inviter.id', '=', caller.userId)
        .as('inviter_language'),
    )
    .executeTakeFirst();
  const rights = await loadAccountRights(db, userId);
  if (!user || !rights) throw notFound();
  if (hasMoreRights(rights, caller)) throw forbidden('This user has rights that you do not have.');
  if (await hasLogin(db, user)) {
    throw new HttpError(409, {
      detail: 'This user can log in already. Use the password reset for a forgotten password.',
    });
  }
  if (!user.is_active)
    throw badRequest({ is_active: ['This user is not active: activate the account first.'] });
  if (!user.email) throw badRequest({ email: ['This user has no e-mail address.'] });
  const isSure = mail.isOn || (caller.isSuperuser && caller.via === 'session');
  const way = isSure ? 'invitation' : 'invitation-by-hand';
  const key = `${userId.replaceAll('-', '')}-${signFacts(signer(context, way), factsOf(user))}`;
  const link = mail.link(`/accounts/invitation/${key}/`);
  if (!mail.isOn) return { email: user.email, sent: false, link };
  // Who is invited has seldom chosen anything yet, and is likely to speak the language of who invites.
  const language = chosenLanguage(mail.defaultLanguage, user.language, user.inviter_language ?? '');
  const { action, ...text } = mailsByLanguage[language].invitation({
    username: user.username,
    siteName: mail.siteName,
    inviter: caller.username,
  });
  await mail.send({ to: user.email, language, ...text, action: { text: action, url: link } });
  return { email: user.email, sent: true, link: null };
};

const userQuery = (db: Db, id: string) =>
  db
    .selectFrom('openwisp_users_user')
    .select([
      'id',
      'username',
      'first_name',
      'last_name',
      'email',
      'password',
      'last_login',
      'is_active',
      'is_superuser',
      'language',
    ])
    .where('id', '=', id);

type InvitedPerson = Awaited<ReturnType<ReturnType<typeof userQuery>['executeTakeFirstOrThrow']>>;

/** By a password, or through an identity provider. */
const hasLogin = async (db: Db, user: Pick<UserTable, 'id' | 'password'>): Promise<boolean> => {
  if (!user.password.startsWith('!')) return true;
  const identity = await db
    .selectFrom('users_identity')
    .select('id')
    .where('user_id', '=', user.id)
    .executeTakeFirst();
  return identity !== undefined;
};

/**
 * The user that the link of an invitation is for. It proves the e-mail address when it came by mail, or a superuser
 * handed it over.
 *
 * @throws HttpError 404 for a wrong link, or one that was used or is too old.
 */
export const findByInvitation = async (
  context: Pick<UsersContext, 'db' | 'secrets' | 'clock'>,
  key: string,
): Promise<InvitedPerson & { provesAddress: boolean }> => {
  const [, hex = '', signature = ''] = /^([0-9a-f]{32})-(.+)$/.exec(key) ?? [];
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const user = await userQuery(context.db, id).executeTakeFirst();
  if (!user?.is_active) throw notFound();
  const isOf = (way: Way): boolean => verifyFacts(signer(context, way), factsOf(user), signature);
  const provesAddress = isOf('invitation');
  if (!provesAddress && !isOf('invitation-by-hand')) throw notFound();
  if (await hasLogin(context.db, user)) throw notFound();
  return { ...user, provesAddress };
};

/**
 * Sets the password that the invited person has chosen, and confirms the e-mail address that the invitation went to.
 * Returns whose it was.
 *
 * @throws HttpError 404 as `findByInvitation`, 400 with what is wrong with the password under `new_password2`.
 */
export const acceptInvitation = async (
  context: UsersContext,
  given: { key: string; password: string; repeated: string },
): Promise<string> => {
  const user = await findByInvitation(context, given.key);
  const passwordHash = await hashNewPassword(await checkNewPassword(user, given));
  const { db, clock, events } = context;
  await db.transaction().execute(async (tx) => {
    const change = { userId: user.id, passwordHash, previousHash: user.password };
    // Somebody was faster with the same link.
    if (!(await storePassword(tx, clock, change))) throw notFound();
    if (user.email) await confirmAddress(tx, user, user.email.toLowerCase());
  });
  events.emit('user.updated', { userId: user.id });
  events.emit('user.access-changed', { userId: user.id });
  return user.id;
};

/** It becomes the primary one of a user who has none. */
const confirmAddress = async (
  tx: Db,
  { id: userId, provesAddress }: { id: string; provesAddress: boolean },
  email: string,
): Promise<void> => {
  const addresses = await tx
    .selectFrom('account_emailaddress')
    .select(['id', 'email', 'primary'])
    .where('user_id', '=', userId)
    .execute();
  const hasPrimary = addresses.some(({ primary }) => primary);
  const address = addresses.find((one) => one.email === email);
  if (address) {
    await tx
      .updateTable('account_emailaddress')
      .set({
        verified: true,
        ...(provesAddress ? { proven: true } : {}),
        ...(hasPrimary ? {} : { primary: true }),
      })
      .where('id', '=', address.id)
      .execute();
    return;
  }
  await tx
    .insertInto('account_emailaddress')
    .values({ user_id: userId, email, verified: true, proven: provesAddress, primary: !hasPrimary })
    .execute();
};
