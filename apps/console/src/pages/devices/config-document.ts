import type { JsonObject } from '@netloom/netjson';
import type { Backend } from '../../model/backend.ts';
import type { Device } from '../../model/device.ts';
import { defaultBackend } from '../../resource/backends.ts';

/** What is edited of a device's configuration. */
export interface ConfigDocument {
  backend: Backend;
  /** Ids, in the order in which they are merged. */
  templates: string[];
  context: JsonObject;
  config: JsonObject;
}

export const configDocument = ({ config }: Device): ConfigDocument => ({
  backend: config?.backend ?? defaultBackend,
  templates: config?.templates ?? [],
  context: config?.context ?? {},
  config: config?.config ?? {},
});
