import type { Language } from '../languages.ts';

/** One mail to one recipient: several recipients get one each, so that none reads the address of another. */
export interface Mail {
  to: string;
  /** What it is written in, for programs that read it out or translate it. */
  language: Language;
  /** One line; does not name the site by itself. */
  subject: string;
  /** The headline of the body. Default: the subject. */
  title?: string;
  /** Plain text: each becomes a paragraph. Never holds a secret link: that is what `action` is for. */
  paragraphs: readonly string[];
  /** What the reader is asked to do: a button, and its address in full for readers of plain text. */
  action?: { text: string; url: string };
}
