import type { JsonObject } from '@netloom/netjson';
import type { ConfigurationProblem } from '../../configuration-error.ts';
import { textOf } from '../../document-values.ts';
import { parseIpInterface } from '../../network/ip-interface.ts';
import { entriesOf } from './document-entries.ts';

/** Types of routes that lead to a gateway. */
const WITH_GATEWAY = ['', 'unicast'];

/** Addresses of one route or rule have one family. */
export function* checkRouting(document: JsonObject): Iterable<ConfigurationProblem> {
  for (const [index, route] of entriesOf(document, 'routes')) {
    const family = versionOf(route, 'destination');
    for (const key of ['next', 'source']) {
      const other = versionOf(route, key);
      if (family === undefined || other === undefined || other === family) continue;
      const message = `"${key}" must be an IPv${family} address, like the destination.`;
      yield { path: ['routes', index, key], message };
    }
    if (textOf(route.next) === '' || WITH_GATEWAY.includes(textOf(route.type))) continue;
    const message = `A route of the type "${textOf(route.type)}" has no gateway.`;
    yield { path: ['routes', index, 'next'], message };
  }
  for (const [index, rule] of entriesOf(document, 'ip_rules')) {
    if (textOf(rule.lookup) === '' && textOf(rule.action) === '')
      yield { path: ['ip_rules', index], message: 'A rule must have a table ("lookup") or an "action".' };
    const [source, destination] = [versionOf(rule, 'src'), versionOf(rule, 'dest')];
    if (source === undefined || destination === undefined || source === destination) continue;
    yield {
      path: ['ip_rules', index, 'dest'],
      message: `"dest" must be an IPv${source} network, like "src".`,
    };
  }
}

function versionOf(entry: JsonObject, key: string): 4 | 6 | undefined {
  return parseIpInterface(textOf(entry[key]))?.version;
}
