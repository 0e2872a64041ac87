import type { MailTexts } from './mail-texts.ts';

const inDays = (days: number): string => (days === 1 ? 'in einem Tag' : `in ${days} Tagen`);

/** `5. Dezember 2026` of `2026-12-05`. */
const longDate = (date: string): string =>
  new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

export const germanMails: MailTexts = {
  passwordReset: ({ username, siteName }) => ({
    subject: `Passwort zurücksetzen bei ${siteName}`,
    title: 'Passwort zurücksetzen',
    paragraphs: [
      `Jemand möchte das Passwort Ihres Kontos „${username}“ bei ${siteName} zurücksetzen.`,
      'Waren Sie es nicht, ist nichts zu tun: Das Passwort bleibt, wie es ist. Der Link gilt einmal, drei Tage lang.',
    ],
    action: 'Neues Passwort setzen',
  }),
  invitation: ({ username, siteName, inviter }) => ({
    subject: `Einladung zu ${siteName}`,
    title: `Willkommen bei ${siteName}`,
    paragraphs: [
      `${inviter} hat für Sie das Konto „${username}“ bei ${siteName} angelegt. Um es zu nutzen, wählen Sie ein Passwort.`,
      'Der Link gilt einmal, drei Tage lang. Haben Sie diese E-Mail nicht erwartet, ist nichts zu tun.',
    ],
    action: 'Passwort wählen',
  }),
  confirmation: ({ username, siteName }) => ({
    subject: `[${siteName}] Bitte bestätigen Sie Ihre E-Mail-Adresse`,
    title: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    paragraphs: [
      `Das Konto „${username}“ bei ${siteName} nennt diese E-Mail-Adresse als seine eigene.`,
      'Gehört sie nicht Ihnen, ist nichts zu tun. Der Link gilt drei Tage lang.',
    ],
    action: 'Adresse bestätigen',
  }),
  passwordExpiry: ({ username, siteName, days, date }) => ({
    subject: 'Handlungsbedarf: Ihr Passwort läuft bald ab',
    paragraphs: [
      `Das Passwort Ihres Kontos „${username}“ bei ${siteName} läuft ${inDays(days)} ab, am ${longDate(date)}.`,
      'Ändern Sie es vorher; sonst wird bei der nächsten Anmeldung ein neues verlangt.',
    ],
    action: 'Passwort ändern',
  }),
  deactivated: ({ username, siteName }) => ({
    subject: 'Ihr Konto wurde gesperrt',
    paragraphs: [
      `Ihr Konto „${username}“ bei ${siteName} ist abgelaufen und wurde gesperrt.`,
      'Brauchen Sie es noch, bitten Sie die Administration, es zu verlängern.',
    ],
  }),
  accountExpiry: ({ username, siteName, days, date }) => ({
    subject: 'Handlungsbedarf: Ihr Konto läuft bald ab',
    paragraphs: [
      `Ihr Konto „${username}“ bei ${siteName} läuft ${inDays(days)} ab, am ${longDate(date)}.`,
      'Brauchen Sie es länger, bitten Sie die Administration, es zu verlängern.',
    ],
  }),
};
