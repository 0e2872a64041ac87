import { describe, expect, test } from 'vitest';
import { clientAddress, isLoopback } from './client-address.ts';

const of = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  clientAddress({ headers, socket: { remoteAddress } });

describe('the address of a client', () => {
  const lies = [{ 'x-real-ip': '127.0.0.1' }, { 'x-forwarded-for': '127.0.0.1, 10.0.0.1' }, {}];

  test.each(['10.0.0.1', '192.168.1.5', '2001:db8::9', '::ffff:192.0.2.9', 'fe80::1%eth0'])(
    'of a peer at %s is the peer’s own, whatever it says',
    (peer) => {
      for (const headers of lies) {
        expect(of(peer, headers)).toBe(peer.replace('::ffff:', ''));
        expect(isLoopback(of(peer, headers))).toBe(false);
      }
    },
  );

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', undefined])(
    'of a proxy at %s is the one that it tells',
    (peer) => {
      expect(of(peer, { 'x-real-ip': '192.0.2.9', 'x-forwarded-for': '192.0.2.10' })).toBe('192.0.2.9');
      expect(of(peer, { 'x-real-ip': ' ', 'x-forwarded-for': ' 192.0.2.10 , 192.0.2.11' })).toBe(
        '192.0.2.10',
      );
      expect(of(peer, { 'x-forwarded-for': ', 192.0.2.11' })).toBeUndefined();
      expect(of(peer, { 'x-real-ip': '::ffff:192.0.2.9' })).toBe('192.0.2.9');
    },
  );

  test('on the Unix socket without a proxy is unknown, which is not this box', () => {
    expect(of(undefined)).toBeUndefined();
    expect(isLoopback(undefined)).toBe(false);
  });

  test.each<[string, boolean]>([
    ['127.0.0.1', true],
    ['127.255.255.254', true],
    ['::1', true],
    ['0:0:0:0:0:0:0:1', true],
    ['128.0.0.1', false],
    ['::2', false],
    ['localhost', false],
    ['127.1', false],
    ['127.0.0.1:80', false],
    ['', false],
  ])('%j is loopback: %s', (address, expected) => expect(isLoopback(address)).toBe(expected));
});
