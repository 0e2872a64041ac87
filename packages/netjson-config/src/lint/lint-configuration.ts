import type { JsonObject } from '@netloom/netjson';
import type { ConfigurationInput } from '../configuration.ts';
import { createConfiguration } from '../configuration.ts';
import { findDuplicateSsids } from './duplicate-ssids.ts';
import type { LintWarning } from './lint-warning.ts';
import { checkManagementInterface } from './management-interface.ts';
import { checkManagementPath } from './management-path.ts';
import { findOverlappingNetworks } from './overlapping-networks.ts';
import { findUndefinedRadios } from './undefined-radios.ts';
import { findUnresolvedVariables } from './unresolved-variables.ts';

export interface LintOptions {
  /** The controller's URL as the device knows it. Without it, or with a name in it, only default routes lead there. */
  readonly controllerUrl?: string;
  /** Interface or device (`wg0`, `tun0`) that the controller needs to reach the device. */
  readonly managementInterface?: string;
  /** What the device runs now. Without it nothing is said about the way to the controller. */
  readonly before?: ConfigurationInput;
}

/** More warnings are not worth reading. */
const MAX_WARNINGS = 100;

/**
 * Looks for what is valid but hardly wanted, worst first: a configuration that cuts the device off, networks that
 * collide, variables without a value. At most a hundred warnings.
 *
 * @param backendName e.g. `netjsonconfig.OpenWrt`
 * @throws ConfigurationError when an input or the controller's URL cannot be read
 */
export function lintConfiguration(
  backendName: string,
  input: ConfigurationInput,
  options: LintOptions = {},
): LintWarning[] {
  const { document } = createConfiguration(backendName, input);
  const before = options.before && createConfiguration(backendName, options.before).document;
  const warnings: LintWarning[] = [];
  for (const warning of findWarnings(document, before, options)) {
    warnings.push(warning);
    if (warnings.length === MAX_WARNINGS) break;
  }
  return warnings;
}

function* findWarnings(
  document: JsonObject,
  before: JsonObject | undefined,
  { controllerUrl, managementInterface }: LintOptions,
): Iterable<LintWarning> {
  if (before !== undefined) {
    yield* checkManagementPath(before, document, controllerUrl);
    if (managementInterface !== undefined)
      yield* checkManagementInterface(before, document, managementInterface);
  }
  yield* findUnresolvedVariables(document);
  yield* findOverlappingNetworks(document);
  yield* findDuplicateSsids(document);
  yield* findUndefinedRadios(document);
}
