import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { objectsIn, textOf } from '../document-values.ts';
import { activeInterfaces } from './interface-state.ts';
import type { LintWarning } from './lint-warning.ts';

/** Finds wireless interfaces whose radio the document does not describe. */
export function* findUndefinedRadios(document: JsonObject): Iterable<LintWarning> {
  const radios = new Set(objectsIn(document.radios).map(({ name }) => textOf(name)));
  const known = radios.size === 0 ? 'no radios at all' : `only ${[...radios].join(', ')}`;
  for (const { path, entry } of activeInterfaces(document)) {
    const { wireless } = entry;
    const radio = isJsonObject(wireless) ? textOf(wireless.radio) : '';
    if (radio === '' || radios.has(radio)) continue;
    yield {
      code: 'undefined-radio',
      path: [...path, 'wireless', 'radio'],
      message:
        `"${textOf(entry.name)}" uses the radio "${radio}", but this configuration defines ${known}: ` +
        'it works only on devices that have the radio set up already.',
    };
  }
}
