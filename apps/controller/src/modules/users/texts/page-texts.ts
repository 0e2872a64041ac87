import type { Html } from '../../../platform/pages/html.ts';

interface PageText {
  title: string;
  text: string;
}

/** What the pages of this module say, in one language. */
export interface PageTexts {
  /** A link to where people log in. */
  toConsole: string;
  failure: {
    title: string;
    /** When the reason is ours. */
    later: string;
    /** When nothing else is known. */
    refused: string;
  };
  deadLink: PageText;
  inactive: PageText;
  confirmationSent: PageText;
  addressConfirmed: PageText;
  loggedOut: PageText;
  resetSent: PageText;
  passwordReset: PageText;
  invitationAccepted: PageText;
  passwordChanged: PageText;
  /** For who logs in without a password. */
  noPassword: PageText;
  confirmation: {
    title: string;
    question(email: string): string;
    button: string;
  };
  reset: {
    title: string;
    text: string;
    identifier: string;
    button: string;
  };
  newPassword: {
    title: string;
    password: string;
    repeated: string;
    button: string;
  };
  invitation: {
    title: string;
    username(name: Html): Html;
  };
  change: {
    title: string;
    presentPassword: string;
  };
  login: {
    title: string;
    password: string;
    button: string;
    /** A link to who has forgotten the password. */
    forgotten: string;
  };
  /** The password is right, but this page cannot ask for the rest. */
  secondFactor: PageText;
  logout: PageText & { button: string };
  signOn: {
    title: string;
    toLogin: string;
  };
  /** What the REST API says, which speaks English to everybody, in this language. */
  refusal(english: string): string;
}
