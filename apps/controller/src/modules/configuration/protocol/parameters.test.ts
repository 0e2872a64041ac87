import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readManagementIp, readParameters } from './parameters.ts';

describe('readParameters', () => {
  it('takes the last of several values, empty pairs and both spellings of a space', () => {
    const parameters = readParameters('key=a&key=b&&os=OpenWrt+23&model=a%20b&empty=&status=applied&');
    expect(['key', 'os', 'model', 'empty', 'status', 'other'].map(parameters)).toEqual([
      'b',
      'OpenWrt 23',
      'a b',
      '',
      'applied',
      undefined,
    ]);
  });

  it('survives anything', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const value = readParameters(text)('key');
        expect(value === undefined || typeof value === 'string').toBe(true);
      }),
    );
  });

  it('reads back what a form encodes', () => {
    const texts = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(texts, texts, (first, last) => {
        const encode = encodeURIComponent;
        const parameters = readParameters(`error_reason=${encode(first)}&x=1&error_reason=${encode(last)}`);
        expect(parameters('error_reason')).toBe(last);
      }),
    );
  });
});

describe('readManagementIp', () => {
  it.each([
    ['10.0.0.5', '10.0.0.5'],
    ['FD00::0:5', 'fd00::5'],
    ['', null],
    [undefined, null],
    ['nonsense', undefined],
    ['10.0.0.5, 10.0.0.6', undefined],
  ])('%j is %j', (value, expected) => {
    expect(readManagementIp(value)).toBe(expected);
  });
});
