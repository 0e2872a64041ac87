import { AnswerError } from '../../platform/http/answer-error.ts';
import { defineModule } from '../../platform/module.ts';
import { createActivityLog } from './activity-log.ts';
import { createAccessCheck, grantOf } from './check-access.ts';
import { purge } from './purge.ts';
import { declareKeyOperations } from './routes/key-operations.ts';
import { declareTokenOperations } from './routes/token-operations.ts';
import { createSecurity } from './security.ts';
import './tables.ts';

export { pageCookie, pageHeader } from './check-access.ts';

const activityFlushMs = 5000;
const firstRetriesMs = [2000, 4000, 5000];

/** Who may call: the shared secret, tokens and the keys that sign them, and the record of what token holders called. */
export const authModule = defineModule({
  name: 'auth',
  register: (context) => {
    const { settings, log, clock, http } = context;
    const security = createSecurity(context);
    const activity = createActivityLog({ database: () => security.current()?.vault.database, clock, log });

    context.access.use(createAccessCheck(settings, security));
    declareTokenOperations(context, security);
    declareKeyOperations(context, security);

    http.addHook('onResponse', async (request, reply) => {
      const grant = grantOf(request);
      const [path = ''] = request.url.split('?');
      if (grant) activity.add(grant.deviceId, path, reply.statusCode);
    });
    // A database that fails is looked at now, not at the next turn.
    http.addHook('onError', async (_request, _reply, error) => {
      if (!(error instanceof AnswerError)) void security.check();
    });

    const purgeNow = async (): Promise<void> => {
      const database = security.current()?.vault.database;
      if (!database) return;
      await purge(database, clock(), settings.activityDays).catch((error: unknown) =>
        log.warn({ err: error }, 'old tokens and activity could not be purged'),
      );
    };

    const timers: NodeJS.Timeout[] = [];
    const every = (milliseconds: number, task: () => Promise<void>): void => {
      timers.push(setInterval(() => void task(), milliseconds).unref());
    };
    const retry = (attempt: number): void => {
      const pause = firstRetriesMs[attempt];
      if (pause === undefined || security.current() !== undefined) return;
      timers.push(setTimeout(() => void security.check().then(() => retry(attempt + 1)), pause).unref());
    };

    return {
      start: async () => {
        await security.check();
        retry(0);
        await purgeNow();
        every(settings.healthSeconds * 1000, security.check);
        every(settings.purgeSeconds * 1000, purgeNow);
        every(activityFlushMs, activity.flush);
      },
      stop: async () => {
        for (const timer of timers) clearTimeout(timer);
        await activity.flush();
        await security.close();
      },
    };
  },
});
