import type { AppContext } from '../app-context.ts';

/** What the routes of a resource stand on. */
export type ResourcePlatform = Pick<
  AppContext,
  'http' | 'auth' | 'database' | 'db' | 'settings' | 'clock' | 'audit'
>;
