import type { JsonObject } from '@netloom/netjson';
import type { Generated } from 'kysely';

declare module '@netloom/server-kit' {
  interface Tables {
    config_device: DeviceTable;
    config_config: ConfigTable;
    config_template: TemplateTable;
    config_config_templates: ConfigTemplateTable;
    config_templatetag: { id: Generated<number>; name: string };
    config_taggedtemplate: { template_id: string; tag_id: number };
    config_devicegroup: DeviceGroupTable;
    config_devicegroup_templates: { devicegroup_id: string; template_id: string; sort_value: number };
    config_organizationconfigsettings: OrganizationConfigSettingsTable;
    config_organizationlimits: { organization_id: string; device_limit: number | null };
    config_revision: RevisionTable;
    config_statuschange: StatusChangeTable;
    config_pendingchange: PendingChangeTable;
    /** One row (id 1): a fingerprint of the settings that all configurations were rendered with. */
    config_renderstate: { id: number; fingerprint: string };
  }
}

export type ConfigStatus = 'modified' | 'applied' | 'error' | 'deactivating' | 'deactivated';

/** Why a configuration changed, in the words of the contract with listeners. */
export type ConfigChange = 'config_changed' | 'related_template_changed' | 'm2m_templates_changed';

export interface DeviceTable {
  id: string;
  organization_id: string;
  name: string;
  mac_address: string;
  /** The key that the device proves itself with, sealed; `key_digest` is its blind index (unique). */
  key_sealed: string;
  key_digest: string;
  hardware_id: string | null;
  model: string;
  os: string;
  system: string;
  notes: string;
  group_id: string | null;
  last_ip: string | null;
  management_ip: string | null;
  /** When the device last asked for anything. Written in batches, at most once a minute for each device. */
  last_seen: Date | null;
  is_deactivated: boolean;
  created: Date;
  modified: Date;
}

export interface ConfigTable {
  id: string;
  device_id: string;
  backend: string;
  /** The device's own configuration and variables. See `sealed-documents.ts`. */
  config_sealed: string;
  context_sealed: string;
  status: ConfigStatus;
  error_reason: string;
  /** MD5 of the archive that the device should run; names a row of config_revision. */
  checksum_db: string | null;
  /** The revision that the device downloaded last. A report speaks of this one. */
  downloaded_checksum: string | null;
  /** The revision that the device last reported as applied. */
  applied_checksum: string | null;
  /** Counts the changes of what is rendered, so that a rendering that was begun before one is not stored after it. */
  version: number;
  created: Date;
  modified: Date;
}

export interface TemplateTable {
  id: string;
  /** Null: shared with all organizations. */
  organization_id: string | null;
  name: string;
  type: 'generic' | 'vpn';
  backend: string;
  /** VPN server that a VPN-client template belongs to. */
  vpn_id: string | null;
  auto_cert: boolean;
  default: boolean;
  required: boolean;
  notes: string;
  default_values_sealed: string;
  config_sealed: string;
  created: Date;
  modified: Date;
}

export interface ConfigTemplateTable {
  config_id: string;
  template_id: string;
  sort_value: number;
  /** The device of the configuration: a copy for lists. */
  device_id: string;
}

export interface DeviceGroupTable {
  id: string;
  organization_id: string;
  name: string;
  description: string;
  meta_data: JsonObject;
  /** Variables of its devices. */
  context_sealed: string;
  created: Date;
  modified: Date;
}

export interface OrganizationConfigSettingsTable {
  organization_id: string;
  registration_enabled: boolean;
  /** Sealed; `shared_secret_digest` is its blind index (unique). */
  shared_secret_sealed: string;
  shared_secret_digest: string;
  /** Variables of all its devices. */
  context_sealed: string;
}

/** A rendered configuration, content-addressed. Archives hold secrets, hence sealed. */
export interface RevisionTable {
  /** MD5 of the archive, 32 lower-case hex digits. */
  checksum: string;
  /** The tar.gz, sealed with the checksum as associated data. */
  archive_sealed: string;
  created: Date;
}

export interface StatusChangeTable {
  id: Generated<number>;
  config_id: string;
  status: ConfigStatus;
  /** The revision that it is about. */
  checksum: string | null;
  reason: string;
  created: Date;
}

/**
 * What must still be rendered again after a change, written in the transaction of the change itself: a crash between
 * the change and its effect loses nothing. One row, however many devices it touches.
 */
export interface PendingChangeTable {
  id: Generated<number>;
  /** `template`: configurations that it is assigned to. */
  scope: 'configs' | 'template' | 'organization' | 'group' | 'everything';
  /** Id of the template, organization or group. */
  object_id: string | null;
  action: ConfigChange;
  work: PendingWork;
  created: Date;
}

/** What is to be done with each configuration in the scope besides rendering it. */
export interface PendingWork {
  /** Scope `configs`: their ids. */
  configs?: string[];
  /** Templates to take away. */
  remove?: string[];
  /** Templates to append, in this order, where the backend is theirs and they are missing. */
  append?: string[];
}
