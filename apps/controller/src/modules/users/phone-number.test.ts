import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPhoneNumber, phoneNumberCandidates } from './phone-number.ts';

test('numbers with a country prefix come out in E.164', () => {
  expect(findPhoneNumber('+39 347 123-4567')).toBe('+393471234567');
  expect(findPhoneNumber('+4917609999999')).toBe('+4917609999999');
  expect(findPhoneNumber('+1 (650) 253-0000')).toBe('+16502530000');
});

test('what people write around a number does no harm', () => {
  const spellings = [
    '(+39)3471234567',
    'tel:+393471234567',
    'call +39 347 1234567',
    '＋３９３４７１２３４５６７',
    '+39 347 1234567 ext 5',
    '+39 347 1234567;ext=5',
    '+39 347 1234567 #12',
  ];
  for (const text of spellings) expect([text, findPhoneNumber(text)]).toEqual([text, '+393471234567']);
});

test('numbers without a prefix, and impossible ones, are none', () => {
  const impossible = [
    '',
    '3471234567',
    '00393471234567',
    '+39',
    '+39 12',
    '+999123456789',
    '+39 FLOWERS',
    '+393471234567 +393471234568',
    `+${'3'.repeat(100)}`,
  ];
  for (const text of impossible) expect([text, findPhoneNumber(text)]).toEqual([text, undefined]);
});

test('whatever the text is, a number that comes out is E.164 and comes out of itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\+?[0-9 ()-]{0,18}$/)), (text) => {
      const number = findPhoneNumber(text);
      if (number === undefined) return;
      expect(number).toMatch(/^\+[1-9]\d{4,14}$/);
      expect(findPhoneNumber(number)).toBe(number);
    }),
  );
});

test('a login name may lack the prefix, and have one leading zero too many', () => {
  expect(phoneNumberCandidates('3471234567', [])).toEqual([]);
  expect(phoneNumberCandidates('3471234567', ['+39'])).toEqual(['+393471234567']);
  expect(phoneNumberCandidates('017609999999', ['+49'])).toEqual(['+4917609999999']);
  expect(phoneNumberCandidates('+393471234567', ['+39'])).toEqual(['+393471234567']);
  expect(phoneNumberCandidates('admin', ['+39', '+49'])).toEqual([]);
  expect(phoneNumberCandidates('vera+393471234567@example.org', ['+39'])).toEqual([]);
  expect(phoneNumberCandidates('+393471234567 ext 5', [])).toEqual([]);
});
