import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { textOf } from '../document-values.ts';
import { activeInterfaces } from './interface-state.ts';
import type { LintWarning } from './lint-warning.ts';

/** Finds access points that offer a network which another one offers on the same radio. */
export function* findDuplicateSsids(document: JsonObject): Iterable<LintWarning> {
  const offered = new Map<string, string>();
  for (const { path, entry } of activeInterfaces(document)) {
    const { wireless } = entry;
    if (!isJsonObject(wireless) || wireless.mode !== 'access_point') continue;
    const [radio, ssid, name] = [textOf(wireless.radio), textOf(wireless.ssid), textOf(entry.name)];
    const key = JSON.stringify([radio, ssid]);
    const other = offered.get(key);
    if (other === undefined) {
      offered.set(key, name);
      continue;
    }
    yield {
      code: 'duplicate-ssid',
      path: [...path, 'wireless', 'ssid'],
      message: `"${name}" offers the network "${ssid}" on the radio "${radio}", where "${other}" offers it already.`,
    };
  }
}
