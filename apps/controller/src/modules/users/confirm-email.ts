import { notFound } from '@netloom/server-kit';
import { chosenLanguage } from './chosen-language.ts';
import { signFacts, verifyFacts } from './signed-link.ts';
import { mailsByLanguage } from './texts/mails-by-language.ts';
import type { UsersContext } from './users-context.ts';

interface EmailAddress {
  id: number;
  user_id: string;
  email: string;
  verified: boolean;
  primary: boolean;
  username: string;
  /** Chosen by the user whose address it is; empty: none. */
  language: string;
}

/** What a link of a mail did. */
interface Confirmed extends EmailAddress {
  becamePrimary: boolean;
}

const signer = ({ secrets, clock }: Pick<UsersContext, 'secrets' | 'clock'>) => ({
  secrets,
  now: clock(),
  purpose: 'confirm-email',
});

const factsOf = ({
  id,
  user_id: userId,
  email,
}: Pick<EmailAddress, 'id' | 'user_id' | 'email'>): unknown[] => [id, userId, email];

/** Asks the owner of an e-mail address to confirm that it is theirs. */
export const mailConfirmation = async (context: UsersContext, addressId: number): Promise<void> => {
  const { db, mail } = context;
  const address = await db
    .selectFrom('account_emailaddress as address')
    .innerJoin('openwisp_users_user as user', 'user.id', 'address.user_id')
    .select(['address.id', 'address.user_id', 'address.email', 'user.username', 'user.language'])
    .where('address.id', '=', addressId)
    .executeTakeFirst();
  if (!address) return;
  const key = `${address.id.toString(36)}-${signFacts(signer(context), factsOf(address))}`;
  const language = chosenLanguage(mail.defaultLanguage, address.language);
  const { username } = address;
  const { action, ...text } = mailsByLanguage[language].confirmation({ username, siteName: mail.siteName });
  await mail.send({
    to: address.email,
    language,
    ...text,
    action: { text: action, url: mail.link(`/accounts/confirm-email/${key}/`) },
  });
};

/** The e-mail address that a link of a mail is for; undefined for a wrong link, or one that is too old. */
export const findByConfirmationKey = async (
  context: Pick<UsersContext, 'db' | 'secrets' | 'clock'>,
  key: string,
): Promise<EmailAddress | undefined> => {
  const [, id, signature] = /^([0-9a-z]{1,7})-(.+)$/.exec(key) ?? [];
  const number = Number.parseInt(id ?? '', 36);
  // Larger numbers are no ids of the database.
  if (signature === undefined || number > 2_147_483_647) return undefined;
  const address = await context.db
    .selectFrom('account_emailaddress as address')
    .innerJoin('openwisp_users_user as user', 'user.id', 'address.user_id')
    .select(['address.id', 'address.user_id', 'address.email', 'address.verified', 'address.primary'])
    .select(['user.username', 'user.language'])
    .where('address.id', '=', number)
    .executeTakeFirst();
  return address && verifyFacts(signer(context), factsOf(address), signature) ? address : undefined;
};

/**
 * Confirms the e-mail address that the link is for. It becomes the primary one of a user who has none. Returns it.
 *
 * @throws HttpError 404 for a wrong link, or one that is too old.
 */
export const confirmEmail = async (context: UsersContext, key: string): Promise<Confirmed> => {
  const address = await findByConfirmationKey(context, key);
  if (!address) throw notFound();
  const becamePrimary = await context.db.transaction().execute(async (tx) => {
    const primary = await tx
      .selectFrom('account_emailaddress')
      .select('id')
      .where('user_id', '=', address.user_id)
      .where('primary', '=', true)
      .executeTakeFirst();
    await tx
      .updateTable('account_emailaddress')
      .set({ verified: true, proven: true, ...(primary ? {} : { primary: true }) })
      .where('id', '=', address.id)
      .execute();
    return !primary;
  });
  context.events.emit('user.updated', { userId: address.user_id });
  return { ...address, becamePrimary };
};
