import type { PermissionModel } from '../../platform/authentication.ts';

/** What permissions call the objects of this module. */
export const permissionModels = {
  device: { app: 'config', model: 'device' },
  template: { app: 'config', model: 'template' },
  group: { app: 'config', model: 'devicegroup' },
  organizationSettings: { app: 'config', model: 'organizationconfigsettings' },
} as const satisfies Record<string, PermissionModel>;
