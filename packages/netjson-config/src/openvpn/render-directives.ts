import type { JsonObject, JsonValue } from '@netloom/netjson';
import { directiveText } from '../directive-text.ts';
import type { JsonPath } from '../json-path.ts';
import type { NativeSection, NativeValue } from '../native-section.ts';
import { compareCodePoints } from '../python/compare-code-points.ts';
import { pythonText } from '../python/python-text.ts';

/** The values of each directive, in order; `true` stands for a directive without value. */
export type Directives = ReadonlyMap<string, readonly JsonValue[]>;

/** Options as directives: `true` has no value, a list repeats the directive, null leaves it out. */
export function toDirectives(options: JsonObject): Directives {
  return new Map(Object.entries(options).map(([key, value]) => [key, directiveValues(value)]));
}

function directiveValues(value: JsonValue): readonly JsonValue[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [value];
  const members = Array.isArray(value) ? value : Object.keys(value);
  return members.map((member) => (member === true ? 'True' : member));
}

/**
 * One line for each value, sorted by option.
 *
 * @param path where the options stand in the document
 * @throws ConfigurationError for line breaks
 */
export function renderDirectives(directives: Directives, path: JsonPath): string {
  const lines: string[] = [];
  for (const key of [...directives.keys()].sort(compareCodePoints)) {
    const name = directiveText(key.replaceAll('_', '-'), [...path, key]);
    for (const value of directives.get(key) ?? []) {
      lines.push(value === true ? name : `${name} ${directiveText(value, [...path, key])}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The directives of an instance in a form that can be compared. */
export function directivesSection(name: string, directives: Directives): NativeSection {
  const options = new Map<string, NativeValue>();
  for (const [key, values] of directives) {
    const texts = values.map((value) => (value === true ? '' : pythonText(value)));
    const [first, ...others] = texts;
    if (first !== undefined) options.set(key.replaceAll('_', '-'), others.length === 0 ? first : texts);
  }
  return { package: 'openvpn', type: 'openvpn', name, options };
}
