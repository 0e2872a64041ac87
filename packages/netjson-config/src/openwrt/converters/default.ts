import type { JsonObject, JsonSchema, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { compareCodePoints } from '../../python/compare-code-points.ts';
import { pythonText } from '../../python/python-text.ts';
import type { UciBlock, UciPackages } from '../../uci/uci-block.ts';
import { createBlock, sanitizeName } from '../../uci/uci-block.ts';

/**
 * Packages without rules of their own: every top-level list that the schema does not know is a package, every object
 * in it with a `config_name` is a block. Anything else is left out.
 */
export function convertCustomPackages(document: JsonObject, schema: JsonSchema): UciPackages {
  const packages = new Map<string, UciBlock[]>();
  for (const name of Object.keys(document).sort(compareCodePoints)) {
    const section = document[name];
    if (Array.isArray(section) && !Object.hasOwn(schema.properties ?? {}, name)) {
      packages.set(name, customBlocks(section));
    }
  }
  return packages;
}

function customBlocks(section: readonly JsonValue[]): UciBlock[] {
  const blocks: UciBlock[] = [];
  for (const member of section) {
    if (!isJsonObject(member) || !Object.hasOwn(member, 'config_name')) continue;
    const { config_name: configName, config_value: configValue, ...options } = member;
    const type = pythonText(configName ?? '');
    const name = configValue === undefined ? `${type}_${blocks.length + 1}` : pythonText(configValue);
    blocks.push(createBlock(type, sanitizeName(name), options));
  }
  return blocks;
}
