import type { JobContext } from '@netloom/server-kit';
import type { AppContext } from '../../platform/app-context.ts';
import { createSharedThrottle } from '../../platform/shared-throttle.ts';
import { deactivateExpired, mailExpiryReminders, mailPasswordExpiry } from './expiry-mails.ts';
import { mailResetLinks } from './password-reset.ts';

/** A sealed name opens nowhere else. */
const identity = 'users/mail-password-reset';
/** Mails that one user gets at most in an hour because somebody asks for them. */
const resetsPerHour = { limit: 5, windowMs: 3_600_000 };

/** Background work of this module. Call it before the jobs start. */
export const defineUserJobs = (
  context: AppContext,
): { askForReset(identifier: string): Promise<void>; schedule(): Promise<void> } => {
  const { jobs, secrets, settings } = context;
  const limiter = createSharedThrottle(context, 'password-resets', resetsPerHour);

  // Looked up here and not in the request, so that the time of the answer does not tell who exists.
  const resets = jobs.define<{ sealed: string }>({
    name: 'users.mail-password-reset',
    run: async ({ sealed }) => {
      await mailResetLinks(context, secrets.open(sealed, identity), {
        phonePrefixes: settings.authPhonePrefixes,
        mayMail: (userId) => limiter.take(userId) === 0,
      });
    },
  });

  const daily: [name: string, cron: string, run: () => Promise<void>][] = [
    ['users.deactivate-expired', '1 0 * * *', () => deactivateExpired(context)],
    ['users.mail-account-expiry', '5 0 * * *', () => mailExpiryReminders(context)],
    ['users.mail-password-expiry', '0 1 * * *', () => mailPasswordExpiry(context)],
  ];
  const scheduled = daily.map(([name, cron, run]) => ({
    name,
    cron,
    job: jobs.define<Record<string, never>>({
      name,
      timeoutMs: 120_000,
      run: async (_data: unknown, _job: JobContext) => run(),
    }),
  }));

  return {
    askForReset: async (identifier) => {
      await resets.enqueue({ sealed: secrets.seal(identifier, identity) });
    },
    schedule: async () => {
      const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
      for (const { name, cron, job } of scheduled) await job.every(name, cron, {}, { timezone });
    },
  };
};
