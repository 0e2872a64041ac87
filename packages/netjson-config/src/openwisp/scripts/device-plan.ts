import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { conversionError } from '../../conversion-error.ts';
import { objectsIn, textOf, textOr } from '../../document-values.ts';
import { isTruthy } from '../../python/is-truthy.ts';
import { pythonText } from '../../python/python-text.ts';
import { sanitizeName } from '../../uci/uci-block.ts';

const DEFAULT_HOSTNAME = 'OpenWISP1';
const SCRIPT_NAME = /^[A-Za-z0-9._-]+$/;

/** What the scripts of the firmware have to do for a document. */
export interface DevicePlan {
  readonly hostname: string;
  /** UCI packages that the configuration contains. */
  readonly packages: ReadonlySet<string>;
  readonly bridges: readonly BridgePlan[];
  /** Names of the radios. */
  readonly radios: readonly string[];
  readonly tapVpns: readonly TapVpnPlan[];
  readonly limits: readonly TrafficLimit[];
  /** Whether files for cron travel with the configuration. */
  readonly usesCron: boolean;
}

export interface BridgePlan {
  /** Name of the network that `ifup` takes. */
  readonly network: string;
  /** Address to wait for, when the first one is fixed. */
  readonly address?: string;
}

export interface TapVpnPlan {
  readonly name: string;
  /** File names of the hook scripts. */
  readonly up?: string;
  readonly down?: string;
}

export interface TrafficLimit {
  readonly interface: string;
  /** kbit/s; 0 when unlimited. */
  readonly input: number;
  readonly output: number;
}

export function planDevice(document: JsonObject, packages: ReadonlySet<string>): DevicePlan {
  const { general } = document;
  const hostname = isJsonObject(general) ? general.hostname : undefined;
  return {
    hostname: pythonText(hostname ?? DEFAULT_HOSTNAME),
    packages,
    bridges: objectsIn(document.interfaces)
      .filter((entry) => entry.type === 'bridge')
      .map(planBridge),
    radios: objectsIn(document.radios).map((radio) => textOf(radio.name)),
    tapVpns: objectsIn(document.openvpn).flatMap((vpn, index) =>
      vpn.dev_type === 'tap' ? [planVpn(vpn, index)] : [],
    ),
    limits: objectsIn(document.tc_options).map(planLimit),
    usesCron: objectsIn(document.files).some((file) => /^\/?crontabs/.test(textOf(file.path))),
  };
}

function planBridge(entry: JsonObject): BridgePlan {
  const network = sanitizeName(textOr(entry.network, textOf(entry.name)));
  const [first] = objectsIn(entry.addresses);
  return first?.proto === 'static' ? { network, address: textOf(first.address) } : { network };
}

function planVpn(vpn: JsonObject, index: number): TapVpnPlan {
  const up = scriptName(vpn, 'up', index);
  const down = scriptName(vpn, 'down', index);
  const name = textOf(vpn.name);
  return { name, ...(up === undefined ? {} : { up }), ...(down === undefined ? {} : { down }) };
}

/** The last part of the hook's path. */
function scriptName(vpn: JsonObject, hook: 'up' | 'down', index: number): string | undefined {
  if (!isTruthy(vpn[hook])) return undefined;
  const name = textOf(vpn[hook]).split('/').at(-1);
  if (name !== undefined && SCRIPT_NAME.test(name) && name !== '.' && name !== '..') return name;
  throw conversionError(['openvpn', index, hook], `"${hook}" must end in the name of a script`);
}

function planLimit(limit: JsonObject): TrafficLimit {
  const rate = (value: JsonObject[string] | undefined): number =>
    typeof value === 'number' && value > 0 ? value : 0;
  return {
    interface: textOf(limit.name),
    input: rate(limit.input_bandwidth),
    output: rate(limit.output_bandwidth),
  };
}
