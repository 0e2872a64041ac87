import { html } from '../../../platform/pages/html.ts';
import type { PageTexts } from './page-texts.ts';

export const englishPages: PageTexts = {
  toConsole: 'To the console',
  failure: {
    title: 'This did not work',
    later: 'Please try again later.',
    refused: 'The request was refused.',
  },
  deadLink: {
    title: 'This link is no good',
    text: 'It was used already, is too old, or is not complete. Ask for a new one.',
  },
  inactive: { title: 'This account is not active', text: 'Ask an administrator to activate it.' },
  confirmationSent: {
    title: 'Confirm your e-mail address',
    text: 'We have sent you a mail: follow the link in it.',
  },
  addressConfirmed: { title: 'Thank you', text: 'Your e-mail address is confirmed.' },
  loggedOut: { title: 'Goodbye', text: 'You are logged out.' },
  resetSent: {
    title: 'Look into your mail',
    text: 'If there is an account with this name and an e-mail address, we have sent a mail to it.',
  },
  passwordReset: { title: 'Your password was changed', text: 'You can log in with the new one.' },
  invitationAccepted: {
    title: 'Welcome',
    text: 'Your account is ready. You can log in with your password.',
  },
  passwordChanged: { title: 'Your password was changed', text: 'Your other sessions have ended.' },
  noPassword: {
    title: 'No password is needed',
    text: 'You log in without a password here: there is none to change.',
  },
  confirmation: {
    title: 'Confirm your e-mail address',
    question: (email) => `Is ${email} your address?`,
    button: 'Yes, confirm it',
  },
  reset: {
    title: 'Reset your password',
    text: 'We send a link to the e-mail address of your account.',
    identifier: 'User name, e-mail address or phone number',
    button: 'Send the link',
  },
  newPassword: {
    title: 'Choose a new password',
    password: 'New password',
    repeated: 'New password again',
    button: 'Save the password',
  },
  invitation: {
    title: 'Choose a password',
    username: (name) => html`Your user name is ${name}.`,
  },
  change: {
    title: 'Change your password',
    presentPassword: 'Present password',
  },
  login: {
    title: 'Log in',
    password: 'Password',
    button: 'Log in',
    forgotten: 'Forgot your password?',
  },
  secondFactor: {
    title: 'You are not logged in yet',
    text: 'Your account has a second factor. Log in at the console: it asks for both.',
  },
  logout: {
    title: 'Log out',
    text: 'Do you want to log out?',
    button: 'Yes, log out',
  },
  signOn: {
    title: 'You are not logged in',
    toLogin: 'Back to the login',
  },
  refusal: (english) => english,
};
