import type { ConfigurationContext } from '../configuration-context.ts';
import { revisionSeal } from './store-states.ts';

/** The stored archive of a revision: exactly the bytes that its checksum was taken of. */
export const readArchive = async (
  { db, secrets }: Pick<ConfigurationContext, 'db' | 'secrets'>,
  checksum: string,
): Promise<Uint8Array> => {
  const row = await db
    .selectFrom('config_revision')
    .select('archive_sealed')
    .where('checksum', '=', checksum)
    .executeTakeFirst();
  if (!row) throw new Error(`the archive of revision ${checksum} is missing`);
  return secrets.openBytes(row.archive_sealed, revisionSeal(checksum));
};
