import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { objectsIn, omit, textOf, textOr } from '../document-values.ts';
import type { JsonPath } from '../json-path.ts';
import { IGMP_OPTIONS, STP_OPTIONS } from '../openwrt/converters/bridge-options.ts';
import { equalityKey } from '../python/python-equality.ts';

/** An interface of a document, and what else decides whether it carries traffic. */
export interface InterfaceState {
  readonly path: JsonPath;
  readonly entry: JsonObject;
  /** The name that routes and firewalls know it by. */
  readonly network: string;
  /** Settings without which nothing would pass, or that decide where it goes. */
  readonly settings: JsonObject;
}

/** Settings that may change without cutting a connection. */
const HARMLESS = [
  ...STP_OPTIONS,
  ...IGMP_OPTIONS,
  'mtu',
  'dns',
  'dns_search',
  'description',
  'comment',
  'autostart',
  'disabled',
];

/** The interfaces that are not switched off, neither themselves nor with their radio. */
export function activeInterfaces(document: JsonObject): InterfaceState[] {
  const disabledRadios = new Set(
    objectsIn(document.radios)
      .filter(({ disabled }) => disabled === true)
      .map(({ name }) => textOf(name)),
  );
  const states: InterfaceState[] = [];
  const entries = Array.isArray(document.interfaces) ? document.interfaces : [];
  for (const [index, entry] of entries.entries()) {
    if (!isJsonObject(entry) || entry.disabled === true || entry.autostart === false) continue;
    const { wireless } = entry;
    if (isJsonObject(wireless) && disabledRadios.has(textOf(wireless.radio))) continue;
    states.push({
      path: ['interfaces', index],
      entry,
      network: networkName(entry),
      settings: { ...omit(entry, HARMLESS), peers: peersOf(document, entry) },
    });
  }
  return states;
}

/** The name of an interface: that of its network, else that of its device. */
export function networkName(entry: JsonObject): string {
  const name = textOf(entry.name);
  const isVlan = entry.type === '8021q' || entry.type === '8021ad';
  return textOr(entry.network, isVlan ? `${name}.${textOf(entry.vid)}` : name);
}

/** WireGuard peers of an interface. */
export function peersOf(document: JsonObject, entry: JsonObject): JsonObject[] {
  if (entry.type !== 'wireguard') return [];
  return objectsIn(document.wireguard_peers).filter((peer) => peer.interface === entry.name);
}

/** The names of settings that are not the same. */
export function changedSettings(before: JsonObject, after: JsonObject): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => keyOf(before[name]) !== keyOf(after[name]));
}

function keyOf(value: JsonValue | undefined): string {
  return value === undefined ? '' : equalityKey(value, false);
}
