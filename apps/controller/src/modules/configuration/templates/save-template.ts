import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { badRequest, notFound } from '@netloom/server-kit';
import { within, type Scope } from '../../../platform/tenancy.ts';
import type { Change } from '../change.ts';
import { lockOrganizations } from '../lock-organization.ts';
import { openDocuments, sealDocuments } from '../sealed-documents.ts';
import { leavePending } from '../rendering/pending-change.ts';
import { checkTemplate, completeTemplate, type TemplateContent } from './template-content.ts';
import { storeTags } from './template-tags.ts';
import { permissionModels } from '../permission-models.ts';

/**
 * Adds a template. A default one is given to all configurations that it fits, soon. Returns its id.
 *
 * @throws HttpError 400 with errors by field.
 */
export const createTemplate = async (
  change: Change,
  content: TemplateContent,
  tags: readonly string[],
): Promise<string> => {
  const { tx, now } = change;
  const template = { ...completeTemplate(content), id: randomUUID() };
  await lockOrganizations(
    change,
    template.organization_id === null ? 'all' : [template.organization_id],
    'exclusive',
  );
  await checkTemplate(change, template);
  await tx
    .insertInto('config_template')
    .values({ ...sealed(change, template), created: now, modified: now })
    .execute();
  await storeTags(change, template.id, tags);
  if (template.default) await giveToAll(change, template);
  announce(change, 'created', template);
  return template.id;
};

/**
 * Changes a template. All configurations that have it are rendered again, soon, when that can make a difference; when
 * it became a default one, those that lack it get it.
 *
 * @throws HttpError 400 with errors by field, 404.
 */
export const updateTemplate = async (
  change: Change,
  scope: Scope,
  id: string,
  patch: Partial<TemplateContent> & { tags?: readonly string[] },
): Promise<void> => {
  const { tx, now } = change;
  const { tags, ...given } = patch;
  const { organization_id: owner } = await findTemplate(change, scope, id);
  const nextOwner = given.organization_id === undefined ? owner : given.organization_id;
  const organizations = [owner, nextOwner].filter((organization) => organization !== null);
  await lockOrganizations(change, organizations.length < 2 ? 'all' : organizations, 'exclusive');
  const before = await findTemplate(change, scope, id);
  const { id: _id, created: _created, modified: _modified, ...content } = { ...before, ...given };
  const after = { ...completeTemplate(content), id };
  await checkTemplate(change, after);
  if (after.organization_id !== null && after.organization_id !== before.organization_id) {
    await requireUnused(change, id, after.organization_id);
  }
  await tx
    .updateTable('config_template')
    .set({ ...sealed(change, after), modified: now })
    .where('id', '=', id)
    .execute();
  if (tags) await storeTags(change, id, tags);
  const isDifferent = (['config', 'default_values'] as const).some(
    // The order of keys counts: it decides the order of what is rendered.
    (field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]),
  );
  if (isDifferent) await leavePending(change, { scope: 'template', id, action: 'related_template_changed' });
  const reach = (template: TemplateContent): unknown => [
    template.default,
    template.backend,
    template.organization_id,
  ];
  if (after.default && !isDeepStrictEqual(reach(after), reach(before))) await giveToAll(change, after);
  announce(change, 'updated', after);
};

/**
 * Deletes a template. The configurations that had it are rendered again, soon.
 *
 * @throws HttpError 404
 */
export const deleteTemplate = async (change: Change, scope: Scope, id: string): Promise<void> => {
  const { tx } = change;
  const template = await findTemplate(change, scope, id);
  await lockOrganizations(
    change,
    template.organization_id === null ? 'all' : [template.organization_id],
    'exclusive',
  );
  const rows = await tx
    .selectFrom('config_config_templates')
    .select('config_id')
    .where('template_id', '=', id)
    .execute();
  await tx.deleteFrom('config_template').where('id', '=', id).execute();
  const configs = rows.map(({ config_id }) => config_id);
  await leavePending(change, { scope: 'configs', action: 'related_template_changed', work: { configs } });
  announce(change, 'deleted', template);
};

/** A template as its row has it. */
const sealed = (
  { context }: Change,
  { config, default_values, ...template }: TemplateContent & { id: string },
) => ({
  ...template,
  ...sealDocuments(context.secrets, 'config_template', template.id, { config, default_values }),
});

const findTemplate = async ({ tx, context }: Change, scope: Scope, id: string) => {
  const template = await tx
    .selectFrom('config_template')
    .selectAll()
    .where('id', '=', id)
    .where(within(scope, 'config_template.organization_id'))
    .executeTakeFirst();
  if (!template) throw notFound();
  return openDocuments(context.secrets, 'config_template', id, template);
};

const giveToAll = async (
  change: Change,
  { id, organization_id }: { id: string; organization_id: string | null },
): Promise<void> =>
  leavePending(change, {
    ...(organization_id === null ? { scope: 'everything' } : { scope: 'organization', id: organization_id }),
    action: 'm2m_templates_changed',
    work: { append: [id] },
  });

/** A template that belongs to one organization cannot serve devices of another. */
const requireUnused = async ({ tx }: Change, id: string, organizationId: string): Promise<void> => {
  const { count } = await tx
    .selectFrom('config_config_templates as assigned')
    .innerJoin('config_device as device', 'device.id', 'assigned.device_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('assigned.template_id', '=', id)
    .where('device.organization_id', '!=', organizationId)
    .executeTakeFirstOrThrow();
  if (count === 0) return;
  const related = count === 1 ? 'configuration is' : 'configurations are';
  throw badRequest({
    organization: [
      `The organization of this template cannot be changed because ${count} ${related} still related to it`,
    ],
  });
};

const announce = (
  change: Change,
  action: 'created' | 'updated' | 'deleted',
  { id, organization_id }: { id: string; organization_id: string | null },
): void => {
  const { events, realtime } = change.context;
  change.after(() => {
    events.emit(`template.${action}`, { templateId: id, organizationId: organization_id });
    realtime.changed({
      kind: 'template',
      permission: permissionModels.template,
      id,
      organizationId: organization_id,
      action,
    });
  });
};
