import type { JsonObject } from '@netloom/netjson';

/** Where a variable's value comes from: `template:<name>`, `global`, `organization`, `group`, `predefined`, `device`. */
export interface VariableLayer {
  source: string;
  values: Readonly<JsonObject>;
}

export interface VariableInputs {
  /** Assigned templates in their order. */
  templates: readonly { name: string; default_values: JsonObject }[];
  /** The setting NETLOOM_CONFIGURATION_CONTEXT. */
  globals: JsonObject;
  organization: JsonObject;
  group: JsonObject;
  device: { id: string; name: string; mac_address: string; key: string; hardware_id: string | null };
  /** Devices are identified by their hardware id, which then is a variable too. */
  hardwareIdEnabled: boolean;
}

/**
 * The variables that a device has without its own ones, lowest precedence first (device protocol, section 8). What
 * the system itself knows of the device outranks what organizations and groups set.
 */
export const systemVariables = (inputs: VariableInputs): VariableLayer[] => {
  const { id, name, mac_address, key, hardware_id } = inputs.device;
  return [
    ...inputs.templates.map((template) => ({
      source: `template:${template.name}`,
      values: template.default_values,
    })),
    { source: 'global', values: inputs.globals },
    { source: 'organization', values: inputs.organization },
    { source: 'group', values: inputs.group },
    { source: 'predefined', values: { name, mac_address, id, key } },
    // Text form of a missing value in the contract.
    ...(inputs.hardwareIdEnabled
      ? [{ source: 'predefined', values: { hardware_id: hardware_id ?? 'None' } }]
      : []),
  ];
};

/** All variables of the layers, a later layer before an earlier one. */
export const mergeVariables = (layers: readonly VariableLayer[]): JsonObject =>
  Object.fromEntries(layers.flatMap(({ values }) => Object.entries(values)));

/** The source of each variable in `mergeVariables`. */
export const variableSources = (layers: readonly VariableLayer[]): Record<string, string> =>
  Object.fromEntries(
    layers.flatMap(({ source, values }) => Object.keys(values).map((name) => [name, source])),
  );
