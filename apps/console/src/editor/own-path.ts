import { isJsonObject, type JsonObject, type JsonValue } from '@netloom/netjson';
import { mergeTemplates } from '@netloom/netjson-config';
import type { JsonPath } from '../schema-form/form-context.ts';
import { sameJson } from './same-json.ts';

/** What tells entries of a list apart when layers are merged; the first one that is there counts. */
const identifiers = ['name', 'config_value', 'id'] as const;

const identity = (entry: JsonValue): JsonValue | undefined => {
  if (!isJsonObject(entry)) return undefined;
  const name = identifiers.find((each) => each in entry);
  return name === undefined ? undefined : entry[name];
};

/** Place of a merged entry in the list that it came from. */
const findEntry = (own: readonly JsonValue[], merged: JsonValue): number => {
  const wanted = identity(merged);
  if (wanted !== undefined) return own.findIndex((entry) => sameJson(identity(entry), wanted));
  return own.findIndex((entry) => sameJson(entry, merged));
};

const merge = (templates: readonly JsonObject[], own: JsonObject): JsonObject | undefined => {
  try {
    return mergeTemplates(templates, own, identifiers);
  } catch {
    // A list on an object: the problem is then about the merge itself and has no place.
    return undefined;
  }
};

/**
 * Turns a place in the merged document into the one in the document's own layer. Undefined when it lies in a
 * template. The last step may be missing: that is where a required value is to be.
 */
export const ownPath = (
  path: JsonPath,
  templates: readonly JsonObject[],
  own: JsonObject,
): JsonPath | undefined => {
  let [here, merged]: [JsonValue | undefined, JsonValue | undefined] = [own, merge(templates, own)];
  const found: (string | number)[] = [];
  for (const [step, part] of path.entries()) {
    if (typeof part === 'number') {
      const entry: JsonValue | undefined = Array.isArray(merged) ? merged[part] : undefined;
      const index: number = Array.isArray(here) && entry !== undefined ? findEntry(here, entry) : -1;
      if (index < 0) return undefined;
      [here, merged] = [(here as JsonValue[])[index], entry];
      found.push(index);
    } else {
      const isLast = step === path.length - 1;
      if (!isJsonObject(here) || (!isLast && !(part in here))) return undefined;
      [here, merged] = [here[part], isJsonObject(merged) ? merged[part] : undefined];
      found.push(part);
    }
  }
  return found;
};
