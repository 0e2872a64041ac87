import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePhoneNumber, phoneNumberCandidates } from './phone-number.ts';

test('numbers with a country prefix come out in E.164', () => {
  expect(parsePhoneNumber('+39 347 123-4567')).toBe('+393471234567');
  expect(parsePhoneNumber('+4917609999999')).toBe('+4917609999999');
  expect(parsePhoneNumber('+1 (650) 253-0000')).toBe('+16502530000');
});

test('numbers without a prefix, and impossible ones, are none', () => {
  const impossible = [
    '',
    '3471234567',
    '00393471234567',
    '+39',
    '+39 12',
    '+999123456789',
    'call +393471234567',
    '+393471234567;ext=5',
    `+${'3'.repeat(100)}`,
  ];
  for (const text of impossible) expect([text, parsePhoneNumber(text)]).toEqual([text, undefined]);
});

test('whatever the text is, a number that comes out is E.164 and comes out of itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\+?[0-9 ()-]{0,18}$/)), (text) => {
      const number = parsePhoneNumber(text);
      if (number === undefined) return;
      expect(number).toMatch(/^\+[1-9]\d{4,14}$/);
      expect(parsePhoneNumber(number)).toBe(number);
    }),
  );
});

test('a login name may lack the prefix, and have one leading zero too many', () => {
  expect(phoneNumberCandidates('3471234567', [])).toEqual([]);
  expect(phoneNumberCandidates('3471234567', ['+39'])).toEqual(['+393471234567']);
  expect(phoneNumberCandidates('017609999999', ['+49'])).toEqual(['+4917609999999']);
  expect(phoneNumberCandidates('+393471234567', ['+39'])).toEqual(['+393471234567']);
  expect(phoneNumberCandidates('admin', ['+39', '+49'])).toEqual([]);
});
