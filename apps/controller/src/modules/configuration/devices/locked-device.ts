import { notFound } from '@netloom/server-kit';
import type { Selectable } from 'kysely';
import { within, type Scope } from '../../../platform/tenancy.ts';
import type { Change } from '../change.ts';
import { lockOrganizations } from '../lock-organization.ts';
import type { ConfigTable, DeviceTable } from '../tables.ts';

/** A device that nobody else changes until the end of the transaction. */
export interface LockedDevice {
  device: Selectable<DeviceTable>;
  config: Selectable<ConfigTable> | undefined;
}

/**
 * Reads a device and its configuration to change them.
 *
 * @param lock `alone` when nothing but the device itself matters, `share` when it may be rendered, `exclusive` when
 *   something that is unique in the organization may change
 * @param otherOrganization where it is going to be
 * @throws HttpError 404 when it does not exist or lies outside of the scope.
 */
export const lockDevice = async (
  change: Change,
  scope: Scope,
  id: string,
  lock: 'alone' | 'share' | 'exclusive',
  otherOrganization?: string,
): Promise<LockedDevice> => {
  const { tx, context } = change;
  const isPostgres = context.database.dialect === 'postgres';
  const rows = tx
    .selectFrom('config_device')
    .selectAll()
    .where('id', '=', id)
    .where(within(scope, 'config_device.organization_id'));
  if (isPostgres && lock !== 'alone') {
    // The organization before the device, everywhere: two transactions cannot wait for each other.
    const { organization_id } = (await rows.executeTakeFirst()) ?? {};
    if (organization_id === undefined) throw notFound();
    await lockOrganizations(change, [organization_id, otherOrganization ?? organization_id], lock);
  }
  const row = await (isPostgres ? rows.forUpdate() : rows).executeTakeFirst();
  if (!row) throw notFound();
  const device = withoutCopies(row);
  const configs = tx.selectFrom('config_config').selectAll().where('device_id', '=', id);
  const config = await (isPostgres ? configs.forUpdate() : configs).executeTakeFirst();
  return { device, config };
};

/** The database keeps copies in the row, for lists (migration 0002): nobody else may write them. */
const withoutCopies = (row: DeviceTable): DeviceTable => {
  const {
    config_status: _status,
    search_text: _text,
    ...device
  } = row as DeviceTable & Record<'config_status' | 'search_text', unknown>;
  return device;
};
