import { html } from '../../../platform/pages/html.ts';
import { germanRefusal } from './german-refusal.ts';
import type { PageTexts } from './page-texts.ts';

export const germanPages: PageTexts = {
  toConsole: 'Zur Konsole',
  failure: {
    title: 'Das hat nicht funktioniert',
    later: 'Bitte später erneut versuchen.',
    refused: 'Die Anfrage wurde abgelehnt.',
  },
  deadLink: {
    title: 'Dieser Link gilt nicht',
    text: 'Er wurde schon verwendet, ist zu alt oder nicht vollständig. Bitte einen neuen anfordern.',
  },
  inactive: { title: 'Dieses Konto ist gesperrt', text: 'Bitten Sie die Administration, es zu entsperren.' },
  confirmationSent: {
    title: 'E-Mail-Adresse bestätigen',
    text: 'Eine E-Mail ist unterwegs: Bitte dem Link darin folgen.',
  },
  addressConfirmed: { title: 'Vielen Dank', text: 'Ihre E-Mail-Adresse ist bestätigt.' },
  loggedOut: { title: 'Auf Wiedersehen', text: 'Sie sind abgemeldet.' },
  resetSent: {
    title: 'Eine E-Mail ist unterwegs',
    text: 'Sie kommt an, wenn es ein Konto mit diesem Namen und einer E-Mail-Adresse gibt.',
  },
  passwordReset: {
    title: 'Das Passwort ist geändert',
    text: 'Die Anmeldung ist jetzt mit dem neuen möglich.',
  },
  invitationAccepted: {
    title: 'Willkommen',
    text: 'Ihr Konto ist bereit. Die Anmeldung ist jetzt mit dem Passwort möglich.',
  },
  passwordChanged: { title: 'Das Passwort ist geändert', text: 'Alle anderen Sitzungen sind beendet.' },
  noPassword: {
    title: 'Kein Passwort nötig',
    text: 'Sie melden sich hier ohne Passwort an: Es gibt keines zu ändern.',
  },
  confirmation: {
    title: 'E-Mail-Adresse bestätigen',
    question: (email) => `Ist ${email} Ihre Adresse?`,
    button: 'Ja, bestätigen',
  },
  reset: {
    title: 'Passwort zurücksetzen',
    text: 'An die E-Mail-Adresse Ihres Kontos geht ein Link.',
    identifier: 'Benutzername, E-Mail-Adresse oder Telefonnummer',
    button: 'Link senden',
  },
  newPassword: {
    title: 'Neues Passwort wählen',
    password: 'Neues Passwort',
    repeated: 'Neues Passwort wiederholen',
    button: 'Passwort speichern',
  },
  invitation: {
    title: 'Passwort wählen',
    username: (name) => html`Ihr Benutzername ist ${name}.`,
  },
  change: {
    title: 'Passwort ändern',
    presentPassword: 'Bisheriges Passwort',
  },
  login: {
    title: 'Anmelden',
    password: 'Passwort',
    button: 'Anmelden',
    forgotten: 'Passwort vergessen?',
  },
  secondFactor: {
    title: 'Sie sind noch nicht angemeldet',
    text: 'Ihr Konto hat einen zweiten Faktor. Bitte in der Konsole anmelden: Sie fragt nach beidem.',
  },
  logout: {
    title: 'Abmelden',
    text: 'Möchten Sie sich abmelden?',
    button: 'Ja, abmelden',
  },
  signOn: {
    title: 'Sie sind nicht angemeldet',
    toLogin: 'Zurück zur Anmeldung',
  },
  refusal: germanRefusal,
};
