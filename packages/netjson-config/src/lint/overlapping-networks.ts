import type { JsonObject } from '@netloom/netjson';
import { objectsIn, textOf } from '../document-values.ts';
import type { JsonPath } from '../json-path.ts';
import type { IpInterface } from '../network/ip-interface.ts';
import { formatIpAddress, networkOf, parseIpInterface } from '../network/ip-interface.ts';
import { ipNetworkRange } from '../network/ip-network-range.ts';
import { activeInterfaces } from './interface-state.ts';
import type { LintWarning } from './lint-warning.ts';

/** The network of one address of one interface. */
interface AddressedNetwork {
  readonly path: JsonPath;
  /** Name of the interface. */
  readonly owner: string;
  /** Place of the interface, which tells it from others of the same name. */
  readonly ownerPath: JsonPath;
  readonly address: IpInterface;
  /** First and last address, in a form that sorts like the addresses. */
  readonly start: string;
  readonly end: string;
}

/** Networks in which overlaps mean nothing: loopback and link-local addresses. */
const LOCAL_RANGES = ['127.0.0.0/8', '169.254.0.0/16', '::1/128', 'fe80::/10'].flatMap((text) => {
  const network = parseIpInterface(text);
  return network === undefined ? [] : [ipNetworkRange(network)];
});

/**
 * Finds interfaces that share an address, or whose networks have addresses in common. Networks either contain each
 * other or have nothing in common, so one walk over them in order finds all.
 */
export function* findOverlappingNetworks(document: JsonObject): Iterable<LintWarning> {
  const networks = staticNetworks(document).sort(compareNetworks);
  const around: AddressedNetwork[] = [];
  for (const network of networks) {
    while ((around.at(-1)?.end ?? network.start) < network.start) around.pop();
    const outer = around.findLast(({ ownerPath }) => ownerPath !== network.ownerPath);
    if (outer !== undefined) yield* describeOverlap(outer, network);
    // Further addresses of the same interface in the same network would only make the list longer.
    const last = around.at(-1);
    if (last?.ownerPath !== network.ownerPath || last.end !== network.end) around.push(network);
  }
}

/** Larger networks come before those inside of them. */
function compareNetworks(a: AddressedNetwork, b: AddressedNetwork): number {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  return a.address.prefix - b.address.prefix;
}

function staticNetworks(document: JsonObject): AddressedNetwork[] {
  const networks: AddressedNetwork[] = [];
  for (const { path, entry } of activeInterfaces(document)) {
    for (const [index, { proto, address, mask }] of objectsIn(entry.addresses).entries()) {
      const parsed = proto === 'static' ? parseIpInterface(`${textOf(address)}/${textOf(mask)}`) : undefined;
      if (parsed === undefined) continue;
      const range = ipNetworkRange(parsed);
      if (LOCAL_RANGES.some(({ start, end }) => start <= range.start && range.end <= end)) continue;
      networks.push({
        path: [...path, 'addresses', index],
        owner: textOf(entry.name),
        ownerPath: path,
        address: parsed,
        ...range,
      });
    }
  }
  return networks;
}

function* describeOverlap(outer: AddressedNetwork, inner: AddressedNetwork): Iterable<LintWarning> {
  const address = formatIpAddress(inner.address);
  if (formatIpAddress(outer.address) === address) {
    yield {
      code: 'duplicate-address',
      path: inner.path,
      message: `"${inner.owner}" has the address ${address}, which "${outer.owner}" has already.`,
    };
    return;
  }
  // A single address inside of another network is a usual thing for tunnels.
  if (inner.start === inner.end) return;
  yield {
    code: 'overlapping-networks',
    path: inner.path,
    message:
      `The network ${cidr(inner.address)} of "${inner.owner}" overlaps with ${cidr(outer.address)} of ` +
      `"${outer.owner}": the device cannot tell which way to send packets.`,
  };
}

function cidr(address: IpInterface): string {
  return `${formatIpAddress(networkOf(address))}/${address.prefix}`;
}
