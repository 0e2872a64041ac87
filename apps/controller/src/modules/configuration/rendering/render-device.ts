import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { createConfiguration, type Configuration, type ConfigurationError } from '@netloom/netjson-config';
import { usesDsaSyntax, type DsaRules } from './dsa-syntax.ts';
import { mergeVariables, systemVariables, type VariableLayer } from './device-variables.ts';

/** What renderings of many devices have in common. Plain data: it travels to the rendering thread. */
export interface SharedInputs {
  templates: Readonly<Record<string, SharedTemplate>>;
  /** Variables by organization and by group. */
  organizations: Readonly<Record<string, JsonObject>>;
  groups: Readonly<Record<string, JsonObject>>;
  globals: JsonObject;
  hardwareIdEnabled: boolean;
  dsa: DsaRules;
}

export interface SharedTemplate {
  name: string;
  config: JsonObject;
  default_values: JsonObject;
}

/** What one device's configuration is made of besides. */
export interface DeviceInputs {
  id: string;
  name: string;
  mac_address: string;
  key: string;
  hardware_id: string | null;
  os: string;
  organization_id: string;
  group_id: string | null;
  backend: string;
  config: JsonObject;
  context: JsonObject;
  /** Ids in `SharedInputs.templates`, in their order. */
  templates: readonly string[];
}

export interface Rendered {
  /** MD5 of the archive, in lower-case hex: what the device compares. */
  checksum: string;
  /** The tar.gz that the device downloads. */
  archive: Uint8Array;
}

/**
 * What a device should run (device protocol, section 8): its templates in their order, then its own configuration,
 * with all variables replaced.
 *
 * @throws ConfigurationError when that is not a valid configuration.
 */
export const configurationOf = (shared: SharedInputs, device: DeviceInputs): Configuration => {
  const templates = device.templates.flatMap((id) => shared.templates[id] ?? []);
  return createConfiguration(device.backend, {
    config: withHostname(device.config, device.name),
    templates: templates.map(({ config }) => config),
    context: mergeVariables(variableLayers(shared, device)),
    dsa: usesDsaSyntax(device.os, shared.dsa),
  });
};

/** All variables of a device, lowest precedence first; the last layer is its own. */
export const variableLayers = (shared: SharedInputs, device: DeviceInputs): VariableLayer[] => [
  ...systemVariables({
    templates: device.templates.flatMap((id) => shared.templates[id] ?? []),
    globals: shared.globals,
    organization: shared.organizations[device.organization_id] ?? {},
    group: (device.group_id === null ? undefined : shared.groups[device.group_id]) ?? {},
    device,
    hardwareIdEnabled: shared.hardwareIdEnabled,
  }),
  { source: 'device', values: device.context },
];

/** @throws ConfigurationError as `configurationOf`. */
export const renderDevice = (shared: SharedInputs, device: DeviceInputs): Rendered => {
  const archive = configurationOf(shared, device).generate();
  return { checksum: createHash('md5').update(archive).digest('hex'), archive };
};

/** A device is called what the controller calls it, unless its own configuration says otherwise. */
const withHostname = (config: JsonObject, name: string): JsonObject => {
  const general: JsonValue = config['general'] ?? {};
  if (!isJsonObject(general) || Object.hasOwn(general, 'hostname')) return config;
  return { ...config, general: { ...general, hostname: name.replaceAll(':', '-') } };
};

/** The error as operators and agents are told it: where, and what the rules say. */
export const explainInvalid = (error: ConfigurationError): string =>
  `Invalid configuration triggered by "#/${error.path.join('/')}", validator says:\n\n${error.message}`;
