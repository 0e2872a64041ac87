import type { JsonObject } from '@netloom/netjson';
import type { ConfigurationProblem } from '../configuration-error.ts';
import { objectsIn } from '../document-values.ts';
import { isTruthy } from '../python/is-truthy.ts';

/** Rules of device configurations that the schema cannot express. */
export function* checkOpenwrtDocument(document: JsonObject): Iterable<ConfigurationProblem> {
  yield* checkPrimaryVlans(document);
}

/** Untagged frames that enter a port belong to one VLAN. */
function* checkPrimaryVlans(document: JsonObject): Iterable<ConfigurationProblem> {
  for (const [index, entry] of objectsIn(document.interfaces).entries()) {
    const ports = objectsIn(entry.vlan_filtering)
      .flatMap((vlan) => objectsIn(vlan.ports))
      .filter((port) => isTruthy(port.primary_vid))
      .map((port) => port.ifname);
    if (new Set(ports).size === ports.length) continue;
    yield {
      path: [],
      message: `Invalid configuration triggered by "#/interfaces/${index}": a port can have only one primary VLAN.`,
    };
  }
}
