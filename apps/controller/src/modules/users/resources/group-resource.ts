import { field, type Resource } from '../../../platform/resource/index.ts';
import { requireGrantablePermissions } from '../compare-rights.ts';
import { createGroup, deleteGroup, takenGroupName, updateGroup, type GroupContent } from '../groups.ts';
import type { UsersContext } from '../users-context.ts';
import { integerIds } from './integer-ids-field.ts';

interface GroupRow {
  id: number;
  name: string;
  /** As they are shown: `1: emailaddress | Can add email address`. */
  permissions?: string[];
}

export const groupResource = (context: UsersContext): Resource<GroupRow> => ({
  name: 'group',
  modelName: 'Group',
  path: 'users/group',
  description: 'Named sets of permissions that users can be given.',
  permission: { app: 'openwisp_users', model: 'group' },
  managersOnly: false,
  integerId: true,
  query: (db) => db.selectFrom('auth_group').select(['auth_group.id', 'auth_group.name']),
  idColumn: 'auth_group.id',
  fields: {
    id: field.shown({ type: 'integer' }),
    name: field.text({ required: true, max: 150 }),
    permissions: integerIds<GroupRow>('auth_permission', {
      schema: {
        type: 'array',
        items: { type: ['string', 'integer'] },
        description: 'Shown as `<id>: <model> | <name>`; such a text, or the id alone, is taken.',
      },
      show: ({ permissions }) => permissions ?? [],
      // What was shown may be sent back.
      readId: (input) => (typeof input === 'string' ? input.split(':')[0] : input),
    }),
  },
  complete: async (rows, { db, fields }) => {
    if (rows.length === 0 || !fields.has('permissions')) return;
    const permissions = await db
      .selectFrom('auth_group_permissions as granted')
      .innerJoin('auth_permission as permission', 'permission.id', 'granted.permission_id')
      .select(['granted.group_id', 'permission.id', 'permission.model', 'permission.name'])
      .where(
        'granted.group_id',
        'in',
        rows.map(({ id }) => id),
      )
      .orderBy('permission.id')
      .execute();
    const byGroup = Map.groupBy(permissions, ({ group_id }) => group_id);
    for (const row of rows) {
      row.permissions = (byGroup.get(row.id) ?? []).map(({ id, model, name }) => `${id}: ${model} | ${name}`);
    }
  },
  search: ['auth_group.name'],
  orderings: { name: { column: 'auth_group.name' }, id: { column: 'auth_group.id', number: true } },
  defaultOrdering: 'name',
  problems: async ({ name }, { db, id }) =>
    name === undefined ? {} : takenGroupName(db, name as string, id === undefined ? undefined : Number(id)),
  create: async (values, { db, caller }) => {
    const { name, permissions = [] } = values as unknown as { name: string } & Partial<GroupContent>;
    await requireGrantablePermissions(db, caller, { permissions });
    return createGroup(context, { name, permissions });
  },
  update: async ({ id }, values, { db, caller }) => {
    const changes = values as Partial<GroupContent>;
    await requireGrantablePermissions(db, caller, { groupId: id, permissions: changes.permissions ?? [] });
    await updateGroup(context, id, changes);
  },
  remove: ({ id }) => deleteGroup(context, id),
});
