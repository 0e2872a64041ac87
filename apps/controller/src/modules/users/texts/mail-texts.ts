interface MailText {
  subject: string;
  /** The headline of the body. Default: the subject. */
  title?: string;
  paragraphs: readonly string[];
}

interface ActionMailText extends MailText {
  /** What stands on the button. */
  action: string;
}

/** Whose account a mail is about, and where. */
interface Account {
  username: string;
  siteName: string;
}

interface Deadline {
  /** From today on. */
  days: number;
  /** The last day, `YYYY-MM-DD`. */
  date: string;
}

/** What the mails of this module say, in one language. */
export interface MailTexts {
  passwordReset(about: Account): ActionMailText;
  /** `inviter` is a user name. */
  invitation(about: Account & { inviter: string }): ActionMailText;
  confirmation(about: Account): ActionMailText;
  passwordExpiry(about: Account & Deadline): ActionMailText;
  deactivated(about: Account): MailText;
  accountExpiry(about: Account & Deadline): MailText;
}
