import type { JsonValue } from '@netloom/netjson';
import { TIME_ZONES } from '@netloom/netjson';
import { ConfigurationError } from '../../configuration-error.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import { ofType, takeBlocks } from '../../uci/take-blocks.ts';
import type { SectionParser } from '../parser.ts';

/** Names of time zones by their POSIX rules. Of zones with the same rule the last one stands for all. */
const ZONES_BY_RULE: ReadonlyMap<JsonValue, string> = new Map([
  ...[...TIME_ZONES].map(([name, rule]) => [rule, name] as const),
  ['GMT0', 'Etc/GMT'],
]);

/** The last block `system` -> `general`. */
export const parseGeneral: SectionParser = ({ packages, document }) => {
  const system = takeBlocks(packages, 'system', ofType('system')).at(-1);
  if (system === undefined) return;
  const { hostname = '', timezone = '', zonename = '', ...general } = system.options;
  if (system.name !== 'system') general.id = system.name;
  if (isTruthy(hostname)) general.hostname = hostname;
  if (isTruthy(zonename)) general.timezone = zonename;
  else if (isTruthy(timezone)) general.timezone = zoneOf(timezone);
  document.general = general;
};

function zoneOf(rule: JsonValue): string {
  const zone = ZONES_BY_RULE.get(rule);
  if (zone !== undefined) return zone;
  throw new ConfigurationError('value', {
    path: [],
    message: `No time zone is known that has the rule ${JSON.stringify(rule)}.`,
  });
}
