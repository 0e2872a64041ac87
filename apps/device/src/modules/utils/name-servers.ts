/** Addresses of the first three DNS servers of a resolv.conf. */
export const nameServers = (text: string): string[] =>
  [...text.matchAll(/^nameserver[ \t]+(\S+)/gm)].map(([, address = '']) => address).slice(0, 3);
