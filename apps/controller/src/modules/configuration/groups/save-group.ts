import { randomUUID } from 'node:crypto';
import { badRequest, notFound, type FieldErrors } from '@netloom/server-kit';
import { within, type Scope } from '../../../platform/tenancy.ts';
import type { Change } from '../change.ts';
import { lockOrganizations } from '../lock-organization.ts';
import { leavePending } from '../rendering/pending-change.ts';
import { openDocuments, sealDocuments, type Opened } from '../sealed-documents.ts';
import type { DeviceGroupTable } from '../tables.ts';
import { permissionModels } from '../permission-models.ts';

/** What somebody may say of a group. */
export type GroupContent = Omit<Opened<DeviceGroupTable>, 'id' | 'created' | 'modified'>;

/**
 * Adds a group of devices. Returns its id.
 *
 * @throws HttpError 400 with errors by field.
 */
export const createGroup = async (
  change: Change,
  content: GroupContent,
  templates: readonly string[],
): Promise<string> => {
  const { tx, now, context } = change;
  const group = { ...content, id: randomUUID() };
  await checkGroup(change, group, templates);
  const { context: variables, ...columns } = group;
  await tx
    .insertInto('config_devicegroup')
    .values({
      ...columns,
      ...sealDocuments(context.secrets, 'config_devicegroup', group.id, { context: variables }),
      created: now,
      modified: now,
    })
    .execute();
  await storeTemplates(change, group.id, templates);
  announce(change, 'created', group);
  return group.id;
};

/**
 * Changes a group. Its devices get and lose templates, and are rendered again, soon.
 *
 * @throws HttpError 400 with errors by field, 404.
 */
export const updateGroup = async (
  change: Change,
  scope: Scope,
  id: string,
  patch: Partial<GroupContent> & { templates?: readonly string[] },
): Promise<void> => {
  const { tx, now, context } = change;
  const before = await findGroup(change, scope, id);
  await lockOrganizations(
    change,
    [before.organization_id, patch.organization_id ?? before.organization_id],
    'exclusive',
  );
  const { templates, ...given } = patch;
  const after = { ...before, ...given };
  const previous = await groupTemplateIds(change, id);
  if (after.organization_id !== before.organization_id) await requireNoDevices(change, id);
  await checkGroup(change, after, templates ?? previous);
  const { context: variables, ...columns } = given;
  await tx
    .updateTable('config_devicegroup')
    .set({
      ...columns,
      ...(variables === undefined
        ? {}
        : sealDocuments(context.secrets, 'config_devicegroup', id, { context: variables })),
      modified: now,
    })
    .where('id', '=', id)
    .execute();
  if (JSON.stringify(after.context) !== JSON.stringify(before.context)) {
    await leavePending(change, { scope: 'group', id, action: 'config_changed' });
  }
  if (templates && templates.join() !== previous.join()) {
    await storeTemplates(change, id, templates);
    await leavePending(change, {
      scope: 'group',
      id,
      action: 'm2m_templates_changed',
      work: { remove: previous, append: [...templates] },
    });
    change.after(() =>
      context.events.emit('device-group.templates-changed', {
        groupId: id,
        organizationId: after.organization_id,
        templates: [...templates],
        previousTemplates: previous,
      }),
    );
  }
  announce(change, 'updated', after);
};

/**
 * Deletes a group. Its devices stay and keep their templates, but lose its variables.
 *
 * @throws HttpError 404
 */
export const deleteGroup = async (change: Change, scope: Scope, id: string): Promise<void> => {
  const { tx } = change;
  const group = await findGroup(change, scope, id);
  await lockOrganizations(change, [group.organization_id], 'exclusive');
  const rows = await tx
    .selectFrom('config_config as config')
    .innerJoin('config_device as device', 'device.id', 'config.device_id')
    .select('config.id')
    .where('device.group_id', '=', id)
    .execute();
  await tx.deleteFrom('config_devicegroup').where('id', '=', id).execute();
  await leavePending(change, {
    scope: 'configs',
    action: 'config_changed',
    work: { configs: rows.map((row) => row.id) },
  });
  announce(change, 'deleted', group);
};

/** Templates of a group, in their order. */
const groupTemplateIds = async ({ tx }: Change, id: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('config_devicegroup_templates')
    .select('template_id')
    .where('devicegroup_id', '=', id)
    .orderBy('sort_value')
    .execute();
  return rows.map(({ template_id }) => template_id);
};

const storeTemplates = async ({ tx }: Change, id: string, templates: readonly string[]): Promise<void> => {
  await tx.deleteFrom('config_devicegroup_templates').where('devicegroup_id', '=', id).execute();
  const rows = [...new Set(templates)].map((template_id, sort_value) => ({
    devicegroup_id: id,
    template_id,
    sort_value,
  }));
  if (rows.length > 0) await tx.insertInto('config_devicegroup_templates').values(rows).execute();
};

const nameTaken: FieldErrors = {
  non_field_errors: ['The fields organization, name must make a unique set.'],
};

/** The errors for a name that another transaction has taken at the same moment. */
export const groupConflict = (): FieldErrors => nameTaken;

const checkGroup = async (
  { tx }: Change,
  { id, name, organization_id }: { id: string; name: string; organization_id: string },
  templates: readonly string[],
): Promise<void> => {
  const taken = await tx
    .selectFrom('config_devicegroup')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('name', '=', name)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (taken) throw badRequest(nameTaken);
  if (templates.length === 0) return;
  const foreign = await tx
    .selectFrom('config_template')
    .select('name')
    .where('id', 'in', templates)
    .where('organization_id', '!=', organization_id)
    .orderBy('name')
    .execute();
  if (foreign.length === 0) return;
  const names = foreign.map((template) => template.name).join(', ');
  throw badRequest({
    templates: [
      `The following templates are owned by organizations which do not match the organization of this group: ${names}`,
    ],
  });
};

const requireNoDevices = async ({ tx }: Change, id: string): Promise<void> => {
  const { count } = await tx
    .selectFrom('config_device')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('group_id', '=', id)
    .executeTakeFirstOrThrow();
  if (count === 0) return;
  const related = count === 1 ? 'device is' : 'devices are';
  throw badRequest({
    organization: [
      `The organization of this device group cannot be changed because ${count} ${related} still related to it`,
    ],
  });
};

const findGroup = async ({ tx, context }: Change, scope: Scope, id: string) => {
  const group = await tx
    .selectFrom('config_devicegroup')
    .selectAll()
    .where('id', '=', id)
    .where(within(scope, 'config_devicegroup.organization_id'))
    .executeTakeFirst();
  if (!group) throw notFound();
  return openDocuments(context.secrets, 'config_devicegroup', id, group);
};

const announce = (
  change: Change,
  action: 'created' | 'updated' | 'deleted',
  { id, organization_id }: { id: string; organization_id: string },
): void => {
  const { events, realtime } = change.context;
  change.after(() => {
    events.emit(`device-group.${action}`, { groupId: id, organizationId: organization_id });
    realtime.changed({
      kind: 'group',
      permission: permissionModels.group,
      id,
      organizationId: organization_id,
      action,
    });
  });
};
