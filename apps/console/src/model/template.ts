import type { JsonObject } from '@netloom/netjson';
import type { Backend } from './backend.ts';

export interface TemplateRow {
  id: string;
  name: string;
  /** Null: shared with all organizations. */
  organization: string | null;
  organization_name?: string | null;
  type: 'generic' | 'vpn';
  backend: Backend;
  default: boolean;
  required: boolean;
  tags?: string[];
  device_count?: number;
  created?: string;
  modified?: string;
}

export interface Template extends TemplateRow {
  vpn: string | null;
  tags: string[];
  notes: string;
  default_values: JsonObject;
  config: JsonObject;
  /** Names the version that was read. */
  etag: string | undefined;
  created: string;
  modified: string;
}
