import type { JsonObject } from '@netloom/netjson';
import { badRequest } from '@netloom/server-kit';
import { ConfigurationError, createConfiguration, type Configuration } from '@netloom/netjson-config';
import type { AppContext } from '../../../platform/app-context.ts';
import { requireManager, requirePermission } from '../../../platform/authentication.ts';
import {
  field,
  readBody,
  readFields,
  type Field,
  type ReadContext,
} from '../../../platform/resource/index.ts';
import { managedScope } from '../../../platform/tenancy.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { backends, defaultBackend } from '../rendering/backends.ts';
import { describeRendered } from '../rendering/describe-rendered.ts';
import { invalidConfiguration } from '../rendering/invalid-config.ts';
import { loadDevice, loadShared } from '../rendering/load-device.ts';
import { configurationOf, type DeviceInputs } from '../rendering/render-device.ts';
import { jsonObject, noVariables } from '../resources/json-object-field.ts';
import { openDocuments } from '../sealed-documents.ts';
import { templateVariables } from '../templates/template-content.ts';
import { invalidSchema, renderedSchema } from '../resources/action-schemas.ts';
import { permissionModels } from '../permission-models.ts';

const inOrganization = { organizationColumn: 'organization_id', nullable: true } as const;

const fields = {
  device: field.related<never>({
    table: 'config_device',
    ...inOrganization,
    help: 'Device that is being edited.',
  }),
  template: field.related<never>({
    table: 'config_template',
    ...inOrganization,
    shared: true,
    help: 'Template that is being edited.',
  }),
  name: field.text<never>({ max: 64 }),
  mac_address: field.text<never>({ max: 17 }),
  organization: field.related<never>({
    table: 'openwisp_users_organization',
    organizationColumn: 'id',
    nullable: true,
  }),
  group: field.related<never>({ table: 'config_devicegroup', ...inOrganization }),
  os: field.text<never>({ max: 128 }),
  backend: field.choice<never, keyof typeof backends>(Object.keys(backends) as (keyof typeof backends)[]),
  config: jsonObject<never>({
    problem: 'Unexpected configuration format.',
    help: 'NetJSON DeviceConfiguration.',
  }),
  context: jsonObject<never>({ problem: noVariables, help: 'Variables of the device.' }),
  templates: field.relatedList<never>({
    table: 'config_template',
    organizationColumn: 'organization_id',
    shared: true,
  }),
  default_values: jsonObject<never>({
    problem: noVariables,
    help: 'Variables of a template: makes this the preview of one.',
  }),
} satisfies Record<string, Field>;

type Body = Partial<{
  device: string | null;
  template: string | null;
  name: string;
  mac_address: string;
  organization: string | null;
  group: string | null;
  os: string;
  backend: string;
  config: JsonObject | null;
  context: JsonObject | null;
  templates: string[];
  default_values: JsonObject | null;
}>;

/** `POST /api/v1/controller/preview/`: what a device or a template would look like. Nothing is stored. */
export const registerPreviewRoute = (
  { http, auth }: Pick<AppContext, 'http' | 'auth'>,
  context: ConfigurationContext,
): void => {
  http.post(
    '/api/v1/controller/preview/',
    {
      config: { audit: false },
      schema: {
        tags: ['controller preview'],
        summary: 'Render a configuration that is being edited',
        operationId: 'preview_controller_configuration',
        body: {
          type: 'object',
          properties: Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])),
        },
        response: { 200: previewSchema, 400: invalidSchema },
      } as object,
    },
    async (request) => {
      const caller = await auth.require(request);
      requireManager(caller);
      requirePermission(caller, permissionModels.device, 'view');
      const { values, isForm } = await readBody(request);
      const readContext: ReadContext = {
        db: context.db,
        caller,
        scope: managedScope(caller),
        isForm,
        isPartial: true,
      };
      const body = (await readFields(fields, values, readContext)) as Body;
      const isTemplate = body.default_values !== undefined || (body.template ?? null) !== null;
      return describeOrExplain(() =>
        isTemplate ? templateConfiguration(context, body) : deviceConfiguration(context, body),
      );
    },
  );
};

const previewSchema = {
  type: 'object',
  properties: { ...renderedSchema.properties, problems: invalidSchema.properties.problems },
};

const describeOrExplain = async (make: () => Promise<Configuration>) => {
  let configuration: Configuration | undefined;
  try {
    configuration = await make();
    return { ...describeRendered(configuration), problems: [] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const all = configuration?.problems() ?? [];
    throw invalidConfiguration(error, all.length > 0 ? all : error.problems);
  }
};

const templateConfiguration = async (context: ConfigurationContext, body: Body): Promise<Configuration> => {
  const row = await context.db
    .selectFrom('config_template')
    .select(['id', 'backend', 'config_sealed', 'default_values_sealed'])
    .where('id', '=', body.template ?? '')
    .executeTakeFirst();
  const stored = row && openDocuments(context.secrets, 'config_template', row.id, row);
  const default_values = body.default_values ?? stored?.default_values ?? {};
  return createConfiguration(body.backend ?? stored?.backend ?? defaultBackend, {
    config: body.config ?? stored?.config ?? {},
    context: templateVariables(context, { default_values }),
  });
};

const deviceConfiguration = async (context: ConfigurationContext, body: Body): Promise<Configuration> => {
  const stored = body.device ? (await loadDevice(context, context.db, body.device)).device : newDevice;
  const device: DeviceInputs = {
    ...stored,
    name: body.name ?? stored.name,
    mac_address: body.mac_address?.toUpperCase() ?? stored.mac_address,
    organization_id: body.organization ?? stored.organization_id,
    group_id: body.group === undefined ? stored.group_id : body.group,
    os: body.os ?? stored.os,
    backend: body.backend ?? stored.backend,
    config: body.config ?? stored.config,
    context: body.context ?? stored.context,
    templates: body.templates ?? stored.templates,
  };
  if (device.name === '') throw badRequest({ name: ['This field is required.'] });
  return configurationOf(await loadShared(context, context.db, device), device);
};

/** A device that does not exist yet. */
const newDevice: DeviceInputs = {
  id: '',
  name: '',
  mac_address: '',
  key: '',
  hardware_id: null,
  os: '',
  organization_id: '',
  group_id: null,
  backend: defaultBackend,
  config: {},
  context: {},
  templates: [],
};
