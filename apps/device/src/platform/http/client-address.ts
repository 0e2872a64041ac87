import { BlockList, isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** An IPv4 address that a dual-stack socket reports in its IPv6 form (`::ffff:192.0.2.1`), as IPv4. */
const unmap = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;

/** True for 127.0.0.0/8 and ::1; false for what is no address. */
export const isLoopback = (address: string | undefined): boolean => {
  if (address === undefined) return false;
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? 'ipv6' : 'ipv4');
};

/** What a request tells of where it comes from. */
interface Caller {
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string | undefined };
}

/**
 * Where a request comes from: `X-Real-IP`, then the first of `X-Forwarded-For`, then the socket's peer (section 3.0,
 * "Client address resolution"). The headers count only from a proxy on this box: a peer on loopback or on the Unix
 * socket. Undefined when nothing tells, as for a direct call on the Unix socket.
 */
export const clientAddress = (request: Caller): string | undefined => {
  const peer = request.socket.remoteAddress === undefined ? undefined : unmap(request.socket.remoteAddress);
  if (peer !== undefined && !isLoopback(peer)) return peer;
  const told = header(request, 'x-real-ip') ?? header(request, 'x-forwarded-for')?.split(',')[0]?.trim();
  if (told === undefined) return peer;
  // A list that begins with nothing: a proxy has added its peer to an empty header, and the peer is not this box.
  return told === '' ? undefined : unmap(told);
};

/** An empty header counts as absent. */
const header = (request: Caller, name: string): string | undefined => {
  const value = request.headers[name];
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  return text === '' ? undefined : text;
};
