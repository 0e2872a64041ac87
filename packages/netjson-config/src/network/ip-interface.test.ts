import { describe, expect, test } from 'vitest';
import { formatIpAddress, networkOf, parseIpInterface, parseIpNetwork } from './ip-interface.ts';
import { parseIpv4 } from './ipv4.ts';
import { formatIpv6, parseIpv6 } from './ipv6.ts';

describe('addresses', () => {
  test.each([
    ['::', '::'],
    ['::1', '::1'],
    ['2001:DB8:0:0:0:0:0:5', '2001:db8::5'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['::ffff:10.0.0.1', '::ffff:a00:1'],
    ['fe80::', 'fe80::'],
  ])('%s is %s', (text, canonical) => {
    const groups = parseIpv6(text);
    expect(groups && formatIpv6(groups)).toBe(canonical);
  });

  test.each([
    '',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    'g::',
    '1.2.3.4::',
    '::1%eth0',
    '1:',
  ])('%j is no IPv6 address', (text) => {
    expect(parseIpv6(text)).toBeUndefined();
  });

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.-4',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '1.2.3.٤',
  ])('%j is no IPv4 address', (text) => {
    expect(parseIpv4(text)).toBeUndefined();
  });
});

describe('networks', () => {
  test.each([
    ['10.1.2.3/8', '10.0.0.0', 8],
    ['10.1.2.3/255.255.0.0', '10.1.0.0', 16],
    ['10.1.2.3/0.0.0.255', '10.1.2.0', 24],
    ['10.1.2.3', '10.1.2.3', 32],
    ['10.1.2.3/0', '0.0.0.0', 0],
    ['fd00:1:2:3::5/40', 'fd00:1::', 40],
    ['fd00::5', 'fd00::5', 128],
  ])('%s lies in %s/%d', (text, network, prefix) => {
    const parsed = parseIpInterface(text);
    expect(parsed?.prefix).toBe(prefix);
    expect(parsed && formatIpAddress(networkOf(parsed))).toBe(network);
  });

  test.each(['10.0.0.0/33', '10.0.0.0/255.0.255.0', '10.0.0.0/8/8', '10.0.0.0/', '::/129', '::/ffff::'])(
    '%s is none',
    (text) => {
      expect(parseIpInterface(text)).toBeUndefined();
    },
  );

  test('a network has no bits after its prefix', () => {
    expect(parseIpNetwork('10.0.0.0/8')).toBeDefined();
    expect(parseIpNetwork('10.0.0.1/8')).toBeUndefined();
    expect(parseIpNetwork('fd00::1/64')).toBeUndefined();
  });
});
