import type { JsonObject } from '@netloom/netjson';
import type { ConfigurationInput } from '@netloom/netjson-config';
import { useMemo } from 'react';
import type { ConfigDocument } from './config-document.ts';
import { configurationInput } from './configuration-input.ts';
import { useTemplateLayers } from './template-layers.ts';

type Input = ConfigurationInput & { config: JsonObject };

export interface ChangedInputs {
  before: Input;
  after: Input;
}

interface Change {
  /** Name of the device. */
  name: string;
  before: ConfigDocument;
  after: ConfigDocument;
  /** What the device inherits; undefined until it is known. */
  inherited: JsonObject | undefined;
}

/** A device's configuration before and after a change, as the renderer takes it; undefined until all of it is known. */
export const useChangedInputs = (
  { name, before, after, inherited }: Change,
  enabled: boolean,
): ChangedInputs | undefined => {
  const old = useTemplateLayers(before.templates, enabled);
  const fresh = useTemplateLayers(after.templates, enabled);
  return useMemo(() => {
    if (!enabled || !old || !fresh || !inherited) return undefined;
    const input = ({ config, context }: ConfigDocument, templates: typeof fresh): Input =>
      configurationInput({ name, config, context, templates, inherited });
    return { before: input(before, old), after: input(after, fresh) };
  }, [enabled, old, fresh, inherited, name, before, after]);
};
