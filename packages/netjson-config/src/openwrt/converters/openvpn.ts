import type { JsonObject } from '@netloom/netjson';
import { objectsIn, omit, textOf } from '../../document-values.ts';
import { convertOpenvpnInstance } from '../../openvpn/convert-instance.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock, sanitizeName } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';

/** `openvpn` -> blocks of the package openvpn. */
export const openvpnConverter: Converter = {
  section: 'openvpn',
  convert: (section, { files }) =>
    new Map([['openvpn', objectsIn(section).map((instance) => instanceBlock(instance, files))]]),
};

function instanceBlock(instance: JsonObject, files: JsonObject[]): UciBlock {
  const { name, disabled, ...rest } = convertOpenvpnInstance(instance, files);
  const options = rest.fragment === 0 ? omit(rest, ['fragment']) : rest;
  const { tls_cipher: tlsCipher } = options;
  return createBlock('openvpn', sanitizeName(textOf(name)), {
    ...options,
    enabled: !isTruthy(disabled),
    tls_cipher:
      typeof tlsCipher === 'string' ? tlsCipher.split(':').filter((cipher) => cipher !== '') : tlsCipher,
  });
}
