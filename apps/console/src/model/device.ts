import type { JsonObject } from '@netloom/netjson';
import type { Backend } from './backend.ts';

export type ConfigStatus = 'applied' | 'modified' | 'error' | 'deactivating' | 'deactivated';

/** A device as lists show it; which fields are there depends on what was asked for. */
export interface DeviceRow {
  id: string;
  name: string;
  mac_address: string;
  organization: string;
  organization_name?: string;
  group?: string | null;
  group_name?: string | null;
  config_status: ConfigStatus | null;
  error_reason?: string | null;
  is_deactivated: boolean;
  last_seen?: string | null;
  management_ip?: string | null;
  last_ip?: string | null;
  model?: string;
  os?: string;
  system?: string;
  backend?: string | null;
  template_count?: number;
  hardware_id?: string | null;
  notes?: string;
  created?: string;
  modified?: string;
}

/** A device's own part of its configuration. */
export interface DeviceConfig {
  status: ConfigStatus;
  error_reason: string;
  backend: Backend;
  /** Ids, in the order in which they are merged. */
  templates: string[];
  /** The device's own variables. */
  context: JsonObject;
  config: JsonObject;
}

export interface Device {
  id: string;
  name: string;
  organization: string;
  organization_name: string;
  group: string | null;
  group_name: string | null;
  hardware_id: string | null;
  last_seen: string | null;
  mac_address: string;
  key: string;
  last_ip: string | null;
  management_ip: string | null;
  is_deactivated: boolean;
  model: string;
  os: string;
  system: string;
  notes: string;
  config: DeviceConfig | null;
  created: string;
  modified: string;
  /** Names the version that was read. */
  etag: string | undefined;
}

/** One change of a device's configuration status. */
export interface StatusChange {
  id: number;
  created: string;
  status: ConfigStatus;
  reason: string;
  checksum: string | null;
}

/** Where a variable's value comes from: `template:<name>` for a template's default. */
export type VariableSource =
  | 'device'
  | 'group'
  | 'organization'
  | 'global'
  | 'predefined'
  | `template:${string}`;

export interface DeviceVariables {
  system: JsonObject;
  effective: JsonObject;
  sources: Record<string, VariableSource>;
}

/** What a device or a template looks like on the wire. */
export interface Rendered {
  checksum: string;
  native: string;
  files: { path: string; mode: string; size: number }[];
}
