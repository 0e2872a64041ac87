import { badRequest, forbidden, HttpError } from '@netloom/server-kit';
import { sql } from 'kysely';
import {
  field,
  filter,
  type Field,
  type Resource,
  type ShownContext,
  type Values,
} from '../../../platform/resource/index.ts';
import { withinOwned } from '../../../platform/tenancy.ts';
import { normalizeAddress } from '../addresses/normalize-address.ts';
import { makeChange } from '../change.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { conflictErrors } from '../devices/check-device.ts';
import { createDevice } from '../devices/create-device.ts';
import { deleteDevice } from '../devices/delete-device.ts';
import { deviceKeySeal } from '../devices/seal-device-key.ts';
import { updateDevice, type ConfigPatch, type DevicePatch } from '../devices/update-device.ts';
import { deviceName, keyText, macAddress } from '../devices/validate-device.ts';
import { backends, defaultBackend } from '../rendering/backends.ts';
import { InvalidConfigError } from '../rendering/invalid-config.ts';
import { recentMs } from '../routes/overview-route.ts';
import { openDocuments } from '../sealed-documents.ts';
import type { DeviceTable } from '../tables.ts';
import { configField, type ConfigRow } from './config-field.ts';
import { permissionModels } from '../permission-models.ts';

/** A device as the resource reads it. */
export interface DeviceRow extends Omit<DeviceTable, 'key_digest'>, ConfigRow {
  organization_name: string | null;
  group_name: string | null;
  key?: string;
  template_count?: number;
}

type DeviceField<Value = unknown> = Field<DeviceRow, Value>;

const column = (name: string): string => `config_device.${name}`;
const text = { type: 'string' };
const nullableText = { type: ['string', 'null'] };

const fields = {
  id: field.idField<DeviceRow>(),
  name: field.text<DeviceRow>({
    required: true,
    max: 64,
    check: deviceName,
    help: 'A host name or a MAC address.',
  }),
  organization: field.organization<DeviceRow>(),
  group: field.related<DeviceRow>({
    table: 'config_devicegroup',
    organizationColumn: 'organization_id',
    nullable: true,
    show: (row) => row.group_id,
  }),
  mac_address: field.text<DeviceRow>({ required: true, max: 17, check: macAddress }),
  key: field.text<DeviceRow>({
    max: 64,
    secret: true,
    check: keyText,
    help: 'The secret of this device. Made from its MAC address and the shared secret when left empty.',
  }),
  last_ip: field.ipAddress<DeviceRow>({ help: 'Address that the device called from.' }),
  management_ip: field.ipAddress<DeviceRow>({ help: 'Address at which the device can be reached.' }),
  model: field.text<DeviceRow>({ max: 64 }),
  os: field.text<DeviceRow>({ max: 128 }),
  system: field.text<DeviceRow>({ max: 128 }),
  notes: field.text<DeviceRow>(),
  config: configField<DeviceRow>(false),
  created: field.timeField<DeviceRow>(),
  modified: field.timeField<DeviceRow>(),
} satisfies Record<string, DeviceField>;

const detailFields = {
  is_deactivated: field.shown<DeviceRow>({ type: 'boolean' }),
  config: configField<DeviceRow>(true),
} satisfies Record<string, DeviceField>;

const extraFields = {
  last_seen: field.timeField<DeviceRow>({ nullable: true }),
  is_deactivated: field.shown<DeviceRow>({ type: 'boolean' }),
  config_status: field.shown<DeviceRow>(nullableText),
  error_reason: field.shown<DeviceRow>(text, { show: (row) => row.error_reason ?? '' }),
  backend: field.shown<DeviceRow>(nullableText),
  template_count: field.shown<DeviceRow>({ type: 'integer' }),
  organization_name: field.shown<DeviceRow>(text),
  group_name: field.shown<DeviceRow>(nullableText),
  hardware_id: field.text<DeviceRow>({ max: 32, nullable: true }),
} satisfies Record<string, DeviceField>;

/** Values of a body, as the fields above read them. */
type Body = Partial<
  Pick<DeviceTable, 'name' | 'mac_address' | 'model' | 'os' | 'system' | 'notes' | 'hardware_id'> & {
    organization: string;
    group: string | null;
    key: string;
    last_ip: string | null;
    management_ip: string | null;
    config: ConfigPatch | null;
  }
>;

