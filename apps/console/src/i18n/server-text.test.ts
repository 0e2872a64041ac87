import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { server as german } from './de/server.ts';
import { server as english } from './en/server.ts';
import { serverText, serverTextNames } from './server-text.ts';

beforeAll(() =>
  i18next.init({
    lng: 'de',
    resources: { de: { translation: { server: german } } },
    interpolation: { escapeValue: false },
  }),
);

test.each([
  ['This field is required.', 'Dieses Feld ist erforderlich.'],
  ['This field may not be blank.', 'Dieses Feld darf nicht leer sein.'],
  ['Ensure this field has no more than 64 characters.', 'Höchstens 64 Zeichen.'],
  ['Ensure this value has at most 64 characters (it has 69).', 'Höchstens 64 Zeichen.'],
  ['Ensure this value is greater than or equal to -5.', 'Mindestens -5.'],
  ['"xx" is not a valid choice.', 'Das steht nicht zur Auswahl.'],
  ['A user with that username already exists.', 'Diesen Benutzernamen gibt es bereits.'],
  ['Site with these values already exists.', 'Das ist bereits vergeben.'],
  ['The receiver answered with the status 503.', 'Der Empfänger antwortete mit dem Status 503.'],
  [
    'Nothing got through for 3 days. The last reason: connect ECONNREFUSED 192.0.2.1:443',
    'Seit 3 Tagen kam nichts durch. Der letzte Grund: 192.0.2.1:443 nimmt die Verbindung nicht an.',
  ],
  ['Something that nobody foresaw.', 'Something that nobody foresaw.'],
])('%j is told as %j', (text, expected) => expect(serverText(text)).toBe(expected));

test('there are words for all that is known', () => {
  expect(serverTextNames.toSorted()).toEqual(Object.keys(english).toSorted());
});
