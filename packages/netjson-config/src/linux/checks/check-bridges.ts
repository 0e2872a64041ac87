import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import type { ConfigurationProblem } from '../../configuration-error.ts';
import { objectsIn, textOf, textsIn } from '../../document-values.ts';
import type { JsonPath } from '../../json-path.ts';
import { systemName } from '../plan/interface-names.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import { entriesOf } from './document-entries.ts';

/** Types that carry no frames, and bridges, which the kernel does not put into each other. */
const NO_PORTS: readonly string[] = ['bridge', 'loopback', 'wireguard'];

/** Members of bridges and their VLANs. */
export function* checkBridges(context: PlanContext): Iterable<ConfigurationProblem> {
  const { document, resolve } = context;
  const described = new Map(objectsIn(document.interfaces).map((entry) => [systemName(entry), entry]));
  const bridgeOf = new Map<string, string>();
  for (const [index, entry] of entriesOf(document, 'interfaces')) {
    if (entry.type !== 'bridge') continue;
    const bridge = systemName(entry);
    for (const [position, member] of textsIn(entry.bridge_members).entries()) {
      const name = resolve(member);
      const path = ['interfaces', index, 'bridge_members', position];
      const reason = refusedPort(name, described.get(name));
      if (reason !== undefined) yield { path, message: reason };
      const other = bridgeOf.get(name);
      if (other !== undefined && other !== bridge)
        yield { path, message: `"${member}" is a member of the bridge "${other}" already.` };
      bridgeOf.set(name, bridge);
    }
    yield* checkVlans(entry, ['interfaces', index, 'vlan_filtering'], context);
  }
}

function refusedPort(name: string, entry: JsonObject | undefined): string | undefined {
  if (NO_PORTS.includes(textOf(entry?.type))) return `"${name}" cannot be a member of a bridge.`;
  if (isJsonObject(entry?.wireless) && entry.wireless.mode === 'station')
    return `"${name}" is a wireless station, which cannot be a member of a bridge.`;
  return undefined;
}

/** Untagged frames that enter a port belong to one VLAN, and only members have VLANs. */
function* checkVlans(
  bridge: JsonObject,
  path: JsonPath,
  { resolve, bridgeOfMember }: PlanContext,
): Iterable<ConfigurationProblem> {
  const primary = new Set<string>();
  const seen = new Set<string>();
  const vlans = Array.isArray(bridge.vlan_filtering) ? bridge.vlan_filtering : [];
  for (const [index, vlan] of vlans.entries()) {
    if (!isJsonObject(vlan) || !Array.isArray(vlan.ports)) continue;
    for (const [position, port] of vlan.ports.entries()) {
      if (!isJsonObject(port)) continue;
      const name = resolve(textOf(port.ifname));
      const place = [...path, index, 'ports', position];
      const key = `${name} ${textOf(vlan.vlan)}`;
      if (seen.has(key)) yield { path: place, message: `"${name}" carries this VLAN already.` };
      seen.add(key);
      if (bridgeOfMember.get(name) !== bridge && bridgeOfMember.has(name))
        yield { path: [...place, 'ifname'], message: `"${name}" is no member of this bridge.` };
      if (port.primary_vid !== true) continue;
      if (primary.has(name))
        yield { path: [...place, 'primary_vid'], message: 'A port can have only one primary VLAN.' };
      primary.add(name);
    }
  }
}
