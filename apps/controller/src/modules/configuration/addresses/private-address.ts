import { BlockList, isIPv4 } from 'node:net';

/**
 * Networks that the IANA special-purpose registries do not call globally reachable, as Python's `ipaddress` counts
 * them (its `is_private`); 100.64.0.0/10 is in neither camp and so not here.
 */
const privateNetworks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '240.0.0.0/4',
  '::1/128',
  '::/128',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  'fc00::/7',
  'fe80::/10',
]; // prettier-ignore

/** Globally reachable parts of the networks above. */
const publicExceptions = [
  '192.0.0.9/32',
  '192.0.0.10/32',
  '2001:1::1/128',
  '2001:1::2/128',
  '2001:3::/32',
  '2001:4:112::/48',
  '2001:20::/28',
  '2001:30::/28',
]; // prettier-ignore

const listOf = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIPv4(address) ? 'ipv4' : 'ipv6');
  }
  return list;
};

const privateList = listOf(privateNetworks);
const exceptionList = listOf(publicExceptions);

/** True when a normalized address says nothing outside of its own site, so that two sites may use it at once. */
export const isPrivateAddress = (address: string): boolean => {
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  return privateList.check(address, family) && !exceptionList.check(address, family);
};
