import type { JsonObject } from '@netloom/netjson';
import { ConfigurationError } from '../configuration-error.ts';
import { formatJsonPath } from '../json-path.ts';
import type { IpInterface } from '../network/ip-interface.ts';
import { parseIpInterface } from '../network/ip-interface.ts';
import type { ControllerWay } from './controller-ways.ts';
import { controllerWays } from './controller-ways.ts';
import { changedSettings } from './interface-state.ts';
import type { LintWarning } from './lint-warning.ts';

/**
 * Warns when the ways on which a device reaches its controller disappear or change and no other one takes their
 * place. Ways that the configuration does not know about cannot be told.
 *
 * @throws ConfigurationError of kind `value` when the URL is none
 */
export function* checkManagementPath(
  before: JsonObject,
  after: JsonObject,
  controllerUrl: string | undefined,
): Iterable<LintWarning> {
  const controller = controllerUrl === undefined ? undefined : controllerAddress(controllerUrl);
  const oldWays = controllerWays(before, controller);
  const [oldWay] = oldWays;
  if (oldWay === undefined) return;
  const newWays = controllerWays(after, controller);
  const [newWay] = newWays;
  const target = controllerUrl === undefined ? 'the controller' : `the controller (${controllerUrl})`;
  if (newWay === undefined) {
    yield {
      code: 'management-path-lost',
      path: [],
      message:
        `The device reaches ${target} through "${oldWay.network}" (now ${formatJsonPath(oldWay.path)}); ` +
        'with this configuration nothing leads there any more.',
    };
    return;
  }
  if (newWays.some((way) => oldWays.some((old) => isSameWay(old, way) || isReplacement(oldWays, old, way))))
    return;
  const changed = changedSettings(oldWay.settings, newWay.settings);
  yield {
    code: 'management-path-changed',
    path: newWay.path,
    message:
      `The device reaches ${target} through "${oldWay.network}", and this configuration changes it without ` +
      `offering another way${changed.length === 0 ? '' : ` (${changed.join(', ')})`}. ` +
      'If the change does not work, the device is cut off.',
  };
}

function isSameWay(before: ControllerWay, after: ControllerWay): boolean {
  return (
    before.network === after.network &&
    before.prefix === after.prefix &&
    changedSettings(before.settings, after.settings).length === 0
  );
}

/** Another interface may take over, but a default route is no replacement for a network of the controller's own. */
function isReplacement(
  oldWays: readonly ControllerWay[],
  before: ControllerWay,
  after: ControllerWay,
): boolean {
  const isOther = oldWays.every(({ network }) => network !== after.network);
  return isOther && (before.prefix === 0 || after.prefix > 0);
}

/** The address in a URL; undefined when it has a name. */
function controllerAddress(url: string): IpInterface | undefined {
  if (!URL.canParse(url)) {
    throw new ConfigurationError('value', {
      path: [],
      message: `The controller's URL cannot be read: "${url}".`,
    });
  }
  return parseIpInterface(new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'));
}
