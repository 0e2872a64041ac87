import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../src/i18n/catalogue.ts';
import { languageName, languages, loadTexts } from '../src/i18n/languages.ts';

/** A text without the ending that says for which counts it is. */
interface Text {
  /** `en`: `one`, `other`; `zero` goes in every language. */
  forms: Map<string, string>;
}

const ending = /_(zero|one|two|few|many|other)$/;

const collect = (catalogue: Catalogue, path: string, into: Map<string, Text>): void => {
  for (const [key, value] of Object.entries(catalogue)) {
    const name = path === '' ? key : `${path}.${key}`;
    if (typeof value !== 'string') {
      collect(value, name, into);
      continue;
    }
    const base = name.replace(ending, '');
    const text = into.get(base) ?? { forms: new Map() };
    text.forms.set(ending.exec(name)?.[1] ?? '', value);
    into.set(base, text);
  }
};

const textsOf = async (language: (typeof languages)[number], part: 'start' | 'pages') => {
  const texts = new Map<string, Text>();
  collect(await loadTexts(language, part), '', texts);
  return texts;
};

const variables = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name))].sort();

/** What the forms of a text say together. */
const allVariables = ({ forms }: Text): string[] =>
  [...new Set([...forms.values()].flatMap(variables))].sort();

/** Words of one and two are often the same in two languages: `Name`, `Backend`, `API`. */
const isSentence = (text: string): boolean =>
  (text.replaceAll(/\{\{.*?\}\}/g, '').match(/\p{L}+/gu) ?? []).length > 2;

describe.each(languages)('the texts in %s', (language) => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();

  describe.each(['start', 'pages'] as const)('of the part %s', (part) => {
    test('are the same as in English, none missing and none more', async () => {
      const [english, own] = [await textsOf('en', part), await textsOf(language, part)];
      expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    });

    test('have a form for each kind of count that the language has', async () => {
      const english = await textsOf('en', part);
      for (const [name, { forms }] of await textsOf(language, part)) {
        const zero = english.get(name)?.forms.has('zero') ? ['zero'] : [];
        const wanted = forms.has('') ? [''] : [...pluralCategories, ...zero];
        expect([name, ...[...forms.keys()].toSorted()]).toEqual([name, ...wanted.toSorted()]);
        expect([name, forms.has('')]).toEqual([name, english.get(name)?.forms.has('')]);
      }
    });

    test('speak of the same things', async () => {
      const english = await textsOf('en', part);
      for (const [name, text] of await textsOf(language, part)) {
        const original = english.get(name);
        if (!original) continue;
        expect([name, ...allVariables(text)]).toEqual([name, ...allVariables(original)]);
        // The form for all other counts must name the count.
        const other = text.forms.get('other');
        if (other !== undefined)
          expect([name, ...variables(other)]).toEqual([
            name,
            ...variables(original.forms.get('other') ?? ''),
          ]);
      }
    });

    test('are neither empty nor left in English', async () => {
      const english = await textsOf('en', part);
      const untranslated: string[] = [];
      for (const [name, { forms }] of await textsOf(language, part)) {
        for (const [form, text] of forms) {
          expect([name, text.trim()]).toEqual([name, text]);
          expect(text, name).not.toBe('');
          if (language !== 'en' && isSentence(text) && english.get(name)?.forms.get(form) === text)
            untranslated.push(`${name}: ${text}`);
        }
      }
      expect(untranslated).toEqual([]);
    });
  });

  test('have a name for the language', () => {
    expect(languageName(language)).not.toBe(language);
  });
});
