import { describe, expect, it } from 'vitest';
import { readDsaRules, usesDsaSyntax } from './dsa-syntax.ts';

const rules = { newer: ['^MyWrt 2', 'Acme'], older: ['^MyWrt 1'], fallback: true };

describe('usesDsaSyntax', () => {
  it.each([
    ['OpenWrt 23.05.3 r23809-234f1a2efa', true],
    ['OpenWrt 21.02', true],
    ['OPENWRT 22.03', true],
    ['LibreMesh on openwrt  21', true],
    ['OpenWrt 19.07.8 r11364-ef56c85848', false],
    ['OpenWrt 19.07.', false],
    ['OpenWrt 18.06', false],
    ['MyWrt 2.1', true],
    ['MyWrt 1.9', false],
  ])('%s: %s', (os, expected) => {
    expect(usesDsaSyntax(os, rules)).toBe(expected);
    expect(usesDsaSyntax(os, { ...rules, fallback: false })).toBe(expected);
  });

  it.each(['', 'OpenWrt SNAPSHOT r1234', 'something else'])('falls back for %j', (os) => {
    expect(usesDsaSyntax(os, rules)).toBe(true);
    expect(usesDsaSyntax(os, { ...rules, fallback: false })).toBe(false);
  });
});

describe('readDsaRules', () => {
  it('reads the lists of the setting', () => {
    const dsaOsMapping = { 'netjsonconfig.OpenWrt': { '>=21.02': ['a'], '<21.02': ['b'] } };
    expect(readDsaRules({ dsaOsMapping, dsaDefaultFallback: false })).toEqual({
      newer: ['a'],
      older: ['b'],
      fallback: false,
    });
    expect(readDsaRules({ dsaOsMapping: {}, dsaDefaultFallback: true })).toEqual({
      newer: [],
      older: [],
      fallback: true,
    });
  });

  it.each(['a', [1], ['(']])('refuses %j', (list) => {
    const dsaOsMapping = { 'netjsonconfig.OpenWrt': { '<21.02': list } };
    expect(() => readDsaRules({ dsaOsMapping, dsaDefaultFallback: true })).toThrow(
      /NETLOOM_DSA_OS_MAPPING.*<21\.02/,
    );
  });
});
