import { isJsonObject, type JsonObject } from '@netloom/netjson';
import type { ConfigurationInput } from '@netloom/netjson-config';
import type { TemplateLayer } from './template-layers.ts';

interface Layers {
  /** Name of the device, which is its host name unless the configuration says otherwise. */
  name: string;
  config: JsonObject;
  /** The device's own variables. */
  context: JsonObject;
  templates: readonly TemplateLayer[];
  /** What the device inherits: group, organization, predefined, and defaults of the templates that are saved. */
  inherited: JsonObject;
}

/** A device's configuration as the renderer takes it, made from what the page knows. */
export const configurationInput = ({
  name,
  config,
  context,
  templates,
  inherited,
}: Layers): ConfigurationInput & { config: JsonObject } => {
  const { general = {} } = config;
  const named = isJsonObject(general) && !('hostname' in general);
  const defaults = templates.map(({ default_values }) => default_values);
  return {
    config: named ? { ...config, general: { ...general, hostname: name.replaceAll(':', '-') } } : config,
    templates: templates.map((template) => template.config),
    context: Object.assign({}, ...defaults, inherited, context) as JsonObject,
  };
};
