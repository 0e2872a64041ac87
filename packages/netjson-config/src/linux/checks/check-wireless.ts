import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import type { ConfigurationProblem } from '../../configuration-error.ts';
import { objectsIn, textOf, textsIn } from '../../document-values.ts';
import type { JsonPath } from '../../json-path.ts';
import { systemName } from '../plan/interface-names.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import { byteLength } from '../wireless/daemon-text.ts';
import { protectionOf } from '../wireless/protection.ts';
import { entriesOf } from './document-entries.ts';

const MAX_SSID = 32;
/** Key management that the 6 GHz band demands. */
const MODERN = ['OWE', 'SAE', 'WPA-EAP-SHA256'];

/** Names and keys of wireless networks, and the bridges that they join. */
export function* checkWireless({
  document,
  names,
  resolve,
  bridges,
}: PlanContext): Iterable<ConfigurationProblem> {
  const modernRadios = new Set(
    objectsIn(document.radios)
      .filter(({ band }) => band === '6g')
      .map(({ name }) => textOf(name)),
  );
  for (const [index, entry] of entriesOf(document, 'interfaces')) {
    const { wireless } = entry;
    if (!isJsonObject(wireless)) continue;
    const path = ['interfaces', index, 'wireless'];
    if (byteLength(textOf(wireless.ssid)) > MAX_SSID)
      yield { path: [...path, 'ssid'], message: `"ssid" must have at most ${MAX_SSID} bytes in UTF-8.` };
    if (isJsonObject(wireless.encryption))
      yield* checkEncryption(wireless.mode === 'station', wireless.encryption, [...path, 'encryption']);
    if (wireless.mode === 'access_point' && modernRadios.has(textOf(wireless.radio)) && !isModern(wireless))
      yield { path, message: 'In the 6 GHz band, networks are protected by WPA3 or OWE.' };
    for (const [position, network] of textsIn(wireless.network).entries()) {
      const name = resolve(network);
      if (!names.has(name) || name === systemName(entry) || bridges.has(name)) continue;
      const message = `"${network}" is no bridge, and wireless interfaces join nothing else.`;
      yield { path: [...path, 'network', position], message };
    }
  }
}

function isModern({ encryption }: JsonObject): boolean {
  const protection = isJsonObject(encryption) ? protectionOf(encryption) : undefined;
  return protection?.keyManagement.every((method) => MODERN.includes(method)) ?? false;
}

/** wpa_supplicant takes what follows a number sign for a comment, once a second quote has passed. */
function* checkEncryption(
  isStation: boolean,
  encryption: JsonObject,
  path: JsonPath,
): Iterable<ConfigurationProblem> {
  const protection = protectionOf(encryption);
  if (!isStation || protection?.keyManagement.includes('WPA-PSK') !== true) return;
  if (!/".*#/.test(textOf(encryption.key))) return;
  const message = 'A station cannot use a pass phrase that has a "#" after a quote.';
  yield { path: [...path, 'key'], message };
}
