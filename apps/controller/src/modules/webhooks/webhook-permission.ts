import type { PermissionModel } from '../../platform/authentication.ts';

/** What permissions call webhooks and their deliveries. */
export const webhookPermission: PermissionModel = { app: 'webhooks', model: 'webhook' };
