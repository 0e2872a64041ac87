import { createHash } from 'node:crypto';
import { makeChange } from '../change.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { leavePending } from './pending-change.ts';

/**
 * Has everything rendered again when a setting that configurations are made of is not what it was at the last start:
 * variables for all devices, the choice of syntax, how devices are identified.
 */
export const noticeSettings = async (context: ConfigurationContext): Promise<void> => {
  const { settings, dsa } = context;
  const inputs = [settings.configurationContext, dsa, settings.hardwareIdEnabled];
  const fingerprint = createHash('sha256').update(JSON.stringify(inputs)).digest('hex');
  await makeChange(context, async (change) => {
    const before = await change.tx
      .selectFrom('config_renderstate')
      .select('fingerprint')
      .where('id', '=', 1)
      .executeTakeFirst();
    if (before?.fingerprint === fingerprint) return;
    await change.tx
      .insertInto('config_renderstate')
      .values({ id: 1, fingerprint })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ fingerprint }))
      .execute();
    if (before) await leavePending(change, { scope: 'everything', action: 'config_changed' });
  });
};
