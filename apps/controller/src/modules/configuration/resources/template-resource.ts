import { badRequest } from '@netloom/server-kit';
import { ConfigurationError, createConfiguration, type Configuration } from '@netloom/netjson-config';
import type { JsonObject } from '@netloom/netjson';
import { sql } from 'kysely';
import {
  field,
  FieldError,
  filter,
  type Field,
  type Resource,
  type ResourceAction,
} from '../../../platform/resource/index.ts';
import { within, type Scope } from '../../../platform/tenancy.ts';
import { makeChange } from '../change.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { controllerHeader, sendAnswer } from '../protocol/answer.ts';
import { archiveAnswer } from '../protocol/download-config.ts';
import { backends } from '../rendering/backends.ts';
import { describeRendered } from '../rendering/describe-rendered.ts';
import { invalidConfiguration } from '../rendering/invalid-config.ts';
import { openDocuments } from '../sealed-documents.ts';
import type { TemplateTable } from '../tables.ts';
import { createTemplate, deleteTemplate, updateTemplate } from '../templates/save-template.ts';
import { nameConflict, templateVariables, type TemplateContent } from '../templates/template-content.ts';
import { loadTags } from '../templates/template-tags.ts';
import { invalidSchema, renderedSchema } from './action-schemas.ts';
import { jsonObject, noVariables } from './json-object-field.ts';
import { permissionModels } from '../permission-models.ts';

interface TemplateRow extends TemplateTable {
  /** Opened by `complete` where they are shown. */
  config?: JsonObject;
  default_values?: JsonObject;
  organization_name: string | null;
  device_count: number;
  tags?: string[];
}

type TemplateField<Value = unknown> = Field<TemplateRow, Value>;

const column = (name: string): string => `config_template.${name}`;

const longestTag = 100;
const mostTags = 50;

/** Names of tags; devices that carry one get the template when they register. */
const tags: TemplateField<string[]> = {
  schema: { type: 'array', items: { type: 'string', maxLength: longestTag }, maxItems: mostTags },
  formDefault: [],
  read: (input, { isForm }) => {
    const items: unknown = isForm && typeof input === 'string' ? [input] : input;
    if (!Array.isArray(items)) {
      throw new FieldError(`Expected a list of items but got type "${field.typeName(items)}".`);
    }
    if (items.length > mostTags)
      throw new FieldError(`Ensure this field has no more than ${mostTags} elements.`);
    const names = items.map((item) => field.readText(item, { max: longestTag }));
    // Devices send their tags separated by spaces.
    if (names.some((name) => /\s/.test(name))) throw new FieldError('Tags must not contain spaces.');
    return names;
  },
};

const backendNames = Object.keys(backends) as (keyof typeof backends)[];

const fields = {
  id: field.idField<TemplateRow>(),
  name: field.text<TemplateRow>({ required: true, max: 64 }),
  organization: field.organization<TemplateRow>({ shared: true }),
  type: field.choice<TemplateRow, TemplateTable['type']>(['generic', 'vpn']),
  backend: field.choice<TemplateRow, keyof typeof backends>(backendNames, { required: true }),
  vpn: {
    schema: { type: ['string', 'null'], format: 'uuid' },
    nullable: true,
    show: (row) => row.vpn_id,
    // There is none that could be chosen.
    read: (input) => {
      if (input === '') return null;
      throw new FieldError(`Invalid pk "${field.readUuid(input)}" - object does not exist.`);
    },
  } satisfies TemplateField<string | null>,
  tags,
  default: field.bool<TemplateRow>({ help: 'Every configuration that it fits gets it.' }),
  required: field.bool<TemplateRow>({ help: 'It cannot be taken away; implies default.' }),
  notes: field.text<TemplateRow>(),
  default_values: jsonObject<TemplateRow>({
    problem: noVariables,
    help: 'Values of variables where nothing else sets them.',
  }),
  config: jsonObject<TemplateRow>({
    problem: 'Unexpected configuration format.',
    help: 'NetJSON DeviceConfiguration.',
  }),
  created: field.timeField<TemplateRow>(),
  modified: field.timeField<TemplateRow>(),
} satisfies Record<string, TemplateField>;

/** Values of a body, as the fields above read them. */
type Body = Partial<{
  name: string;
  organization: string | null;
  type: TemplateTable['type'];
  backend: string;
  vpn: string | null;
  tags: string[];
  default: boolean;
  required: boolean;
  notes: string;
  default_values: JsonObject | null;
  config: JsonObject | null;
}>;

