import type { ConfigChange, ConfigStatus } from './tables.ts';

/** What all events about a device say. */
interface DeviceEvent {
  deviceId: string;
  organizationId: string;
}

/** What all events about a device's configuration say. */
interface ConfigEvent extends DeviceEvent {
  configId: string;
}

declare module '@netloom/server-kit' {
  interface Events {
    /** A device has registered itself; one that was known before has been reset or reflashed. */
    'device.registered': DeviceEvent & { isNew: boolean };
    'device.created': DeviceEvent;
    'device.updated': DeviceEvent;
    'device.deleted': DeviceEvent;
    'device.activated': DeviceEvent;
    'device.deactivated': DeviceEvent;
    /** `byDevice`: the device chose the name itself and need not be told. */
    'device.name-changed': DeviceEvent & { name: string; previousName: string; byDevice: boolean };
    'device.group-changed': DeviceEvent & { groupId: string | null; previousGroupId: string | null };
    'device.management-ip-changed': DeviceEvent & {
      managementIp: string | null;
      previousManagementIp: string | null;
    };

    /**
     * The device should run another archive than before. At most every three seconds for one configuration, the last
     * change is never left out; not for new configurations. `byDevice`: the device caused it and need not be told.
     */
    'config.modified': ConfigEvent & {
      action: ConfigChange;
      previousStatus: ConfigStatus;
      byDevice: boolean;
    };
    /** The status was written, also when it is the same as before: a device that repeats an error says so again. */
    'config.status-changed': ConfigEvent & {
      status: ConfigStatus;
      previousStatus: ConfigStatus;
      reason: string;
      /** The revision that it is about. */
      checksum: string | null;
    };
    'config.deactivating': ConfigEvent;
    'config.deactivated': ConfigEvent;
    'config.backend-changed': ConfigEvent & { backend: string; previousBackend: string };
    /** A device polled: a sign of life. */
    'checksum.requested': DeviceEvent;
    'config.download-requested': DeviceEvent;

    /** `organizationId` null: shared with all. */
    'template.created': { templateId: string; organizationId: string | null };
    'template.updated': { templateId: string; organizationId: string | null };
    'template.deleted': { templateId: string; organizationId: string | null };
    'device-group.created': { groupId: string; organizationId: string };
    'device-group.updated': { groupId: string; organizationId: string };
    'device-group.deleted': { groupId: string; organizationId: string };
    'device-group.templates-changed': {
      groupId: string;
      organizationId: string;
      templates: string[];
      previousTemplates: string[];
    };

    /** For the other processes: rows of these devices differ from what they keep in memory. */
    'configuration.devices-changed': { deviceIds: string[]; process: string };
  }
}
