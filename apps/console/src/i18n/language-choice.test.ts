import { expect, test } from 'vitest';
import { browserLanguage, regionalTag } from './language-choice.ts';

test.each([
  [['de-CH', 'en'], 'de', 'de-CH'],
  [['fr', 'de', 'en-GB'], 'de', 'de'],
  [['fr-FR', 'en-GB', 'de'], 'en', 'en-GB'],
  [['DE'], 'de', 'DE'],
  [['ja'], 'en', 'en'],
  [[], 'en', 'en'],
] as const)('of %j the console speaks %s, as in %s', (tags, language, regional) => {
  expect(browserLanguage(tags)).toBe(language);
  expect(regionalTag(language, tags)).toBe(regional);
});
