import type { Db } from '@netloom/server-kit';
import { waitFor } from '@netloom/server-kit/testing';

/** Waits until everything that changes have left to render is rendered. */
export const untilRendered = (db: Db): Promise<unknown> =>
  waitFor('everything to be rendered', async () => {
    const pending = await db.selectFrom('config_pendingchange').select('id').executeTakeFirst();
    return pending === undefined;
  });
