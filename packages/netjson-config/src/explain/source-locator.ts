import type { JsonObject, JsonValue } from '@netloom/netjson';
import type { Backend } from '../backend.ts';
import type { ConfigurationInput } from '../configuration.ts';
import { createConfiguration } from '../configuration.ts';
import { variableNames } from '../evaluate-variables.ts';
import type { JsonPath } from '../json-path.ts';
import { valueAt } from '../json-path-values.ts';
import { mergeObjects } from '../merge-templates.ts';
import { equalityKey } from '../python/python-equality.ts';
import type { LineSource } from './explanation.ts';

/** Finds the layer that gave a value of the document; undefined for values that no layer gave. */
export function sourceLocator(
  { name, mergeIds }: Backend,
  input: ConfigurationInput,
): (path: JsonPath) => LineSource | undefined {
  const { templates = [], config = {}, context = {} } = input;
  const layers = [...templates, config].map((layer) => createConfiguration(name, { config: layer }).document);
  const steps: JsonObject[] = [];
  for (const layer of layers) {
    const below = steps.at(-1);
    steps.push(below === undefined ? layer : mergeObjects(below, layer, mergeIds));
  }
  const isVariable = (name: string): boolean => Object.hasOwn(context, name);
  return (path) => {
    const values = steps.map((step) => valueAt(step, path));
    const value = values.at(-1);
    if (value === undefined) return undefined;
    let layer = values.length - 1;
    while (layer > 0 && isSame(values[layer - 1], value)) layer -= 1;
    const variables = typeof value === 'string' ? variableNames(value).filter(isVariable) : [];
    return layer < templates.length ? { path, template: layer, variables } : { path, variables };
  };
}

function isSame(a: JsonValue | undefined, b: JsonValue): boolean {
  return a !== undefined && equalityKey(a, false) === equalityKey(b, false);
}
