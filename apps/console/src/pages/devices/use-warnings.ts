import { lintConfiguration } from '@netloom/netjson-config';
import { useMemo } from 'react';
import type { Device } from '../../model/device.ts';
import type { ConfigDocument } from './config-document.ts';
import type { ChangedInputs } from './use-changed-inputs.ts';

/** Warnings that are read; more would not be. */
const most = 8;

interface Change {
  device: Device;
  before: ConfigDocument;
  after: ConfigDocument;
  /** Both as the renderer takes them; undefined until they are known. */
  inputs: ChangedInputs | undefined;
}

/** What a change makes of a configuration that is valid but hardly wanted: a device that is cut off, colliding networks. */
export const useWarnings = ({ device, before, after, inputs }: Change): readonly string[] =>
  useMemo(() => {
    if (!inputs) return [];
    try {
      // What was so before the change is no news.
      const known = new Set(lintConfiguration(before.backend, inputs.before).map(({ message }) => message));
      const warnings = lintConfiguration(after.backend, inputs.after, {
        controllerUrl: location.origin,
        // Without a configuration until now there is nothing that could get lost.
        ...(device.config === null ? {} : { before: inputs.before }),
      });
      return warnings
        .map(({ message }) => message)
        .filter((message) => !known.has(message))
        .slice(0, most);
    } catch {
      // What is wrong with the document itself, the controller tells.
      return [];
    }
  }, [inputs, device, before, after]);
