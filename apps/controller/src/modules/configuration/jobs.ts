import { randomUUID } from 'node:crypto';
import type { JobQueue } from '@netloom/server-kit';
import type { ConfigurationContext } from './configuration-context.ts';
import { pruneHistory } from './configs/prune-history.ts';
import { renderPending } from './rendering/render-pending.ts';
import type { RenderPool } from './rendering/render-pool.ts';
import { pruneRevisions } from './rendering/prune-revisions.ts';

const hourMs = 3_600_000;

/** The background work of this module. `wakeRenderer` begins to work off pending changes, or goes on with it. */
export const defineJobs = async (
  jobs: JobQueue,
  context: ConfigurationContext,
  pool: RenderPool,
): Promise<{ wakeRenderer: () => Promise<void> }> => {
  const render = jobs.define({
    name: 'configuration.render',
    timeoutMs: 2 * hourMs,
    run: (_data: object, { signal }) => renderPending({ ...context, pool }, signal),
  });
  const prune = jobs.define({
    name: 'configuration.prune',
    timeoutMs: hourMs,
    run: async (_data: object, { signal }) => {
      await pruneRevisions(context, signal);
      await pruneHistory(context, signal);
    },
  });
  // A key of this process: what a killed process was rendering still counts as running for a while.
  const key = randomUUID();
  // Changes wake the renderer themselves; this is for one whose process died between its commit and that.
  await render.every('catch-up', '*/5 * * * *', {});
  await prune.every('nightly', '23 3 * * *', {});
  return {
    wakeRenderer: async () => {
      try {
        await render.enqueue({}, { key, rerun: true });
      } catch (error) {
        context.log.error(
          { err: error },
          'rendering cannot begin now, it is made up for within five minutes',
        );
      }
    },
  };
};
