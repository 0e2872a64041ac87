import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { objectsIn, textOf, textsIn } from '../../document-values.ts';
import type { InterfaceResolver } from './interface-names.ts';
import { interfaceResolver, systemName } from './interface-names.ts';

/** A document, with what its parts say about each other found once. */
export interface PlanContext {
  readonly document: JsonObject;
  readonly resolve: InterfaceResolver;
  /** The names that the interfaces of the document have in the system. */
  readonly names: ReadonlySet<string>;
  /** Entries of `routes`, by the interface that they leave through. */
  readonly routes: ReadonlyMap<string, readonly JsonObject[]>;
  /** Entries of `wireguard_peers`, by their interface. */
  readonly peers: ReadonlyMap<string, readonly JsonObject[]>;
  /** Bridges, by their own names. */
  readonly bridges: ReadonlyMap<string, JsonObject>;
  /** The bridge that lists an interface. */
  readonly bridgeOfMember: ReadonlyMap<string, JsonObject>;
  readonly disabledRadios: ReadonlySet<string>;
  /** Access points that are to work, by their radio. */
  readonly accessPoints: ReadonlyMap<string, readonly JsonObject[]>;
}

export function planContext(document: JsonObject): PlanContext {
  const resolve = interfaceResolver(document);
  const entries = objectsIn(document.interfaces);
  const bridges = new Map<string, JsonObject>();
  const bridgeOfMember = new Map<string, JsonObject>();
  for (const entry of entries.filter(({ type }) => type === 'bridge')) {
    bridges.set(systemName(entry), entry);
    for (const member of textsIn(entry.bridge_members).map(resolve))
      if (!bridgeOfMember.has(member)) bridgeOfMember.set(member, entry);
  }
  const disabledRadios = new Set(
    objectsIn(document.radios)
      .filter(({ disabled }) => disabled === true)
      .map(({ name }) => textOf(name)),
  );
  return {
    document,
    resolve,
    names: new Set(entries.map(systemName)),
    routes: Map.groupBy(objectsIn(document.routes), ({ device }) => resolve(textOf(device))),
    peers: Map.groupBy(objectsIn(document.wireguard_peers), (peer) => resolve(textOf(peer.interface))),
    bridges,
    bridgeOfMember,
    disabledRadios,
    accessPoints: Map.groupBy(
      entries.filter((entry) => isAccessPoint(entry) && isWorking(entry, disabledRadios)),
      radioOf,
    ),
  };
}

function isAccessPoint({ wireless }: JsonObject): boolean {
  return isJsonObject(wireless) && wireless.mode === 'access_point';
}

/** The radio of a wireless interface. */
export function radioOf({ wireless }: JsonObject): string {
  return isJsonObject(wireless) ? textOf(wireless.radio) : '';
}

/** Whether neither an interface nor its radio is switched off. */
export function isWorking(entry: JsonObject, disabledRadios: ReadonlySet<string>): boolean {
  return entry.disabled !== true && !disabledRadios.has(radioOf(entry));
}
