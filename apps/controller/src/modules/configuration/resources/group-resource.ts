import type { JsonObject } from '@netloom/netjson';
import { sql } from 'kysely';
import {
  field,
  FieldError,
  filter,
  type Field,
  type ReadContext,
  type Resource,
} from '../../../platform/resource/index.ts';
import { withinOwned } from '../../../platform/tenancy.ts';
import { makeChange } from '../change.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import {
  createGroup,
  deleteGroup,
  groupConflict,
  updateGroup,
  type GroupContent,
} from '../groups/save-group.ts';
import { openDocument } from '../sealed-documents.ts';
import type { DeviceGroupTable } from '../tables.ts';
import { jsonObject, noVariables } from './json-object-field.ts';
import { permissionModels } from '../permission-models.ts';

interface GroupRow extends DeviceGroupTable {
  /** Opened by `complete` where they are shown. */
  context?: JsonObject;
  organization_name: string | null;
  device_count: number;
  templates?: string[];
}

type GroupField<Value = unknown> = Field<GroupRow, Value>;

const column = (name: string): string => `config_devicegroup.${name}`;

const anyTemplates = field.relatedList<GroupRow>({
  table: 'config_template',
  organizationColumn: 'organization_id',
  shared: true,
  required: true,
  help: 'In their order. Default and required templates cannot be chosen: devices have them anyway.',
});

/** Templates that devices do not get by themselves. */
const templates: GroupField<string[]> = {
  ...anyTemplates,
  read: async (input, context) => {
    const ids = (await anyTemplates.read?.(input, context)) ?? [];
    const automatic = await firstAutomatic(context, ids);
    if (automatic !== undefined) throw new FieldError(`Invalid pk "${automatic}" - object does not exist.`);
    return ids;
  },
};

const firstAutomatic = async ({ db }: ReadContext, ids: readonly string[]): Promise<string | undefined> => {
  if (ids.length === 0) return undefined;
  const row = await db
    .selectFrom('config_template')
    .select('id')
    .where('id', 'in', ids)
    .where((eb) => eb.or([eb('default', '=', true), eb('required', '=', true)]))
    .executeTakeFirst();
  return row?.id;
};

const fields = {
  id: field.idField<GroupRow>(),
  name: field.text<GroupRow>({ required: true, max: 60 }),
  organization: field.organization<GroupRow>(),
  description: field.text<GroupRow>(),
  templates,
  context: jsonObject<GroupRow>({ problem: noVariables, help: 'Variables of all devices of the group.' }),
  meta_data: jsonObject<GroupRow>({
    problem: 'The value must be an object.',
    help: 'Any data about the group.',
  }),
  created: field.timeField<GroupRow>(),
  modified: field.timeField<GroupRow>(),
} satisfies Record<string, GroupField>;

/** Values of a body, as the fields above read them. */
type Body = Partial<{
  name: string;
  organization: string;
  description: string;
  templates: string[];
  context: JsonObject | null;
  meta_data: JsonObject | null;
}>;

export const groupResource = (context: ConfigurationContext): Resource<GroupRow> => ({
  name: 'group',
  modelName: 'DeviceGroup',
  path: 'controller/group',
  description: 'Groups of devices, which share templates and variables.',
  permission: permissionModels.group,
  idColumn: column('id'),
  query: (db, scope) =>
    db
      .selectFrom('config_devicegroup')
      .leftJoin(
        'openwisp_users_organization as organization',
        'organization.id',
        'config_devicegroup.organization_id',
      )
      .selectAll('config_devicegroup')
      .select([
        'organization.name as organization_name',
        sql<number>`(select count(*) from config_device where config_device.group_id = config_devicegroup.id)`.as(
          'device_count',
        ),
      ])
      .where(withinOwned(scope, column('organization_id'))),
  fields,
  extraFields: {
    device_count: field.shown<GroupRow>({ type: 'integer' }),
    organization_name: field.shown<GroupRow>({ type: 'string' }),
  },
  complete: async (rows, { db, fields: shown }) => {
    const { secrets } = context;
    if (shown.has('context'))
      for (const row of rows)
        row.context = openDocument(secrets, 'config_devicegroup', 'context', row.id, row.context_sealed);
    if (!shown.has('templates') || rows.length === 0) return;
    const assigned = await db
      .selectFrom('config_devicegroup_templates')
      .select(['devicegroup_id', 'template_id'])
      .where(
        'devicegroup_id',
        'in',
        rows.map(({ id }) => id),
      )
      .orderBy('sort_value')
      .execute();
    const byGroup = Map.groupBy(assigned, ({ devicegroup_id }) => devicegroup_id);
    for (const row of rows) row.templates = byGroup.get(row.id)?.map(({ template_id }) => template_id) ?? [];
  },
  search: [column('name'), column('description')],
  filters: {
    organization: filter.organizationFilter(column('organization_id')),
    organization_slug: filter.organizationSlugFilter(column('organization_id')),
    empty: {
      schema: {
        type: 'boolean',
        description: 'true: groups that have devices, false: those that have none.',
      },
      apply: (query, value) => {
        const hasDevices = sql<boolean>`exists (select 1 from config_device where config_device.group_id = config_devicegroup.id)`;
        switch (value.toLowerCase()) {
          case 'true':
          case '1':
            return query.where(hasDevices);
          case 'false':
          case '0':
            return query.where(sql<boolean>`not ${hasDevices}`);
          default:
            return query;
        }
      },
    },
  },
  orderings: {
    name: { column: column('name') },
    created: { column: column('created'), time: true },
    modified: { column: column('modified'), time: true },
  },
  defaultOrdering: '-created',
  create: (values) => {
    const { templates: chosen = [], ...body } = values as Body;
    const content: GroupContent = {
      name: '',
      organization_id: '',
      description: '',
      meta_data: {},
      context: {},
      ...groupPatch(body),
    };
    return makeChange(context, (change) => createGroup(change, content, chosen));
  },
  bulk: ['change', 'delete'],
  update: (row, values, { scope, requireUnchanged }) => {
    const { templates: chosen, ...body } = values as Body;
    return makeChange(context, async (change) => {
      await requireUnchanged(change.tx);
      await updateGroup(change, scope, row.id, {
        ...groupPatch(body),
        ...(chosen === undefined ? {} : { templates: chosen }),
      });
    });
  },
  remove: (row, { scope }) => makeChange(context, (change) => deleteGroup(change, scope, row.id)),
  onConflict: groupConflict,
});

const groupPatch = ({
  organization,
  context,
  meta_data,
  ...patch
}: Omit<Body, 'templates'>): Partial<GroupContent> => ({
  ...patch,
  ...(organization === undefined ? {} : { organization_id: organization }),
  ...(context === undefined ? {} : { context: context ?? {} }),
  ...(meta_data === undefined ? {} : { meta_data: meta_data ?? {} }),
});