export const deviceResource = (context: ConfigurationContext): Resource<DeviceRow> => ({
  name: 'device',
  modelName: 'Device',
  path: 'controller/device',
  description: 'The devices of the fleet, each with its configuration.',
  permission: permissionModels.device,
  idColumn: column('id'),
  query: (db, scope) =>
    db
      .selectFrom('config_device')
      .leftJoin('config_config', 'config_config.device_id', 'config_device.id')
      .leftJoin(
        'openwisp_users_organization as organization',
        'organization.id',
        'config_device.organization_id',
      )
      .leftJoin('config_devicegroup as device_group', 'device_group.id', 'config_device.group_id')
      .select([
        'config_device.id',
        'config_device.organization_id',
        'config_device.name',
        'config_device.mac_address',
        'config_device.key_sealed',
        'config_device.hardware_id',
        'config_device.model',
        'config_device.os',
        'config_device.system',
        'config_device.notes',
        'config_device.group_id',
        'config_device.last_ip',
        'config_device.management_ip',
        'config_device.last_seen',
        'config_device.is_deactivated',
        'config_device.created',
        'config_device.modified',
        'config_config.id as config_id',
        'config_config.status as config_status',
        'config_config.error_reason',
        'config_config.backend',
        'organization.name as organization_name',
        'device_group.name as group_name',
      ])
      .where(withinOwned(scope, column('organization_id'))),
  fields,
  detailFields,
  extraFields,
  // What a device says of itself is nobody's edit.
  liveFields: [
    'last_ip',
    'management_ip',
    'model',
    'os',
    'system',
    'modified',
    'config.status',
    'config.error_reason',
  ],
  complete: (rows, shown) => completeRows(context, rows, shown),
  search: { text: column('search_text'), id: column('id') },
  filters: deviceFilters(context),
  orderings: {
    created: { column: column('created'), time: true },
    modified: { column: column('modified'), time: true },
    last_seen: { column: column('last_seen'), time: true, nullable: true },
    name: { column: column('name') },
    mac_address: { column: column('mac_address') },
    model: { column: column('model') },
    os: { column: column('os') },
    status: { column: column('config_status'), nullable: true },
  },
  defaultOrdering: '-created',
  create: (values) => explained(() => create(context, values)),
  mayChange: ({ is_deactivated }) => {
    if (is_deactivated) throw forbidden();
  },
  bulk: ['change', 'delete'],
  update: async (row, values, { scope, requireUnchanged }) => {
    const { config, ...patch } = values as Body;
    // What devices have said of their addresses until now is older than what is written here.
    if (patch.last_ip !== undefined || patch.management_ip !== undefined) await context.contacts.flush();
    await explained(() =>
      makeChange(context, (change) =>
        updateDevice(change, scope, row.id, devicePatch(patch), {
          words: 'rest',
          config: config ?? undefined,
          requireUnchanged,
        }),
      ),
    );
  },
  removeOptions: {
    force: { type: 'boolean', description: 'Also while the device has not yet emptied its configuration.' },
  },
  remove: async (row, { scope, options }) => {
    const force = options.get('force') === 'true';
    await makeChange(context, (change) => deleteDevice(change, scope, row.id, { force }));
  },
  onConflict: (violation) => conflictErrors(violation, 'rest'),
});

/** Runs a rule and tells of a refused configuration the way REST clients know it. */
export const explained = async <Result>(rule: () => Promise<Result>): Promise<Result> => {
  try {
    return await rule();
  } catch (error) {
    if (error instanceof InvalidConfigError) throw badRequest({ config: error.errors });
    throw error;
  }
};

const create = async (context: ConfigurationContext, values: Values): Promise<string> => {
  const { organization = '', config, ...given } = values as Body;
  return makeChange(context, (change) =>
    createDevice(
      change,
      {
        name: '',
        mac_address: '',
        key: '',
        hardware_id: null,
        model: '',
        os: '',
        system: '',
        notes: '',
        group_id: null,
        last_ip: null,
        management_ip: null,
        last_seen: null,
        ...devicePatch(given),
        organization_id: organization,
      },
      config ? { backend: defaultBackend, config: {}, context: {}, templates: [], ...config } : null,
      'rest',
    ),
  );
};

const devicePatch = ({
  organization,
  group,
  last_ip,
  management_ip,
  key,
  hardware_id,
  ...patch
}: Omit<Body, 'config'>): DevicePatch => ({
  ...patch,
  ...(organization === undefined ? {} : { organization_id: organization }),
  ...(group === undefined ? {} : { group_id: group }),
  ...(last_ip === undefined ? {} : { last_ip: normalizeAddress(last_ip ?? '') ?? null }),
  ...(management_ip === undefined ? {} : { management_ip: normalizeAddress(management_ip ?? '') ?? null }),
  ...(hardware_id === undefined ? {} : { hardware_id: hardware_id || null }),
  // A key cannot be taken away: an empty one leaves it as it is.
  ...(key === undefined || key === '' ? {} : { key }),
});

