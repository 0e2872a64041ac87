import type { IpInterface } from './ip-interface.ts';
import { formatIpAddress, networkOf } from './ip-interface.ts';

/** Whether an address lies in the network of an interface. */
export function ipInterfaceContains(ipInterface: IpInterface, address: IpInterface): boolean {
  if (ipInterface.version !== address.version) return false;
  const { prefix } = ipInterface;
  return formatIpAddress(networkOf({ ...address, prefix })) === formatIpAddress(networkOf(ipInterface));
}
