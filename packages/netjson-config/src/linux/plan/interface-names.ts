import type { JsonObject } from '@netloom/netjson';
import { objectsIn, textOf } from '../../document-values.ts';

/** The interface that every system has. */
export const LOOPBACK = 'lo';

const VLAN_NAME = /^(.+)\.(0|[1-9][0-9]{0,3})$/;
const LAST_VLAN = 4094;
const VLAN_TYPES = ['8021q', '8021ad'];
/** Types of interfaces that are a VLAN when they are named like one. */
const NAMED_TYPES = ['ethernet', 'virtual', 'other'];

/** A VLAN and the interface that carries it. */
export interface VlanName {
  readonly base: string;
  readonly id: number;
}

/** Whether an entry is a VLAN, by its type or by its name (`eth0.5`). */
export function vlanOf(entry: JsonObject): VlanName | undefined {
  const name = textOf(entry.name);
  const type = textOf(entry.type);
  if (VLAN_TYPES.includes(type)) return { base: name, id: Number(entry.vid) };
  if (!NAMED_TYPES.includes(type)) return undefined;
  const [, base, id] = VLAN_NAME.exec(name) ?? [];
  if (base === undefined || Number(id) > LAST_VLAN) return undefined;
  return { base, id: Number(id) };
}

/** The name that an entry's interface has in the system. */
export function systemName(entry: JsonObject): string {
  const name = textOf(entry.name);
  return VLAN_TYPES.includes(textOf(entry.type)) ? `${name}.${textOf(entry.vid)}` : name;
}

/** Finds the interface that a reference means: a name in the system, or the network that an entry names itself. */
export type InterfaceResolver = (reference: string) => string;

export function interfaceResolver(document: JsonObject): InterfaceResolver {
  const entries = objectsIn(document.interfaces);
  const names = new Set(entries.map(systemName));
  const networks = new Map(entries.map((entry) => [textOf(entry.network), systemName(entry)]));
  return (reference) => (names.has(reference) ? reference : (networks.get(reference) ?? reference));
}
