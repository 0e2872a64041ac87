import type { Scope } from '../../../platform/tenancy.ts';

/** A webhook for all organizations is told what all of them do: unlike other shared objects, managers do not see it. */
export const ownWebhooks = (scope: Scope): Scope =>
  scope.kind === 'everything' ? scope : { ...scope, shared: false };
