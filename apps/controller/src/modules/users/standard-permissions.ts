import type { Action } from '../../platform/authentication.ts';

/** A model whose use needs permissions, and what the two groups that every installation starts with may do with it. */
export interface PermissionDeclaration {
  /** First part of the codes: `config` in `config.view_device`. */
  app: string;
  /** Last part of the codes: `device` in `config.view_device`. */
  model: string;
  /** The model in plain words: `Can view floor plan`. */
  label: string;
  operator: readonly Action[];
  administrator: readonly Action[];
}

/** In the order in which a model's permissions are numbered. */
export const allActions: readonly Action[] = ['add', 'change', 'delete', 'view'];

const none: readonly Action[] = [];
const view: readonly Action[] = ['view'];
/** Who may change may also read: the view permission is left out on purpose. */
const write: readonly Action[] = ['add', 'change', 'delete'];

const declare = (
  app: string,
  model: string,
  label: string,
  operator: readonly Action[],
  administrator: readonly Action[],
): PermissionDeclaration => ({ app, model, label, operator, administrator });

/**
 * The permissions of the built-in modules, by module (REST conventions, section 3.2). A module declares its own with
 * `declarePermissions` when it is registered, so that an installation only has codes that mean something in it.
 */
export const standardPermissions = {
  users: [
    declare('account', 'emailaddress', 'email address', none, ['view', 'change', 'delete']),
    declare('openwisp_users', 'user', 'user', none, allActions),
    declare('openwisp_users', 'group', 'group', none, view),
    declare('openwisp_users', 'organization', 'organization', view, ['change']),
    declare('openwisp_users', 'organizationuser', 'organization user', none, allActions),
    declare('openwisp_users', 'organizationowner', 'organization owner', none, ['change']),
    declare('openwisp_users', 'apikey', 'API key', none, allActions),
  ],
  audit: [declare('audit', 'entry', 'audit log entry', none, view)],
  configuration: [
    declare('config', 'device', 'device', write, write),
    declare('config', 'config', 'configuration', write, write),
    declare('config', 'template', 'template', write, write),
    declare('config', 'vpn', 'VPN server', view, write),
    declare('config', 'devicegroup', 'device group', allActions, allActions),
    declare('config', 'organizationconfigsettings', 'configuration management settings', view, [
      'view',
      'change',
    ]),
  ],
  pki: [declare('pki', 'ca', 'CA', view, write), declare('pki', 'cert', 'certificate', view, write)],
  connections: [
    declare('connection', 'credentials', 'access credentials', none, allActions),
    declare('connection', 'deviceconnection', 'device connection', allActions, allActions),
    declare('connection', 'command', 'command', ['add', 'view'], allActions),
  ],
  geo: [
    declare('geo', 'location', 'location', write, write),
    declare('geo', 'floorplan', 'floor plan', write, write),
    declare('geo', 'devicelocation', 'device location', write, write),
    declare('geo', 'organizationgeosettings', 'geographic settings', write, write),
  ],
  ipam: [
    declare('openwisp_ipam', 'subnet', 'subnet', view, allActions),
    declare('openwisp_ipam', 'ipaddress', 'IP address', allActions, allActions),
    declare('subnet_division', 'subnetdivisionrule', 'subnet division rule', view, allActions),
  ],
  webhooks: [declare('webhooks', 'webhook', 'webhook', none, allActions)],
} as const satisfies Record<string, readonly PermissionDeclaration[]>;
