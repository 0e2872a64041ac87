import { describe, expect, it, test } from 'vitest';
import { html } from '../../../platform/pages/html.ts';
import { englishMails } from './english-mails.ts';
import { englishPages } from './english-pages.ts';
import { germanMails } from './german-mails.ts';
import { germanPages } from './german-pages.ts';

/** What stands for all that a text may name. */
const facts = {
  username: 'anna',
  siteName: 'Hill',
  inviter: 'root',
  days: 3,
  date: '2026-12-05',
  ...html`anna`,
  toString: () => 'anna@example.org',
};

/** All texts of a catalogue by their names. */
const textsOf = (value: unknown, name = ''): [name: string, text: string][] => {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value === 'function') return textsOf((value as (about: unknown) => unknown)(facts), name);
  return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${name}.${key}`));
};

describe.each([
  ['mails', englishMails, germanMails],
  ['pages', englishPages, germanPages],
])('the German of the %s', (_kind, english, { ...german }) => {
  // It says what it is given: the test beside it is about that.
  if ('refusal' in german) Object.assign(german, { refusal: {} });

  it('is never the English', () => {
    const texts = new Map(textsOf(english));
    const found = textsOf(german);
    expect(found.length).toBeGreaterThan(15);
    for (const [name, text] of found) {
      expect(text.trim(), name).not.toBe('');
      expect(texts.has(name), name).toBe(true);
      expect(text, name).not.toBe(texts.get(name));
    }
  });

  it('names what the English names', () => {
    const texts = new Map(textsOf(english));
    for (const [name, text] of textsOf(german))
      for (const word of ['anna', 'Hill', 'root', ' 3 ', 'anna@example.org'])
        expect(text.includes(word), `${name}: ${word}`).toBe(texts.get(name)?.includes(word));
  });
});

test('one day is no days', () => {
  const about = { username: 'anna', siteName: 'Hill', date: '2027-01-01' };
  for (const kind of ['passwordExpiry', 'accountExpiry'] as const) {
    const [english, german] = [englishMails, germanMails].map((mails) => (days: number) => {
      const [first = ''] = mails[kind]({ ...about, days }).paragraphs;
      return first;
    });
    expect(english?.(1)).toContain('expires in 1 day, on 2027-01-01.');
    expect(english?.(7)).toContain('expires in 7 days, on 2027-01-01.');
    expect(german?.(1)).toContain('läuft in einem Tag ab, am 1. Januar 2027.');
    expect(german?.(7)).toContain('läuft in 7 Tagen ab, am 1. Januar 2027.');
  }
});
