import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

export interface HostAddress {
  address: string;
  family: 4 | 6;
}

/**
 * All addresses of a host; empty when there are none. The name servers are asked without the thread pool, which files
 * and passwords need too: a name server that does not answer must not hold it. Names that only this machine knows
 * (its hosts file) are looked up in the second place.
 *
 * @throws Error when no name server answered in time.
 */
export const resolveHost = async (host: string): Promise<HostAddress[]> => {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family: family as 4 | 6 }];
  const resolver = new Resolver({ timeout: 1500, tries: 2 });
  const asked = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const [four = [], six = []] = asked.map((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const found: HostAddress[] = [
    ...four.map((address) => ({ address, family: 4 as const })),
    ...six.map((address) => ({ address, family: 6 as const })),
  ];
  if (found.length > 0) return found;
  const timedOut = asked.find(
    (answer) => answer.status === 'rejected' && (answer.reason as NodeJS.ErrnoException).code === 'ETIMEOUT',
  );
  if (timedOut) throw new Error(`the name servers did not answer for ${host}`);
  try {
    const known = await lookup(host, { all: true });
    return known.map(({ address, family: kind }) => ({ address, family: kind === 6 ? 6 : 4 }));
  } catch {
    return [];
  }
};
