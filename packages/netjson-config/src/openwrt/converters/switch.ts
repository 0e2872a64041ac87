import type { JsonObject } from '@netloom/netjson';
import { objectsIn, textOf, textOr } from '../../document-values.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock } from '../../uci/uci-block.ts';
import type { Converter } from '../converter.ts';

/** `switch` -> a block `switch` and its blocks `switch_vlan` of the package network. */
export const switchConverter: Converter = {
  section: 'switch',
  convert: (section) => new Map([['network', objectsIn(section).flatMap(switchBlocks)]]),
};

function switchBlocks({ id, vlan, ...options }: JsonObject): UciBlock[] {
  const name = textOf(options.name);
  const vlans = objectsIn(vlan).map(({ id: vlanId, ...vlanOptions }, index) =>
    createBlock('switch_vlan', textOr(vlanId, `${name}_vlan${index + 1}`), {
      vid: vlanOptions.vlan,
      ...vlanOptions,
    }),
  );
  return [createBlock('switch', textOr(id, name), options), ...vlans];
}
