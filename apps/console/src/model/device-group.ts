import type { JsonObject } from '@netloom/netjson';

export interface DeviceGroup {
  id: string;
  name: string;
  organization: string;
  description: string;
  /** Ids, in the order in which they are merged. */
  templates: string[];
  context: JsonObject;
  meta_data: JsonObject;
  created: string;
  modified: string;
}
