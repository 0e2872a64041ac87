import type { JsonObject, JsonSchema, JsonValue } from '@netloom/netjson';
import { objectsIn } from '../../document-values.ts';
import { compareCodePoints } from '../../python/compare-code-points.ts';
import { pythonText } from '../../python/python-text.ts';
import type { UciBlock, UciPackages } from '../../uci/uci-block.ts';
import { createBlock, sanitizeName } from '../../uci/uci-block.ts';

/**
 * Packages without rules of their own: every top-level list that the schema does not know is a package, every object
 * in it with a `config_name` is a block. Anything else is left out.
 */
export function convertCustomPackages(document: JsonObject, schema: JsonSchema): UciPackages {
  const names = customPackageNames(document, schema).sort(compareCodePoints);
  return new Map(names.map((name) => [name, customBlocks(document[name])]));
}

/** Keys of the lists that the schema does not know. */
export function customPackageNames(document: JsonObject, schema: JsonSchema): string[] {
  const known = schema.properties ?? {};
  return Object.keys(document).filter((key) => Array.isArray(document[key]) && !Object.hasOwn(known, key));
}

function customBlocks(section: JsonValue | undefined): UciBlock[] {
  const blocks: UciBlock[] = [];
  for (const { config_name: configName, config_value: configValue, ...options } of objectsIn(section)) {
    if (configName === undefined) continue;
    const type = pythonText(configName);
    const name = configValue === undefined ? `${type}_${blocks.length + 1}` : pythonText(configValue);
    blocks.push(createBlock(type, sanitizeName(name), options));
  }
  return blocks;
}
