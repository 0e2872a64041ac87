import type { JsonObject } from '@netloom/netjson';
import { conversionError } from '../../conversion-error.ts';
import { objectsIn, textOf, textOr } from '../../document-values.ts';
import { formatIpAddress, networkOf, parseIpInterface } from '../../network/ip-interface.ts';
import { formatIpv4, ipv4Netmask } from '../../network/ipv4.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';

/** `routes` -> blocks `route` (IPv4) and `route6` (IPv6) of the package network. */
export const routesConverter: Converter = {
  section: 'routes',
  convert: (section) => new Map([['network', objectsIn(section).map(routeBlock)]]),
};

function routeBlock(route: JsonObject, index: number): UciBlock {
  const { name, device, next, cost, destination, ...rest } = route;
  const target = parseIpInterface(textOf(destination));
  if (target === undefined) {
    throw conversionError(
      ['routes', index, 'destination'],
      `"destination" must be an address or a network, not "${textOf(destination)}"`,
    );
  }
  const blockName = textOr(name, `route${index + 1}`);
  const options = { ...rest, interface: device, gateway: next, metric: cost };
  if (target.version === 6) {
    const network = `${formatIpAddress(networkOf(target))}/${target.prefix}`;
    return createBlock('route6', blockName, { ...options, target: network });
  }
  return createBlock('route', blockName, {
    ...options,
    target: formatIpAddress(target),
    netmask: formatIpv4(ipv4Netmask(target.prefix)),
  });
}
