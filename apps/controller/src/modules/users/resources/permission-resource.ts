import { field, filter, type Resource } from '../../../platform/resource/index.ts';

interface PermissionRow {
  id: number;
  app_label: string;
  model: string;
  codename: string;
  name: string;
}

const text = { type: 'string' };

/** `users/permission/`: what groups and users can be given. To be read by whoever may see groups. */
export const permissionResource: Resource<PermissionRow> = {
  name: 'permission',
  modelName: 'Permission',
  path: 'users/permission',
  description: 'What can be granted to groups and users of this installation, by the ids that they refer to.',
  permission: { app: 'openwisp_users', model: 'group' },
  managersOnly: false,
  integerId: true,
  query: (db) => db.selectFrom('auth_permission').select(['id', 'app_label', 'model', 'codename', 'name']),
  idColumn: 'auth_permission.id',
  fields: {
    id: field.shown({ type: 'integer' }),
    code: field.shown(text, {
      show: ({ app_label: app, codename }: PermissionRow) => `${app}.${codename}`,
      help: '`config.change_device`',
    }),
    model: field.shown(text, {
      show: ({ app_label: app, model }: PermissionRow) => `${app}.${model}`,
      help: '`config.device`',
    }),
    action: field.shown(
      { type: 'string', enum: ['add', 'change', 'delete', 'view'] },
      { show: ({ codename }: PermissionRow) => codename.split('_')[0] },
    ),
    name: field.shown(text, { help: '`Can change device`' }),
  },
  search: ['auth_permission.name', 'auth_permission.codename'],
  filters: { app: filter.exact('auth_permission.app_label') },
  orderings: { id: { column: 'auth_permission.id', number: true } },
  defaultOrdering: 'id',
};
