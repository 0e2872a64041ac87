import type { Privileged } from '../../../platform/privileged/privileged.ts';
import type { RouteState, RuleState } from '../../../platform/routing-state.ts';
import { isSame, routeKey } from './network-state.ts';

/**
 * Sets the wanted routes, and deletes those of the others that `isOurs` names. A route with the same destination,
 * metric and table is replaced.
 *
 * @throws CommandError
 */
export const setRoutes = async (
  privileged: Privileged,
  current: readonly RouteState[],
  wanted: readonly RouteState[],
  isOurs: (route: RouteState) => boolean,
): Promise<void> => {
  const keys = new Set(wanted.map(routeKey));
  for (const route of current)
    if (isOurs(route) && !keys.has(routeKey(route)))
      // A link that went down has taken its routes along.
      await privileged.perform('route-delete', route).catch(() => undefined);
  for (const route of wanted) {
    const present = current.find((other) => routeKey(other) === routeKey(route));
    if (present === undefined || !isSame(present, route)) await privileged.perform('route-set', route);
  }
};

/** Makes our rules the wanted ones. @throws CommandError */
export const setRules = async (
  privileged: Privileged,
  current: readonly RuleState[],
  wanted: readonly RuleState[],
): Promise<void> => {
  for (const rule of current)
    if (!wanted.some((one) => isMet(one, rule))) await privileged.perform('rule-delete', rule);
  for (const rule of wanted)
    if (!current.some((present) => isMet(rule, present))) await privileged.perform('rule-add', rule);
};

/** A rule without a priority gets one of the kernel. */
const isMet = (wanted: RuleState, present: RuleState): boolean =>
  isSame({ ...wanted, priority: wanted.priority ?? present.priority }, present);
