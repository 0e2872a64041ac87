import type { JsonObject, JsonSchema, JsonValue } from '@netloom/netjson';
import type { ConfigurationProblem } from '../configuration-error.ts';
import { objectsIn } from '../document-values.ts';
import type { JsonPath } from '../json-path.ts';
import { isTruthy } from '../python/is-truthy.ts';
import { isUciText } from '../uci/uci-text.ts';
import { customPackageNames } from './converters/default.ts';

/**
 * Names of packages become names of files. One that was read from text with line ends of Windows has kept its carriage
 * return (see `parse-uci.ts`); it is not written.
 */
const PACKAGE_NAME = /^[A-Za-z0-9_.-]+\r?$/;

/** Rules of device configurations that the schema cannot express. */
export function checkOpenwrtDocument(
  schema: JsonSchema,
): (document: JsonObject) => Iterable<ConfigurationProblem> {
  return function* check(document) {
    yield* checkPrimaryVlans(document);
    yield* checkPackageNames(document, schema);
    const { files: _, ...sections } = document;
    yield* checkTexts(sections, []);
  };
}

/** Untagged frames that enter a port belong to one VLAN. */
function* checkPrimaryVlans(document: JsonObject): Iterable<ConfigurationProblem> {
  for (const [index, entry] of objectsIn(document.interfaces).entries()) {
    if (entry.type !== 'bridge') continue;
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

function* checkPackageNames(document: JsonObject, schema: JsonSchema): Iterable<ConfigurationProblem> {
  for (const name of customPackageNames(document, schema)) {
    if (PACKAGE_NAME.test(name) && name !== '.' && name !== '..') continue;
    const message = `"${name}" cannot be the name of a package: allowed are letters, digits, "_", "-" and ".".`;
    yield { path: [name], message };
  }
}

function* checkTexts(value: JsonValue, path: JsonPath): Iterable<ConfigurationProblem> {
  if (typeof value === 'string') {
    if (!isUciText(value))
      yield { path, message: 'This text has control characters, which devices do not accept.' };
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield* checkTexts(member, [...path, index]);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      if (!isUciText(key)) yield { path, message: `The key ${JSON.stringify(key)} has control characters.` };
      yield* checkTexts(member, [...path, key]);
    }
  }
}
