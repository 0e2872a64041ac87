import type { JsonObject } from '@netloom/netjson';
import { parseOpenvpnInstance } from '../../openvpn/parse-instance.ts';
import type { TakenBlock } from '../../uci/take-blocks.ts';
import { ofType, takeBlocks } from '../../uci/take-blocks.ts';
import type { SectionParser } from '../parser.ts';

/** Blocks of the package openvpn -> `openvpn`. */
export const parseOpenvpnBlocks: SectionParser = ({ packages, document }) => {
  const instances = takeBlocks(packages, 'openvpn', ofType('openvpn')).map(parseInstance);
  if (instances.length > 0) document.openvpn = instances;
};

/** What does not say that it is enabled is not. */
function parseInstance({ name, options }: TakenBlock): JsonObject {
  const { enabled = '0', disabled: _, name: __, tls_cipher: tlsCipher, ...rest } = options;
  if (tlsCipher !== undefined) rest.tls_cipher = Array.isArray(tlsCipher) ? tlsCipher.join(':') : tlsCipher;
  return { ...parseOpenvpnInstance(rest), disabled: enabled === '0', name };
}
