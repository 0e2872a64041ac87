import type { MailTexts } from './mail-texts.ts';

const inDays = (days: number): string => `in ${days} ${days === 1 ? 'day' : 'days'}`;

export const englishMails: MailTexts = {
  passwordReset: ({ username, siteName }) => ({
    subject: `Password reset on ${siteName}`,
    title: 'Reset your password',
    paragraphs: [
      `Somebody has asked to reset the password of your account "${username}" on ${siteName}.`,
      'If it was not you, do nothing: your password stays as it is. The link works once, for three days.',
    ],
    action: 'Set a new password',
  }),
  invitation: ({ username, siteName, inviter }) => ({
    subject: `You are invited to ${siteName}`,
    title: `Welcome to ${siteName}`,
    paragraphs: [
      `${inviter} has created the account "${username}" on ${siteName} for you. Choose a password to use it.`,
      'The link works once, for three days. If you do not expect this mail, do nothing.',
    ],
    action: 'Choose a password',
  }),
  confirmation: ({ username, siteName }) => ({
    subject: `[${siteName}] Please Confirm Your Email Address`,
    title: 'Please confirm your e-mail address',
    paragraphs: [
      `The account "${username}" on ${siteName} names this e-mail address as its own.`,
      'If it is not yours, do nothing. The link is good for three days.',
    ],
    action: 'Confirm the address',
  }),
  passwordExpiry: ({ username, siteName, days, date }) => ({
    subject: 'Action Required: Password Expiry Notice',
    paragraphs: [
      `The password of your account "${username}" on ${siteName} expires ${inDays(days)}, on ${date}.`,
      'Change it before then, or you will be asked to when you log in next.',
    ],
    action: 'Change password',
  }),
  deactivated: ({ username, siteName }) => ({
    subject: 'Your account has been deactivated',
    paragraphs: [
      `Your account "${username}" on ${siteName} has expired and was deactivated.`,
      'If you still need it, ask an administrator to extend it.',
    ],
  }),
  accountExpiry: ({ username, siteName, days, date }) => ({
    subject: 'Action Required: Account Expiration Notice',
    paragraphs: [
      `Your account "${username}" on ${siteName} expires ${inDays(days)}, on ${date}.`,
      'If you need it for longer, ask an administrator to extend it.',
    ],
  }),
};
