import type { JsonObject } from '@netloom/netjson';
import { objectsIn, omit, textOf } from '../document-values.ts';
import type { JsonPath } from '../json-path.ts';
import { sanitizeName } from '../uci/uci-block.ts';
import { activeInterfaces, changedSettings } from './interface-state.ts';
import type { LintWarning } from './lint-warning.ts';

/** What makes a network device: an interface, or the instance of a VPN. */
interface Carrier {
  readonly path: JsonPath;
  readonly settings: JsonObject;
}

/** Warns when the interface for management disappears, is switched off or changes. */
export function* checkManagementInterface(
  before: JsonObject,
  after: JsonObject,
  name: string,
): Iterable<LintWarning> {
  const old = findCarrier(before, name);
  if (old === undefined) return;
  const current = findCarrier(after, name);
  if (current === undefined) {
    yield {
      code: 'management-interface-lost',
      path: [],
      message: `The controller needs the interface "${name}", which this configuration removes or switches off.`,
    };
    return;
  }
  const changed = changedSettings(old.settings, current.settings);
  if (changed.length === 0) return;
  yield {
    code: 'management-interface-changed',
    path: current.path,
    message:
      `The controller needs the interface "${name}", and this configuration changes it (${changed.join(', ')}). ` +
      'If the change does not work, the device is cut off.',
  };
}

function findCarrier(document: JsonObject, name: string): Carrier | undefined {
  const state = activeInterfaces(document).find(({ entry, network }) =>
    [entry.name, `br-${textOf(entry.name)}`, network, sanitizeName(network)].includes(name),
  );
  if (state !== undefined) return state;
  for (const [index, instance] of objectsIn(document.openvpn).entries()) {
    if (instance.disabled !== true && (instance.dev === name || instance.name === name)) {
      return { path: ['openvpn', index], settings: omit(instance, ['verb', 'log', 'status', 'mute']) };
    }
  }
  for (const [index, instance] of objectsIn(document.zerotier).entries()) {
    const network = objectsIn(instance.networks).find(({ ifname }) => ifname === name);
    if (instance.disabled !== true && network !== undefined) {
      return { path: ['zerotier', index], settings: { ...omit(instance, ['networks']), network } };
    }
  }
  return undefined;
}
