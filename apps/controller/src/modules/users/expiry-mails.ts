import type { AppContext } from '../../platform/app-context.ts';
import type { Language } from '../../platform/languages.ts';
import type { Mail } from '../../platform/mail/mail.ts';
import { chosenLanguage } from './chosen-language.ts';
import { endLogins } from './end-logins.ts';
import { superuserToKeep } from './last-superuser.ts';
import { isoDate } from './iso-date.ts';
import { localDate } from './local-date.ts';
import { addDays } from './password-expiry.ts';
import type { MailTexts } from './texts/mail-texts.ts';
import { mailsByLanguage } from './texts/mails-by-language.ts';

type ExpiryContext = Pick<AppContext, 'database' | 'db' | 'events' | 'clock' | 'mail' | 'settings' | 'log'>;

/** Days before the end of a password at which its user is told. */
const passwordWarningDays = 7;
/** Mails are spread out: so many, then a pause of so many milliseconds. */
const burst = 10;
const pauseMs = 1500;

/** `chosen` is the column `language` of the recipient. */
const speakTo = ({ mail }: ExpiryContext, chosen: string): { language: Language; texts: MailTexts } => {
  const language = chosenLanguage(mail.defaultLanguage, chosen);
  return { language, texts: mailsByLanguage[language] };
};

/** Hands mails over without flooding the mail server. Running again on the same day adds nothing that still waits. */
const sendSpread = async (
  { mail, clock }: ExpiryContext,
  kind: string,
  mails: readonly (Mail & { userId: string })[],
): Promise<void> => {
  for (const [index, { userId, ...one }] of mails.entries()) {
    const key = `${kind} ${isoDate(clock())} ${userId}`;
    await mail.send(one, { key, delayMs: Math.floor(index / burst) * pauseMs });
  }
};

/** Tells users, also inactive ones, whose password is good for exactly seven more days. */
export const mailPasswordExpiry = async (context: ExpiryContext): Promise<void> => {
  const { db, clock, mail, settings } = context;
  const today = isoDate(clock());
  // The limit of staff alone counts for staff here, although passwords themselves fall back to that of everybody.
  const groups = [
    { isStaff: false, days: settings.userPasswordExpiration },
    { isStaff: true, days: settings.staffUserPasswordExpiration },
  ].filter(({ days }) => days > 0);
  for (const { isStaff, days } of groups) {
    const users = await db
      .selectFrom('openwisp_users_user as user')
      .select(['user.id', 'user.username', 'user.email', 'user.language'])
      .where('user.is_staff', '=', isStaff)
      .where('user.password_updated', '=', addDays(today, passwordWarningDays - days))
      .where('user.password', 'not like', '!%')
      .where('user.email', 'is not', null)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('account_emailaddress as address')
            .select('address.id')
            .whereRef('address.user_id', '=', 'user.id')
            .where('address.verified', '=', true),
        ),
      )
      .orderBy('user.id')
      .execute();
    await sendSpread(
      context,
      'password-expiry',
      users.map(({ id, username, email, language: chosen }) => {
        const { language, texts } = speakTo(context, chosen);
        const { action, ...text } = texts.passwordExpiry({
          username,
          siteName: mail.siteName,
          days: passwordWarningDays,
          date: addDays(today, passwordWarningDays),
        });
        const url = mail.link('/accounts/password/change/');
        return { userId: id, to: email ?? '', language, ...text, action: { text: action, url } };
      }),
    );
  }
};

/**
 * Deactivates the accounts whose last day is over, and tells their users. Running again finds nothing left to do. The
 * last superuser stays: nobody could let anybody in again.
 */
export const deactivateExpired = async (context: ExpiryContext): Promise<void> => {
  const { database, db, events, clock, log, mail } = context;
  const { ids, kept } = await db.transaction().execute(async (tx) => {
    const expired = await tx
      .selectFrom('openwisp_users_user')
      .select('id')
      .where('is_active', '=', true)
      .where('is_superuser', '=', true)
      .where('expiration_date', '<', localDate(clock()))
      .execute();
    const last = await superuserToKeep(
      tx,
      database.dialect,
      expired.map(({ id }) => id),
    );
    const deactivated = await tx
      .updateTable('openwisp_users_user')
      .set({ is_active: false })
      .where('is_active', '=', true)
      .where('expiration_date', '<', localDate(clock()))
      .where('id', '!=', last ?? '')
      .returning('id')
      .execute();
    const ended = deactivated.map(({ id }) => id);
    await endLogins(tx, ended);
    return { ids: ended, kept: last };
  });
  if (kept !== undefined) log.warn({ userId: kept }, 'the account has expired, but is the last superuser');
  if (ids.length === 0) return;
  log.info({ count: ids.length }, 'expired accounts deactivated');
  for (const userId of ids) {
    events.emit('user.updated', { userId });
    events.emit('user.access-changed', { userId });
  }
  await sendSpread(
    context,
    'deactivated',
    (await verifiedAddresses(context, ids)).map(({ userId, username, email, language: chosen }) => {
      const { language, texts } = speakTo(context, chosen);
      return { userId, to: email, language, ...texts.deactivated({ username, siteName: mail.siteName }) };
    }),
  );
};

/** Tells users whose account expires in as many days as the setting says. */
export const mailExpiryReminders = async (context: ExpiryContext): Promise<void> => {
  const { db, clock, mail, settings } = context;
  const days = settings.expirationWarningDays;
  if (days === 0) return;
  const lastDay = addDays(localDate(clock()), days);
  const users = await db
    .selectFrom('openwisp_users_user')
    .select('id')
    .where('is_active', '=', true)
    .where('expiration_date', '=', lastDay)
    .orderBy('id')
    .execute();
  const ids = users.map(({ id }) => id);
  await sendSpread(
    context,
    'account-expiry',
    (await verifiedAddresses(context, ids)).map(({ userId, username, email, language: chosen }) => {
      const { language, texts } = speakTo(context, chosen);
      const text = texts.accountExpiry({ username, siteName: mail.siteName, days, date: lastDay });
      return { userId, to: email, language, ...text };
    }),
  );
};

/** One confirmed address for each user who has any, the primary one first. */
const verifiedAddresses = async (
  { db }: ExpiryContext,
  ids: readonly string[],
): Promise<{ userId: string; username: string; email: string; language: string }[]> => {
  if (ids.length === 0) return [];
  const found = await db
    .selectFrom('account_emailaddress as address')
    .innerJoin('openwisp_users_user as user', 'user.id', 'address.user_id')
    .select(['address.user_id as userId', 'user.username', 'address.email', 'user.language'])
    .where('address.user_id', 'in', ids)
    .where('address.verified', '=', true)
    .orderBy('address.user_id')
    .orderBy('address.primary', 'desc')
    .orderBy('address.id')
    .execute();
  return [...Map.groupBy(found, ({ userId }) => userId).values()].flatMap(([first]) =>
    first ? [first] : [],
  );
};
