import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';

/** The objects of a section's list, with their places. */
export function entriesOf(document: JsonObject, section: string): [index: number, entry: JsonObject][] {
  const list = document[section];
  if (!Array.isArray(list)) return [];
  return [...list.entries()].flatMap(([index, entry]) => (isJsonObject(entry) ? [[index, entry]] : []));
}