export const templateResource = (context: ConfigurationContext): Resource<TemplateRow> => ({
  name: 'template',
  modelName: 'Template',
  path: 'controller/template',
  description: 'Reusable pieces of configuration, of one organization or shared with all.',
  permission: permissionModels.template,
  idColumn: column('id'),
  organizationOf: (row) => row.organization_id,
  query: (db, scope) =>
    db
      .selectFrom('config_template')
      .leftJoin(
        'openwisp_users_organization as organization',
        'organization.id',
        'config_template.organization_id',
      )
      .innerJoin(usage(scope), 'usage.template_id', 'config_template.id')
      .selectAll('config_template')
      .select(['organization.name as organization_name', 'usage.device_count'])
      .where(within(scope, column('organization_id'))),
  fields,
  extraFields: {
    device_count: field.shown<TemplateRow>({ type: 'integer' }),
    organization_name: field.shown<TemplateRow>({ type: ['string', 'null'] }),
  },
  complete: async (rows, { db, fields: shown }) => {
    if (shown.has('config') || shown.has('default_values'))
      for (const row of rows) Object.assign(row, documentsOf(context, row));
    if (!shown.has('tags')) return;
    const loaded = await loadTags(
      db,
      rows.map(({ id }) => id),
    );
    for (const row of rows) row.tags = loaded.get(row.id) ?? [];
  },
  search: [column('name')],
  filters: {
    organization: filter.organizationFilter(column('organization_id')),
    organization_slug: filter.organizationSlugFilter(column('organization_id')),
    backend: filter.oneOf(column('backend'), backendNames),
    type: filter.oneOf(column('type'), ['generic', 'vpn']),
    default: filter.boolFilter(column('default')),
    required: filter.boolFilter(column('required')),
    ...filter.timeFilters('created', column('created')),
  },
  orderings: {
    name: { column: column('name') },
    created: { column: column('created'), time: true },
    modified: { column: column('modified'), time: true },
    device_count: { column: 'usage.device_count', number: true },
  },
  defaultOrdering: '-created',
  create: async (values) => {
    const { tags: names = [], ...body } = values as Body;
    const content: TemplateContent = {
      name: '',
      organization_id: null,
      type: 'generic',
      backend: '',
      vpn_id: null,
      auto_cert: true,
      default: false,
      required: false,
      notes: '',
      default_values: {},
      config: {},
      ...templatePatch(body),
    };
    requireConfig(content, body.type === undefined ? '__all__' : 'config');
    return makeChange(context, (change) => createTemplate(change, content, names));
  },
  bulk: ['change', 'delete'],
  update: async (row, values, { scope, requireUnchanged }) => {
    const { tags: names, ...body } = values as Body;
    const patch = templatePatch(body);
    requireConfig({ type: row.type, config: documentsOf(context, row).config, ...patch }, 'config');
    await makeChange(context, async (change) => {
      await requireUnchanged(change.tx);
      await updateTemplate(change, scope, row.id, {
        ...patch,
        ...(names === undefined ? {} : { tags: names }),
      });
    });
  },
  remove: async (row, { scope }) => makeChange(context, (change) => deleteTemplate(change, scope, row.id)),
  onConflict: nameConflict,
});

const templatePatch = ({
  organization,
  vpn,
  default_values,
  config,
  ...patch
}: Omit<Body, 'tags'>): Partial<TemplateContent> => ({
  ...patch,
  ...(organization === undefined ? {} : { organization_id: organization }),
  ...(vpn === undefined ? {} : { vpn_id: vpn }),
  ...(default_values === undefined ? {} : { default_values: default_values ?? {} }),
  ...(config === undefined ? {} : { config: config ?? {} }),
});

const documentsOf = (
  { secrets }: ConfigurationContext,
  { id, config_sealed, default_values_sealed }: TemplateTable,
) => openDocuments(secrets, 'config_template', id, { config_sealed, default_values_sealed });

const requireConfig = (
  { type, config }: Pick<TemplateContent, 'type' | 'config'>,
  name: '__all__' | 'config',
): void => {
  if (type === 'vpn' || Object.keys(config).length > 0) return;
  throw badRequest({ [name]: ['The configuration field cannot be empty.'] });
};

/** How many devices have each template: of those that the caller may see. */
const usage = (scope: Scope) => {
  const assigned =
    scope.kind === 'everything'
      ? sql`select template_id from config_config_templates`
      : sql`select assigned.template_id from config_device
          join config_config on config_config.device_id = config_device.id
          join config_config_templates as assigned on assigned.config_id = config_config.id
          where ${scope.ids.length > 0 ? sql`config_device.organization_id in (${sql.join(scope.ids)})` : sql`1 = 0`}`;
  return sql<{ template_id: string; device_count: number }>`(
    select template.id as template_id, count(used.template_id) as device_count
    from config_template as template left join (${assigned}) as used on used.template_id = template.id
    group by template.id)`.as('usage');
};

/** What can be done with one template, besides reading and writing it. */
export const templateActions = (context: ConfigurationContext): ResourceAction<TemplateRow>[] => [
  {
    path: 'configuration',
    method: 'GET',
    action: 'view',
    summary: 'Download the configuration of a template as tar.gz',
    response: 'application/octet-stream',
    refusals: { 400: invalidSchema },
    run: async ({ row }, reply) => {
      reply.header(controllerHeader, 'true');
      return sendAnswer(
        reply,
        archiveAnswer(
          safeFileName(row.name),
          describe(context, row, (made) => made.generate()),
        ),
      );
    },
  },
  {
    path: 'rendered',
    method: 'GET',
    action: 'view',
    summary: 'The configuration of a template as text',
    response: renderedSchema,
    refusals: { 400: invalidSchema },
    run: async ({ row }) => describe(context, row, describeRendered),
  },
];

const describe = <Result>(
  context: ConfigurationContext,
  template: TemplateRow,
  read: (configuration: Configuration) => Result,
): Result => {
  try {
    const documents = documentsOf(context, template);
    return read(
      createConfiguration(template.backend, {
        config: documents.config,
        context: templateVariables(context, documents),
      }),
    );
  } catch (error) {
    if (error instanceof ConfigurationError) throw invalidConfiguration(error);
    throw error;
  }
};

/** Names of templates are free text; those of files in a header are not. */
const safeFileName = (name: string): string => name.replaceAll(/[^\w.:-]+/g, '_');
