import type { JobQueue, Logger, SecretBox } from '@netloom/server-kit';
import type { Language } from '../languages.ts';
import type { ControllerSettings } from '../settings.ts';
import type { Mail } from './mail.ts';
import { renderMail } from './render-mail.ts';
import { createSmtpSender } from './smtp-sender.ts';

/** Outgoing mail of every module. */
export interface Mailer {
  /** False when no mail server is set: nothing is sent. */
  readonly isOn: boolean;
  readonly siteName: string;
  /** For recipients who have chosen no language. */
  readonly defaultLanguage: Language;
  /**
   * An absolute address for use in mails. `path` begins with a slash. Never made from what a request says about its
   * host: whoever asks for a mail to somebody else must not choose where its links lead.
   */
  link(path: string): string;
  /**
   * Hands a mail over for sending, which happens in the background with retries. Never fails: what cannot be queued
   * is logged. Call it after the commit.
   */
  send(mail: Mail, options?: { delayMs?: number; key?: string }): Promise<void>;
}

type MailSettings = Pick<
  ControllerSettings,
  'mailUrl' | 'mailFrom' | 'mailHtml' | 'mailLogoUrl' | 'siteName' | 'language'
>;

/** A sealed mail opens nowhere else. */
const identity = 'platform/mail';

/**
 * Declares the job that sends, and returns the mailer. Mails wait sealed in the queue: their links must not be worth
 * anything to whoever reads the database or Redis.
 *
 * `siteUrl` gives the address of the installation, without a slash at the end.
 */
export const createMailer = (options: {
  settings: MailSettings;
  jobs: JobQueue;
  secrets: SecretBox;
  log: Logger;
  siteUrl: () => string;
  /** Pause before the second try, in milliseconds; it doubles up to an hour. */
  firstPauseMs?: number;
}): Mailer => {
  const { settings, jobs, secrets, log, siteUrl, firstPauseMs = 30_000 } = options;
  const sender = settings.mailUrl === undefined ? undefined : createSmtpSender(settings.mailUrl);

  const deliver = async (mail: Mail, signal: AbortSignal): Promise<void> => {
    if (!sender) return;
    const { siteName, mailLogoUrl: logoUrl } = settings;
    const { text, html } = renderMail(mail, { siteName, siteUrl: siteUrl(), logoUrl });
    const { to, subject } = mail;
    const refusal = await sender({
      from: settings.mailFrom,
      to,
      subject,
      text,
      ...(settings.mailHtml ? { html } : {}),
      signal,
    });
    if (refusal === undefined) log.info({ to, subject }, 'mail sent');
    else log.warn({ to, subject, reason: refusal }, 'mail refused by the mail server');
  };

  const sending = jobs.define<{ sealed: string }>({
    name: 'platform.send-mail',
    queue: 'network',
    concurrency: 2,
    timeoutMs: 90_000,
    attempts: 10,
    backoff: { type: 'exponential', ms: firstPauseMs, maxMs: 3_600_000 },
    run: async ({ sealed }, { signal }) => {
      await deliver(JSON.parse(secrets.open(sealed, identity)) as Mail, signal);
    },
  });

  return {
    isOn: sender !== undefined,
    siteName: settings.siteName,
    defaultLanguage: settings.language,
    link: (path) => `${siteUrl()}${path}`,
    send: async (mail, waiting = {}) => {
      const { to, subject } = mail;
      if (!sender) {
        log.info({ to, subject }, 'mail is switched off (NETLOOM_MAIL_URL): not sent');
        return;
      }
      try {
        await sending.enqueue({ sealed: secrets.seal(JSON.stringify(mail), identity) }, waiting);
      } catch (error) {
        log.error({ err: error, to, subject }, 'a mail could not be queued');
      }
    },
  };
};
