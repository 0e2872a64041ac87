import { describe, expect, it } from 'vitest';
import { createClientAddress } from './client-address.ts';

describe('client address', () => {
  it('is the address of the connection when no proxy is trusted', () => {
    const clientAddress = createClientAddress([]);
    expect(clientAddress('192.0.2.1', '10.9.9.9')).toBe('192.0.2.1');
    expect(clientAddress('::ffff:192.0.2.1', undefined)).toBe('192.0.2.1');
    expect(clientAddress(undefined, undefined)).toBeNull();
  });

  it.each([
    ['a trusted proxy names the client', '10.0.0.1', '203.0.113.5', '203.0.113.5'],
    ['a chain of trusted proxies', '10.0.0.1', '203.0.113.5, 10.0.0.2', '203.0.113.5'],
    ['what the client claims before its own address', '10.0.0.1', '1.1.1.1, 203.0.113.5', '203.0.113.5'],
    ['a stranger with the header', '192.0.2.1', '203.0.113.5', '192.0.2.1'],
    ['a trusted proxy without the header', '10.0.0.1', undefined, '10.0.0.1'],
    ['only trusted addresses', '10.0.0.1', '10.0.0.3', '10.0.0.3'],
    ['a mapped IPv4 connection', '::ffff:10.0.0.1', '2001:DB8::5', '2001:db8::5'],
    ['a trusted single address', '2001:db8::1', '203.0.113.5', '203.0.113.5'],
    ['nonsense in the header', '10.0.0.1', 'unknown', null],
    ['nothing in the header', '10.0.0.1', '', null],
  ])('%s', (_case, connection, forwardedFor, expected) => {
    const clientAddress = createClientAddress(['10.0.0.0/8', '2001:db8::1']);
    expect(clientAddress(connection, forwardedFor)).toBe(expected);
    expect(clientAddress(connection, forwardedFor), 'asked again').toBe(expected);
  });
});
