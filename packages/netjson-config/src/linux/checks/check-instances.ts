import type { JsonObject } from '@netloom/netjson';
import type { ConfigurationProblem } from '../../configuration-error.ts';
import { textOf } from '../../document-values.ts';
import { entriesOf } from './document-entries.ts';

const NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** Names of OpenVPN's instances become those of files and units. */
export function* checkInstances(document: JsonObject): Iterable<ConfigurationProblem> {
  const names = new Set<string>();
  for (const [index, instance] of entriesOf(document, 'openvpn')) {
    const name = textOf(instance.name);
    const path = ['openvpn', index, 'name'];
    if (!NAME.test(name))
      yield {
        path,
        message: `"${name}" cannot be the name of a file: letters, digits, ".", "_" and "-" are allowed.`,
      };
    if (names.has(name)) yield { path, message: `There are two instances with the name "${name}".` };
    names.add(name);
  }
}
