import { badRequest, type Db } from '@netloom/server-kit';
import { field, FieldError } from '../../platform/resource/index.ts';
import { chosenLanguage } from './chosen-language.ts';
import { checkNewPassword } from './check-new-password.ts';
import { findLoginCandidates } from './check-login.ts';
import { hashNewPassword } from './hash-new-password.ts';
import { storePassword } from './set-password.ts';
import { signFacts, verifyFacts } from './signed-link.ts';
import type { UserTable } from './tables.ts';
import { mailsByLanguage } from './texts/mails-by-language.ts';
import type { UsersContext } from './users-context.ts';

const signer = ({ secrets, clock }: Pick<UsersContext, 'secrets' | 'clock'>) => ({
  secrets,
  now: clock(),
  purpose: 'password-reset',
});

type ResetUser = Pick<UserTable, 'id' | 'password' | 'email' | 'last_login'>;

/** All of them change, or the user logs in, before a link could be used a second time. */
const factsOf = (user: ResetUser): unknown[] => [
  user.id,
  user.password,
  user.email,
  user.last_login?.getTime() ?? null,
];

/** The token of a link by which this user, as they are now, may set a new password once. */
export const resetToken = (context: Pick<UsersContext, 'secrets' | 'clock'>, user: ResetUser): string =>
  signFacts(signer(context), factsOf(user));

/**
 * Mails a link to whoever is meant by a user name, e-mail address or phone number, if they are active, have an e-mail
 * address and log in with a password; everybody else gets nothing. `mayMail` limits how often one user gets a mail.
 */
export const mailResetLinks = async (
  context: Pick<UsersContext, 'db' | 'secrets' | 'clock' | 'mail'>,
  identifier: string,
  options: { phonePrefixes: readonly string[]; mayMail: (userId: string) => boolean },
): Promise<void> => {
  const { db, mail } = context;
  for (const { id } of await findLoginCandidates(db, identifier, options.phonePrefixes)) {
    const user = await findResetUser(db, id);
    if (!user?.email || !options.mayMail(id)) continue;
    const key = `${id.replaceAll('-', '')}-${resetToken(context, user)}`;
    const language = chosenLanguage(mail.defaultLanguage, user.language);
    const { username } = user;
    const { action, ...text } = mailsByLanguage[language].passwordReset({
      username,
      siteName: mail.siteName,
    });
    await mail.send({
      to: user.email,
      language,
      ...text,
      action: { text: action, url: mail.link(`/accounts/password/reset/key/${key}/`) },
    });
  }
};

const findResetUser = async (db: Db, id: string) => {
  const user = await db
    .selectFrom('openwisp_users_user')
    .select(['id', 'username', 'first_name', 'last_name', 'email', 'password', 'last_login', 'is_active'])
    .select('language')
    .where('id', '=', id)
    .executeTakeFirst();
  return user?.is_active && !user.password.startsWith('!') ? user : undefined;
};

/**
 * The user that a link of a mail is for.
 *
 * @throws HttpError 400: `uid` is unknown or malformed, `token` is wrong, used or too old.
 */
export const findByResetLink = async (
  context: Pick<UsersContext, 'db' | 'secrets' | 'clock'>,
  link: { uid: string; token: string },
): Promise<NonNullable<Awaited<ReturnType<typeof findResetUser>>>> => {
  const id = readUid(link.uid);
  const isKnown = await context.db
    .selectFrom('openwisp_users_user')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!isKnown) throw badRequest({ uid: ['Invalid value'] });
  const user = await findResetUser(context.db, id);
  if (!user || !verifyFacts(signer(context), factsOf(user), link.token)) {
    throw badRequest({ token: ['Invalid value'] });
  }
  return user;
};

const readUid = (uid: string): string => {
  try {
    return field.readUuid(uid);
  } catch (error) {
    if (error instanceof FieldError) throw badRequest({ non_field_errors: error.errors as string[] });
    throw error;
  }
};

/**
 * Sets a new password by the link of a mail, and ends all sessions and the token of the user. Returns whose it was. The link stays
 * good until a password was set.
 *
 * @throws HttpError 400 as `findByResetLink`, or with what is wrong with the password under `new_password2`.
 */
export const confirmReset = async (
  context: UsersContext,
  given: { uid: string; token: string; password: string; repeated: string },
): Promise<string> => {
  const user = await findByResetLink(context, given);
  const passwordHash = await hashNewPassword(await checkNewPassword(user, given));
  const { db, clock, events } = context;
  const isStored = await db.transaction().execute((tx) =>
    storePassword(tx, clock, {
      userId: user.id,
      passwordHash,
      previousHash: user.password,
      endsToken: true,
    }),
  );
  // Somebody was faster with the same link.
  if (!isStored) throw badRequest({ token: ['Invalid value'] });
  events.emit('user.access-changed', { userId: user.id });
  return user.id;
};
