import type { JsonObject } from '@netloom/netjson';
import { lintConfiguration } from '@netloom/netjson-config';
import { useMemo } from 'react';
import type { Device } from '../../model/device.ts';
import { configurationInput } from './configuration-input.ts';
import type { ConfigDocument } from './config-document.ts';
import { useTemplateLayers } from './template-layers.ts';

/** Warnings that are read; more would not be. */
const most = 8;

interface Change {
  device: Device;
  before: ConfigDocument;
  after: ConfigDocument;
  /** What the device inherits; undefined until it is known. */
  inherited: JsonObject | undefined;
}

/** What a change makes of a configuration that is valid but hardly wanted: a device that is cut off, colliding networks. */
export const useWarnings = (
  { device, before, after, inherited }: Change,
  enabled: boolean,
): readonly string[] => {
  const old = useTemplateLayers(before.templates, enabled);
  const fresh = useTemplateLayers(after.templates, enabled);
  return useMemo(() => {
    if (!enabled || !old || !fresh || !inherited) return [];
    const input = ({ config, context }: ConfigDocument, templates: typeof fresh) =>
      configurationInput({ name: device.name, config, context, templates, inherited });
    const newInput = input(after, fresh);
    const oldInput = input(before, old);
    try {
      // What was so before the change is no news.
      const known = new Set(lintConfiguration(before.backend, oldInput).map(({ message }) => message));
      const warnings = lintConfiguration(after.backend, newInput, {
        controllerUrl: location.origin,
        // Without a configuration until now there is nothing that could get lost.
        ...(device.config === null ? {} : { before: oldInput }),
      });
      return warnings
        .map(({ message }) => message)
        .filter((message) => !known.has(message))
        .slice(0, most);
    } catch {
      // What is wrong with the document itself, the controller tells.
      return [];
    }
  }, [enabled, old, fresh, inherited, device, before, after]);
};
