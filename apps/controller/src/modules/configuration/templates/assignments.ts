import type { Tables } from '@netloom/server-kit';
import { sql, type Transaction } from 'kysely';
import type { OrderedTemplate } from './template-order.ts';

/** Rows of one statement: databases limit the number of parameters. */
const rowsAtOnce = 2000;

/** Stores the templates of configurations that have none yet, in their order. */
export const insertAssignments = async (
  tx: Transaction<Tables>,
  assignments: readonly { configId: string; templates: readonly string[] }[],
): Promise<void> => {
  const rows = assignments.flatMap(({ configId, templates }) =>
    templates.map((template_id, sort_value) => ({
      config_id: configId,
      template_id,
      sort_value,
      device_id: sql<string>`(select device_id from config_config where id = ${configId})`,
    })),
  );
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await tx
      .insertInto('config_config_templates')
      .values(rows.slice(start, start + rowsAtOnce))
      .execute();
  }
};

/** Replaces the templates of one configuration. */
export const storeAssignment = async (
  tx: Transaction<Tables>,
  configId: string,
  templates: readonly string[],
): Promise<void> => {
  await tx.deleteFrom('config_config_templates').where('config_id', '=', configId).execute();
  await insertAssignments(tx, [{ configId, templates }]);
};

/** Templates of a configuration, in their order. */
export const assignedTemplates = async (tx: Transaction<Tables>, configId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('config_config_templates')
    .select('template_id')
    .where('config_id', '=', configId)
    .orderBy('sort_value')
    .execute();
  return rows.map(({ template_id }) => template_id);
};

export interface AutomaticTemplate extends OrderedTemplate {
  default: boolean;
}

/** Templates that every configuration of this backend in this organization gets: default ones, some of them required. */
export const automaticTemplates = async (
  tx: Transaction<Tables>,
  organizationId: string,
  backend: string,
): Promise<AutomaticTemplate[]> =>
  tx
    .selectFrom('config_template')
    .select(['id', 'name', 'required', 'default'])
    .where('backend', '=', backend)
    .where((eb) => eb.or([eb('default', '=', true), eb('required', '=', true)]))
    .where((eb) => eb.or([eb('organization_id', '=', organizationId), eb('organization_id', 'is', null)]))
    .execute();

/** Templates of a group that fit a backend, in the group's order. */
export const groupTemplates = async (
  tx: Transaction<Tables>,
  groupId: string | null,
  backend: string,
): Promise<string[]> => {
  if (groupId === null) return [];
  const rows = await tx
    .selectFrom('config_devicegroup_templates as assigned')
    .innerJoin('config_template as template', 'template.id', 'assigned.template_id')
    .select('template.id')
    .where('assigned.devicegroup_id', '=', groupId)
    .where('template.backend', '=', backend)
    .orderBy('assigned.sort_value')
    .execute();
  return rows.map(({ id }) => id);
};

/**
 * Templates that carry one of the tags and may be used in the organization, by name (device protocol, section 3.4).
 * Tags are compared exactly.
 */
export const taggedTemplates = async (
  tx: Transaction<Tables>,
  organizationId: string,
  tags: readonly string[],
): Promise<{ id: string; name: string; organization_id: string | null }[]> => {
  if (tags.length === 0) return [];
  return tx
    .selectFrom('config_template as template')
    .innerJoin('config_taggedtemplate as tagged', 'tagged.template_id', 'template.id')
    .innerJoin('config_templatetag as tag', 'tag.id', 'tagged.tag_id')
    .select(['template.id', 'template.name', 'template.organization_id'])
    .where('tag.name', 'in', tags)
    .where((eb) =>
      eb.or([
        eb('template.organization_id', '=', organizationId),
        eb('template.organization_id', 'is', null),
      ]),
    )
    .groupBy(['template.id', 'template.name', 'template.organization_id'])
    .execute();
};
