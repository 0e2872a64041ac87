import type { JsonObject } from '@netloom/netjson';
import { objectsIn, omit, textOf } from '../../document-values.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';

/** `wireguard_peers` -> blocks `wireguard_<interface>` of the package network. */
export const wireguardPeersConverter: Converter = {
  section: 'wireguard_peers',
  convert: (section) => new Map([['network', objectsIn(section).map(peerBlock)]]),
};

function peerBlock({ interface: peerInterface, ...peer }: JsonObject, index: number): UciBlock {
  const name = textOf(peerInterface).replaceAll('-', '_');
  // A port without a host would be meaningless to the device.
  const options = isTruthy(peer.endpoint_host) ? peer : omit(peer, ['endpoint_port']);
  const suffix = index === 0 ? '' : `_${index + 1}`;
  return createBlock(`wireguard_${name}`, `wgpeer_${name}${suffix}`, options);
}
