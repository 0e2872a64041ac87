import { describe, expect, it } from 'vitest';
import {
  idRule,
  interfaceRule,
  namespaceRule,
  passphraseRule,
  radioRule,
  ssidRule,
  type InputRule,
} from './input-rules.ts';

const cases: [string, InputRule, string[], string[]][] = [
  [
    'an id',
    idRule,
    ['lab', 'A-1_b', 'x'.repeat(64)],
    ['', 'x'.repeat(65), 'ü', 'a b', '../x', 'root', 'default'],
  ],
  ['an SSID', ssidRule, ['Lab', 'x'.repeat(32), 'ü'.repeat(16)], ['', 'x'.repeat(33), 'ü'.repeat(17)]],
  [
    'a passphrase',
    passphraseRule,
    ['12345678', 'x'.repeat(63), '0aF'.repeat(22).slice(0, 64)],
    ['1234567', 'x'.repeat(64), '0'.repeat(65), ''],
  ],
  [
    'an interface',
    interfaceRule,
    ['wlan0', 'eth0.20', 'x'.repeat(15)],
    ['', 'x'.repeat(16), '-a', 'a b', 'a;b'],
  ],
  ['a namespace', namespaceRule, ['lab', 'x'.repeat(64)], ['', 'root', '..', 'a/b', '-x']],
  ['a radio', radioRule, ['phy0'], ['', '-phy', 'phy 0']],
];

describe.each(cases)('the rule of %s', (_what, rule, good, bad) => {
  it('lets through what fits', () => {
    for (const input of good) expect(rule(input)).toBeUndefined();
  });
  it('says what is wrong otherwise', () => {
    for (const input of bad) expect(rule(input)).toMatch(/^[^\n]+$/);
  });
});
