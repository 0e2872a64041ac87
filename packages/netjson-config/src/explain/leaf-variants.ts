import type { JsonSchema, JsonValue } from '@netloom/netjson';
import type { Leaf } from '../document-leaves.ts';

/** More other values of an enumeration are not tried. */
const MAX_SIBLINGS = 8;

/** For each name of a property, all values that a schema allows it somewhere. */
export type EnumeratedValues = ReadonlyMap<string, ReadonlySet<JsonValue>>;

/** Collects the enumerations of a schema. */
export function enumeratedValues(schema: JsonSchema): EnumeratedValues {
  const values = new Map<string, Set<JsonValue>>();

  function collect(part: JsonSchema): void {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      const known = values.get(name) ?? new Set<JsonValue>();
      for (const member of property.enum ?? []) known.add(member);
      if (known.size > 0) values.set(name, known);
      collect(property);
    }
    for (const definition of Object.values(part.definitions ?? {})) collect(definition);
    for (const other of [...(part.allOf ?? []), ...(part.oneOf ?? []), ...(part.anyOf ?? [])]) collect(other);
    if (part.items !== undefined) collect(part.items);
  }

  collect(schema);
  return values;
}

/**
 * Other values for a leaf, those first whose effect tells most: what still makes sense where the leaf stands.
 * Undefined means that the leaf is left out.
 */
export function* leafVariants(
  { path, value }: Leaf,
  enumerated: EnumeratedValues,
): Iterable<JsonValue | undefined> {
  switch (typeof value) {
    case 'string': {
      const siblings = enumerated.get(String(path.at(-1)));
      if (siblings?.has(value) === true) {
        yield* [...siblings].filter((sibling) => sibling !== value).slice(0, MAX_SIBLINGS);
      }
      yield* textVariants(value);
      break;
    }
    case 'number':
      yield value + 1;
      yield value - 1;
      break;
    case 'boolean':
      yield !value;
      break;
    default:
      if (value === null) yield 'x';
  }
  yield undefined;
}

/** Texts like a given one: another address for an address, a longer name for a name. */
function* textVariants(text: string): Iterable<string> {
  const isAddress = /^[\d.:/a-f]*\d[\d.:/a-f]*$/i.test(text);
  if (!isAddress) yield `${text}x`;
  yield text.replace(/(\d)(?=[^\d]*$)/, nextDigit);
  yield text.replace(/\d/, nextDigit);
  yield `${text}x`;
}

function nextDigit(digit: string): string {
  return digit === '1' ? '2' : '1';
}
