import type { AppContext } from '../../platform/app-context.ts';

/** What the rules of this module stand on. */
export type UsersContext = Pick<
  AppContext,
  'audit' | 'database' | 'db' | 'events' | 'clock' | 'secrets' | 'mail'
>;
