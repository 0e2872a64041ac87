/** What pages may have to say of what the REST API says: its words, and ours for them with its numbers and names. */
const said: readonly (readonly [english: RegExp, german: string])[] = [
  [/^This field may not be blank\.$/, 'Dieses Feld darf nicht leer sein.'],
  [/^Unable to log in with provided credentials\.$/, 'Die Anmeldung mit diesen Angaben ist nicht möglich.'],
  [
    /^Too many logins at once, try again later\.$/,
    'Gerade melden sich zu viele an. Bitte später erneut versuchen.',
  ],
  [/^Ensure this field has no more than (\d+) characters\.$/, 'Höchstens $1 Zeichen.'],
  [/^Your old password was entered incorrectly\./, 'Das bisherige Passwort ist falsch.'],
  [/^The two password fields didn’t match\.$/, 'Die beiden Passwörter stimmen nicht überein.'],
  [
    /^This password is too short\. It must contain at least (\d+) characters\.$/,
    'Das Passwort ist zu kurz: mindestens $1 Zeichen.',
  ],
  [/^This password is too common\.$/, 'Das Passwort ist zu verbreitet.'],
  [/^This password is entirely numeric\.$/, 'Das Passwort besteht nur aus Ziffern.'],
  [/^The password is too similar to the username\.$/, 'Das Passwort ähnelt dem Benutzernamen zu sehr.'],
  [/^The password is too similar to the first name\.$/, 'Das Passwort ähnelt dem Vornamen zu sehr.'],
  [/^The password is too similar to the last name\.$/, 'Das Passwort ähnelt dem Nachnamen zu sehr.'],
  [/^The password is too similar to the email address\.$/, 'Das Passwort ähnelt der E-Mail-Adresse zu sehr.'],
  [/^You cannot re-use your current password\./, 'Das neue Passwort darf nicht das alte sein.'],
  [
    /^Too many passwords are being checked at once, try again later\.$/,
    'Gerade werden zu viele Passwörter geprüft. Bitte später erneut versuchen.',
  ],
  [
    /^Request was throttled\. Expected available in 1 second\.$/,
    'Zu viele Versuche. Ein neuer ist in einer Sekunde möglich.',
  ],
  [
    /^Request was throttled\. Expected available in (\d+) seconds\.$/,
    'Zu viele Versuche. Ein neuer ist in $1 Sekunden möglich.',
  ],
  [
    /^You do not have permission to perform this action\.$/,
    'Dem Konto fehlt die Berechtigung. Nichts wurde geändert.',
  ],
  [
    /^CSRF Failed: Origin checking failed - (.*) does not match any trusted origins\.$/,
    'Das Formular kam von einer fremden Adresse: $1. Nichts wurde geändert.',
  ],
  [
    /^CSRF Failed: Referer checking failed - (https?:.*) does not match any trusted origins\.$/,
    'Das Formular kam von einer fremden Adresse: $1. Nichts wurde geändert.',
  ],
  [
    /^CSRF Failed: Referer checking failed - Referer is insecure while host is secure\.$/,
    'Das Formular kam von einer unverschlüsselten Seite. Nichts wurde geändert.',
  ],
  [
    /^CSRF Failed: Referer checking failed - /,
    'Der Browser hat nicht genannt, von welcher Seite das Formular kam. Nichts wurde geändert.',
  ],
  [
    /^CSRF Failed: CSRF cookie not set\.$/,
    'Dem Browser fehlt ein Cookie. Bitte Cookies erlauben und die Seite neu laden.',
  ],
  [/^CSRF Failed: CSRF token /, 'Das Formular gehört nicht zu dieser Sitzung. Bitte die Seite neu laden.'],
  [/^JSON parse error - /, 'Der Inhalt der Anfrage ist kein gültiges JSON.'],
  [
    /^This login was not begun in this browser, or has taken too long\. Start again\.$/,
    'Diese Anmeldung wurde nicht in diesem Browser begonnen oder hat zu lange gedauert. Bitte von vorn beginnen.',
  ],
  [
    /^The login at (.*) was not completed\. Start again\.$/,
    'Die Anmeldung bei $1 wurde nicht abgeschlossen. Bitte von vorn beginnen.',
  ],
  [/^(.*) cannot be reached\. Try again later\.$/, '$1 ist nicht erreichbar. Bitte später erneut versuchen.'],
  [
    /^(.*) has not told us a confirmed e-mail address of yours\.$/,
    '$1 hat keine bestätigte E-Mail-Adresse von Ihnen genannt.',
  ],
  [
    /^Your e-mail address is of a domain that may not log in here\.$/,
    'Mit E-Mail-Adressen dieser Domain ist hier keine Anmeldung möglich.',
  ],
  [
    /^Several accounts have your e-mail address\./,
    'Zu Ihrer E-Mail-Adresse gibt es mehrere Konten. Bitte an die Administration wenden.',
  ],
  [
    /^There is an account with your e-mail address, but the address is not confirmed\./,
    'Zu Ihrer E-Mail-Adresse gibt es ein Konto, aber sie ist nicht bestätigt. Bitte zuerst bestätigen.',
  ],
  [
    /^Your account is not active\./,
    'Ihr Konto ist gesperrt. Bitten Sie die Administration, es zu entsperren.',
  ],
  [
    /^This account cannot be used through this provider\./,
    'Dieses Konto ist über diesen Anbieter nicht nutzbar. Bitte mit dem Passwort anmelden.',
  ],
  [
    /^There is no account for you here\./,
    'Hier gibt es kein Konto für Sie. Bitten Sie die Administration, eines anzulegen.',
  ],
];

/** The German for a text of the REST API, where there is one; else the text as it is. */
export const germanRefusal = (english: string): string => {
  for (const [words, german] of said) {
    const found = words.exec(english);
    if (found) return german.replace('$1', () => found[1] ?? '');
  }
  return english;
};
