import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@netloom/netjson';
import type { Change } from '../change.ts';
import { renderNow } from '../rendering/render-now.ts';
import { sealDocuments } from '../sealed-documents.ts';
import type { DeviceTable } from '../tables.ts';
import { automaticTemplates, groupTemplates, insertAssignments } from '../templates/assignments.ts';
import { requireOwnTemplates } from '../templates/require-own-templates.ts';
import { appendTemplates, automaticOrder } from '../templates/template-order.ts';

/** What somebody may say of a new configuration. */
export interface NewConfig {
  backend: string;
  config: JsonObject;
  context: JsonObject;
  /** Appended to the automatic ones. */
  templates: readonly string[];
}

type Owner = Pick<DeviceTable, 'id' | 'organization_id' | 'group_id'>;

/**
 * Gives a device its configuration, with the templates of its group and the automatic ones, and renders it.
 *
 * @throws InvalidConfigError
 */
export const createConfig = async (change: Change, device: Owner, given: NewConfig): Promise<void> =>
  renderNewConfig(change, await insertConfig(change, device, given));

/** The same without rendering, for who has more to say about its templates; `renderNewConfig` must follow. Returns its id. */
export const insertConfig = async (change: Change, device: Owner, given: NewConfig): Promise<string> => {
  const { tx, now, context } = change;
  await requireOwnTemplates(tx, device.organization_id, given.templates);
  const automatic = await automaticTemplates(tx, device.organization_id, given.backend);
  const fromGroup = await groupTemplates(tx, device.group_id, given.backend);
  const configId = randomUUID();
  await tx
    .insertInto('config_config')
    .values({
      id: configId,
      device_id: device.id,
      backend: given.backend,
      ...sealDocuments(context.secrets, 'config_config', configId, {
        config: given.config,
        context: given.context,
      }),
      status: 'modified',
      error_reason: '',
      checksum_db: null,
      downloaded_checksum: null,
      applied_checksum: null,
      version: 1,
      created: now,
      modified: now,
    })
    .execute();
  // The group's templates come first: default and required ones override them.
  const templates = appendTemplates(fromGroup, [...automaticOrder(automatic), ...given.templates]);
  await insertAssignments(tx, [{ configId, templates }]);
  return configId;
};

/** @throws InvalidConfigError */
export const renderNewConfig = async (change: Change, configId: string): Promise<void> => {
  await renderNow(change, configId, { action: 'config_changed', isNew: true, templatesBefore: [] });
};
