import i18next from 'i18next';

/** What the controller says, which speaks English to everybody, by the names of our own texts for it. */
const said: readonly (readonly [name: string, words: RegExp])[] = [
  ['required', /^This field is required\.$/],
  ['blank', /^This field (?:may not|cannot) be (?:blank|null)\.$/],
  ['emptyList', /^This list may not be empty\.$/],
  ['text', /^Not a valid string\.$/],
  ['integer', /^(?:A valid integer is required|Enter a whole number)\.$/],
  ['tooLong', /^Ensure this (?:field has no more than|value has at most) (?<number>\d+) characters/],
  ['tooMany', /^Ensure this field has no more than (?<number>\d+) elements\.$/],
  ['atMost', /^Ensure this value is less than or equal to (?<number>-?[\d.]*\d)\.$/],
  ['atLeast', /^Ensure this value is greater than or equal to (?<number>-?[\d.]*\d)\.$/],
  ['choice', /is not a valid choice\.$|^Select a valid choice\./],
  ['missing', /object does not exist\.$/],
  ['usernameTaken', /^A user with that username already exists\.$/],
  ['emailTaken', /^User with this email address already exists\.$/i],
  ['phoneTaken', /^User with this phone number already exists\.$/i],
  ['taken', / already exists\.$/],
  ['email', /^Enter a valid email address\.$/],
  ['url', /^Enter a valid URL\.$/],
  ['webUrl', /^Enter a valid URL, http or https\.$/],
  ['urlUser', /^The URL must not contain a user name or password\.$/],
  ['urlFragment', /^The URL must not contain a fragment\.$/],
  ['urlPublic', /^The URL must lead to a public address\.$/],
  ['slug', /^Enter a valid "slug"/],
  ['date', /^Date has wrong format\./],
  ['ipAddress', /^Enter a valid IPv4 or IPv6 address\.$/],
  ['phone', /^The phone number entered is not valid\.$/],
  ['username', /^Enter a valid username\./],
  ['keyCharacters', /^This value must not contain spaces, dots or slashes\.$/],
  ['secretTaken', /^This shared secret is used by another organization already\.$/],
  ['tokenName', /^You have a token of this name already\.$/],
  ['tooManyTokens', /^A user may have (?<number>\d+) tokens at most/],
  ['tooManyWebhooks', /^There are (?<number>\d+) webhooks already/],
  ['future', /^The end must lie in the future\.$/],
  ['expirationPast', /^Expiration date cannot be in the past\.$/],
  ['expired', /^Cannot activate an expired account\./],
  ['oldPassword', /^Your old password was entered incorrectly\./],
  ['notYourPassword', /^This is not your password\.$/],
  ['passwordsDiffer', /^The two password fields didn’t match\.$/],
  ['passwordShort', /^This password is too short\. It must contain at least (?<number>\d+) characters\.$/],
  ['passwordCommon', /^This password is too common\.$/],
  ['passwordNumeric', /^This password is entirely numeric\.$/],
  ['passwordSimilar', /^The password is too similar to the /],
  [
    'passwordReused',
    /^You cannot re-use your current password\.|^New password cannot be the same as your old/,
  ],
  ['code', /^This code is wrong, or was used already\.$/],
  ['permission', /^You do not have permission to perform this action\.$/],
  ['throttled', /^Request was throttled\. Expected available in (?<number>\d+) seconds\.$/],
  ['webhookOff', /^The webhook (?:was|is) switched off\.$/],
  ['organizationOff', /^The organization was switched off\.$/],
  ['answeredWith', /^The receiver answered with the status (?<status>\d+)\.$/],
  ['unresolved', /^The host could not be resolved: (?<reason>.*)\.$/],
  ['noAddress', /^The host has no address\.$/],
  ['notPublic', /^The host has an address that is not public\.$/],
  ['refused', /^connect ECONNREFUSED (?<address>\S+)$/],
  ['hopeless', /^Nothing got through for (?<number>\d+) days\. The last reason: (?<reason>.*)$/],
];

/** The controller's words in the person's language, where we have them in it; as they are otherwise. */
export const serverText = (text: string): string => {
  for (const [name, words] of said) {
    const groups = words.exec(text)?.groups;
    if (!groups && !words.test(text)) continue;
    const reason = groups?.['reason'];
    const values = { ...groups, ...(reason === undefined ? {} : { reason: serverText(reason) }) };
    const key = `server.${name}`;
    if (i18next.exists(key)) return (i18next.t as (key: string, values: object) => string)(key, values);
  }
  return text;
};

/** Names of the texts, for the catalogues' test. */
export const serverTextNames: readonly string[] = said.map(([name]) => name);
