import { BlockList, isIPv4 } from 'node:net';
import { normalizeAddress } from './normalize-address.ts';

/**
 * Works out the address of whoever called: the address of the connection, or, when that is a trusted proxy, the
 * nearest address in `X-Forwarded-For` that is none. What an untrusted caller claims about itself is never believed.
 */
export type ClientAddress = (
  connection: string | undefined,
  forwardedFor: string | undefined,
) => string | null;

/** @param trustedProxies addresses and networks (`10.0.0.0/8`) of the proxies in front of the server */
export const createClientAddress = (trustedProxies: readonly string[]): ClientAddress => {
  const trusted = new BlockList();
  for (const proxy of trustedProxies) {
    const [network = '', bits] = proxy.split('/');
    const address = normalizeAddress(network) ?? network;
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string): boolean => trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');

  // The same few connections come again and again: without proxies every device has its own, behind one all have one.
  let last: { connection: string; address: string | null } = { connection: '', address: null };
  const ofConnection = (connection: string): string | null => {
    if (connection !== last.connection) last = { connection, address: normalizeAddress(connection) ?? null };
    return last.address;
  };

  return (connection, forwardedFor) => {
    if (connection === undefined) return null;
    let address = ofConnection(connection);
    if (forwardedFor === undefined || trustedProxies.length === 0) return address;
    const claimed = forwardedFor.split(',');
    while (address !== null && isTrusted(address)) {
      const next = claimed.pop();
      if (next === undefined) break;
      address = normalizeAddress(next.trim()) ?? null;
    }
    return address;
  };
};
