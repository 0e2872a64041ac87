import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages, type Language } from './languages.ts';
import { negotiateLanguage } from './negotiate-language.ts';

describe('the language that a browser asks for', () => {
  it.each<[header: string | undefined, otherwise: Language, expected: Language]>([
    [undefined, 'en', 'en'],
    [undefined, 'de', 'de'],
    ['', 'de', 'de'],
    ['de', 'en', 'de'],
    ['en', 'de', 'en'],
    ['de-AT', 'en', 'de'],
    ['DE-at', 'en', 'de'],
    ['de-Latn-DE-1996', 'en', 'de'],
    ['en-US,en;q=0.9,de;q=0.8', 'de', 'en'],
    ['de-CH, de;q=0.9, en;q=0.8', 'en', 'de'],
    ['en;q=0.5, de;q=0.8', 'en', 'de'],
    ['en ; q=0.5 ,de', 'en', 'de'],
    ['fr, de;q=0.001', 'en', 'de'],
    ['en;q=0.700,de;q=0.70', 'de', 'en'],
    ['fr', 'de', 'de'],
    ['fr-CH, it;q=0.9', 'en', 'en'],
    ['*', 'de', 'de'],
    ['fr, *;q=0.5', 'de', 'de'],
    ['en;q=0.3, *;q=0.5', 'en', 'de'],
    ['en;q=0, *', 'en', 'de'],
    ['de, *;q=0.5', 'en', 'de'],
    ['en;q=0', 'en', 'en'],
    ['de;q=0, en;q=0.1', 'de', 'en'],
    ['de;q=0.0', 'en', 'en'],
  ])('%j, otherwise %s: %s', (header, otherwise, expected) => {
    expect(negotiateLanguage(header, otherwise)).toBe(expected);
  });

  it.each([
    'deutsch',
    'de_AT',
    'dev',
    'de;q=2',
    'de;q=-1',
    'de;q=0.1234',
    'de;q=',
    'de;level=1',
    'd e',
    ';;;,,,',
    'de\u0000',
    '<script>',
    'constructor',
    '__proto__',
  ])('%j says nothing', (header) => {
    expect(negotiateLanguage(header, 'en')).toBe('en');
  });

  it('skips what it does not understand', () => {
    expect(negotiateLanguage('???, de;q=zzz, , de-AT;q=0.4, en;q=0.3', 'en')).toBe('de');
  });

  it('does not read what no browser sends', () => {
    expect(negotiateLanguage(`de,${'fr,'.repeat(100)}`, 'en')).toBe('de');
    expect(negotiateLanguage(`de,${'fr,'.repeat(5000)}`, 'en')).toBe('en');
    expect(negotiateLanguage(`de${'-a'.repeat(400)}!`, 'en')).toBe('en');
  });

  it('always has an answer', () => {
    const pieces = fc.constantFrom(
      'de',
      'en',
      'fr',
      '*',
      '-',
      'AT',
      ';',
      'q=',
      '0',
      '1',
      '.5',
      ',',
      ' ',
      '\t',
      '_',
    );
    const headers = fc.oneof(
      fc.string(),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(headers, fc.constantFrom(...languages), (header, otherwise) => {
        expect(languages).toContain(negotiateLanguage(header, otherwise));
      }),
    );
  });
});
