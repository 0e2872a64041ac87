import fc from 'fast-check';
import { isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { normalizeAddress } from './normalize-address.ts';

describe('normalizeAddress', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:0a00:0001', '10.0.0.1'],
    ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['fe80::1', 'fe80::1'],
    ['::', '::'],
  ])('%s is %s', (text, expected) => {
    expect(normalizeAddress(text)).toBe(expected);
  });

  it.each([
    '',
    'localhost',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '0x7f.1',
    'fe80::1%eth0',
    '10.0.0.1 ',
    '1:2',
    '10.0.0.1/8',
  ])('refuses %j', (text) => {
    expect(normalizeAddress(text)).toBeUndefined();
  });

  it('gives one stable spelling for every address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const normal = normalizeAddress(text);
        expect(normal).toBeDefined();
        expect(isIP(normal ?? '')).not.toBe(0);
        expect(normalizeAddress(normal ?? '')).toBe(normal);
        expect(normalizeAddress(text.toUpperCase())).toBe(normal);
      }),
    );
  });
});
