import { sql } from 'kysely';
import type { Tables } from '@netloom/server-kit';
import type { Transaction } from 'kysely';
import type { ConfigurationContext } from '../configuration-context.ts';
import type { ConfigState } from '../configs/config-status.ts';
import { jsonRows } from '../json-rows.ts';
import type { ConfigInputs } from './load-inputs.ts';
import type { Rendered } from './render-device.ts';

/** A configuration and what becomes of it. */
export interface StateChange {
  config: Pick<ConfigInputs, 'configId' | 'version' | 'state' | 'id' | 'organization_id'>;
  next: ConfigState;
  /** The revision that history will name, when it is not the one that the device should run. */
  about?: string | null;
  /** What the device should run from now on, when that was rendered just now. */
  rendered?: Rendered;
}

/**
 * Stores the states of configurations, their new revisions, and a line of history for each. What was changed after
 * it was read is left alone. Returns the changes that were stored.
 */
export const storeStates = async (
  context: Pick<ConfigurationContext, 'database' | 'secrets'>,
  tx: Transaction<Tables>,
  now: Date,
  changes: readonly StateChange[],
): Promise<StateChange[]> => {
  if (changes.length === 0) return [];
  await storeRevisions(
    context,
    tx,
    now,
    changes.flatMap(({ rendered }) => rendered ?? []),
  );
  const v = jsonRows(
    context.database.dialect,
    {
      row_id: 'text',
      row_version: 'integer',
      new_status: 'text',
      new_error_reason: 'text',
      new_checksum: 'text',
    },
    changes.map(({ config, next }) => ({
      row_id: config.configId,
      row_version: config.version,
      new_status: next.status,
      new_error_reason: next.error_reason,
      new_checksum: next.checksum_db,
    })),
  );
  const { rows } = await sql<{ id: string }>`
    update config_config set status = v.new_status, error_reason = v.new_error_reason,
      checksum_db = v.new_checksum, modified = ${now}
    from ${v} where config_config.id = v.row_id and config_config.version = v.row_version
    returning id`.execute(tx);
  const storedIds = new Set(rows.map(({ id }) => id));
  const stored = changes.filter(({ config }) => storedIds.has(config.configId));
  if (stored.length > 0) {
    await tx
      .insertInto('config_statuschange')
      .values(
        stored.map(({ config, next, about = next.checksum_db }) => ({
          config_id: config.configId,
          status: next.status,
          checksum: about,
          reason: next.error_reason,
          created: now,
        })),
      )
      .execute();
  }
  return stored;
};

/** Revisions are named by their content: one that is there already is the same, and young again. */
const storeRevisions = async (
  { secrets }: Pick<ConfigurationContext, 'secrets'>,
  tx: Transaction<Tables>,
  now: Date,
  revisions: readonly Rendered[],
): Promise<void> => {
  const distinct = new Map(revisions.map((revision) => [revision.checksum, revision]));
  if (distinct.size === 0) return;
  await tx
    .insertInto('config_revision')
    .values(
      [...distinct.values()].map(({ checksum, archive }) => ({
        checksum,
        archive_sealed: secrets.sealBytes(archive, revisionSeal(checksum)),
        created: now,
      })),
    )
    .onConflict((conflict) => conflict.column('checksum').doUpdateSet({ created: now }))
    .execute();
};

/** What binds a sealed archive to its revision. */
export const revisionSeal = (checksum: string): string => `config_revision.archive:${checksum}`;