const completeRows = async (
  { index, secrets }: ConfigurationContext,
  rows: DeviceRow[],
  { db, fields: shown, isDetail }: ShownContext,
): Promise<void> => {
  for (const row of rows) {
    const indexed = index.find(row.id);
    row.key = indexed?.key ?? secrets.open(row.key_sealed, deviceKeySeal(row.id));
    if (!indexed) continue;
    // Contacts are in memory before they are in the database.
    row.last_ip = indexed.lastIp;
    row.management_ip = indexed.managementIp;
    row.last_seen = indexed.lastSeen === 0 ? null : new Date(indexed.lastSeen);
  }
  const configIds = rows.flatMap(({ config_id }) => config_id ?? []);
  const needsTemplates = (isDetail && shown.has('config')) || shown.has('template_count');
  if (configIds.length === 0 || !needsTemplates) {
    for (const row of rows) row.template_count = 0;
    return;
  }
  const assigned = await db
    .selectFrom('config_config_templates')
    .select(['config_id', 'template_id'])
    .where('config_id', 'in', configIds)
    .orderBy('sort_value')
    .execute();
  const byConfig = Map.groupBy(assigned, ({ config_id }) => config_id);
  for (const row of rows) {
    row.templates = byConfig.get(row.config_id ?? '')?.map(({ template_id }) => template_id) ?? [];
    row.template_count = row.templates.length;
  }
  if (!isDetail) return;
  const documents = await db
    .selectFrom('config_config')
    .select(['id', 'config_sealed', 'context_sealed'])
    .where('id', 'in', configIds)
    .execute();
  const byId = new Map(documents.map((document) => [document.id, document]));
  for (const row of rows) {
    const sealed = byId.get(row.config_id ?? '');
    if (!sealed) continue;
    const { config, context } = openDocuments(secrets, 'config_config', sealed.id, sealed);
    Object.assign(row, { config, context });
  }
};

const statuses = ['modified', 'applied', 'error', 'deactivating', 'deactivated'];

/** A copy beside the device, which an index holds: see the migration 0002. */
const statusFilter = filter.oneOf(column('config_status'), statuses);

/** So many devices are asked one by one for their templates; of more, those are looked up that have the template. */
const fewDevices = 5000;

const deviceFilters = ({
  index,
}: Pick<ConfigurationContext, 'index'>): NonNullable<Resource<DeviceRow>['filters']> => ({
  name: filter.contains(column('name')),
  mac_address: filter.containsUpperCase(column('mac_address')),
  organization: filter.organizationFilter(column('organization_id')),
  organization_slug: filter.organizationSlugFilter(column('organization_id')),
  group: filter.uuidFilter(column('group_id')),
  config__status: {
    schema: {
      type: 'string',
      enum: [...statuses, 'unknown'],
      description:
        'Status of the configuration; `unknown` finds devices without one, as the overview counts them.',
    },
    apply: (query, value, context) =>
      value === 'unknown'
        ? query.where(sql<boolean>`config_device.config_status is null`)
        : statusFilter.apply(query, value, context),
  },
  config__backend: filter.oneOf('config_config.backend', Object.keys(backends)),
  config__templates: {
    schema: { type: 'string', format: 'uuid', description: 'Devices that have this template.' },
    apply: (query, value, { inOrder, scope }) => {
      const id = readTemplateId(value);
      if (inOrder || (scope.kind !== 'everything' && index.countIn(scope.ids) <= fewDevices))
        return query.where(
          sql<boolean>`exists (select 1 from config_config_templates as assigned
            where assigned.template_id = ${id} and assigned.device_id = config_device.id)`,
        );
      // One row at most: a device has a template once.
      return query
        .innerJoin('config_config_templates as assigned', 'assigned.device_id', 'config_device.id')
        .where('assigned.template_id', '=', id);
    },
  },
  ...filter.timeFilters('created', column('created')),
  is_deactivated: filter.boolFilter(column('is_deactivated')),
  seen: {
    schema: {
      type: 'string',
      enum: ['recent', 'stale', 'never'],
      description: 'Recent: within the last ten minutes.',
    },
    apply: (query, value, { now }) => {
      const since = new Date(now.getTime() - recentMs);
      switch (value) {
        case 'recent':
          return query.where(sql<boolean>`config_device.last_seen >= ${since}`);
        case 'stale':
          return query.where(sql<boolean>`config_device.last_seen < ${since}`);
        case 'never':
          return query.where(sql<boolean>`config_device.last_seen is null`);
        default:
          throw new filter.FilterError(
            `Select a valid choice. ${value} is not one of the available choices.`,
          );
      }
    },
  },
});

/** Here the contract has a text where others have a list. */
const readTemplateId = (value: string): string => {
  try {
    return filter.readFilterUuid(value);
  } catch {
    throw new HttpError(400, { config__templates: 'Invalid UUID format' });
  }
};
