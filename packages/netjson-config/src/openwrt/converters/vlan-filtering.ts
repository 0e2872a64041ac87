import type { JsonObject, JsonValue } from '@netloom/netjson';
import { objectsIn, textOf } from '../../document-values.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import { pythonText } from '../../python/python-text.ts';
import type { UciBlock } from '../../uci/uci-block.ts';
import { createBlock } from '../../uci/uci-block.ts';

export interface VlanFiltering {
  /** Blocks `bridge-vlan`, then an interface without addresses for each VLAN. */
  readonly blocks: readonly UciBlock[];
  /** Names of the devices that the kernel makes for the VLANs, e.g. `br-lan.10`. */
  readonly devices: readonly string[];
}

/**
 * VLANs of a filtering bridge.
 *
 * @param bridge name of the bridge device
 * @param network name of the bridge's interface, from which the blocks take their names
 */
export function convertVlanFiltering(
  vlans: JsonValue | undefined,
  bridge: string,
  network: string,
): VlanFiltering {
  const filters: UciBlock[] = [];
  const interfaces: UciBlock[] = [];
  const devices: string[] = [];
  for (const { vlan = null, ports } of objectsIn(vlans)) {
    const id = pythonText(vlan);
    const device = `${bridge}.${id}`;
    devices.push(device);
    filters.push(
      createBlock('bridge-vlan', `vlan_${network}_${id}`, {
        device: bridge,
        vlan,
        ports: ports === undefined ? undefined : objectsIn(ports).map(formatPort),
      }),
    );
    interfaces.push(createBlock('interface', `${network}_${id}`, { device, proto: 'none' }));
  }
  return { blocks: [...filters, ...interfaces], devices };
}

/** `lan1:t` (tagged), `lan1:u*` (untagged, and the VLAN of untagged frames that arrive). */
function formatPort({ ifname, tagging, primary_vid: primary }: JsonObject): string {
  const tag = isTruthy(tagging) ? `:${textOf(tagging)}` : '';
  return `${textOf(ifname)}${tag}${isTruthy(primary) ? '*' : ''}`;
}
