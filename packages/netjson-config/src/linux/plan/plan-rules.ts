import type { JsonObject } from '@netloom/netjson';
import { objectsIn, textOf } from '../../document-values.ts';
import { parseIpInterface } from '../../network/ip-interface.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import type { LinuxRule } from '../linux-manifest.ts';
import type { InterfaceResolver } from './interface-names.ts';
import { cidr, familyOf } from './plan-routes.ts';

const ACTIONS = ['prohibit', 'unreachable', 'blackhole'] as const;

/** The policy routing rules of a document. One that names no network is about IPv4. */
export function planRules(document: JsonObject, resolve: InterfaceResolver): LinuxRule[] {
  return objectsIn(document.ip_rules).map((rule) => planRule(rule, resolve));
}

function planRule(rule: JsonObject, resolve: InterfaceResolver): LinuxRule {
  const source = parseIpInterface(textOf(rule.src));
  const destination = parseIpInterface(textOf(rule.dest));
  const network = source ?? destination;
  const action = ACTIONS.find((name) => name === rule.action);
  return {
    family: network === undefined ? 'ipv4' : familyOf(network),
    ...(typeof rule.priority === 'number' ? { priority: rule.priority } : {}),
    ...(isTruthy(rule.in) ? { in: resolve(textOf(rule.in)) } : {}),
    ...(isTruthy(rule.out) ? { out: resolve(textOf(rule.out)) } : {}),
    ...(source === undefined ? {} : { src: cidr(source) }),
    ...(destination === undefined ? {} : { dest: cidr(destination) }),
    ...(typeof rule.tos === 'number' ? { tos: rule.tos } : {}),
    ...(isTruthy(rule.mark) ? { mark: textOf(rule.mark) } : {}),
    ...(isTruthy(rule.lookup) ? { lookup: textOf(rule.lookup) } : {}),
    ...(action === undefined ? {} : { action }),
    ...(rule.invert === true ? { invert: true } : {}),
  };
}
