import type { AppContext } from '../../platform/app-context.ts';
import { defineModule } from '../../platform/module.ts';
import { registerResource } from '../../platform/resource/index.ts';
import { createAccessCache } from './access-cache.ts';
import { createAuthThrottle } from './auth-throttle.ts';
import { authenticate, type AccessContext } from './authenticate.ts';
import { declarePermissions } from './declare-permissions.ts';
import { createUsers } from './migrations/0001-create-users.ts';
import { emailAddressResource } from './resources/email-address-resource.ts';
import { groupResource } from './resources/group-resource.ts';
import { organizationResource } from './resources/organization-resource.ts';
import { userResource } from './resources/user-resource.ts';
import { registerSessionRoute } from './routes/session-route.ts';
import { registerTokenRoute } from './routes/token-route.ts';
import { standardPermissions } from './standard-permissions.ts';

export { declarePermissions } from './declare-permissions.ts';
export type { OrganizationEvent, UserEvent } from './events.ts';
export { ensureFirstAccounts, type FirstAccounts } from './first-accounts.ts';
export { activeOrganizations, type OrganizationSummary } from './organizations.ts';
export { standardPermissions, type PermissionDeclaration } from './standard-permissions.ts';
export { createSuperuser, resetPassword } from './superusers.ts';

/** Users, organizations, memberships, groups and permissions; who calls. */
export const usersModule = defineModule({
  name: 'users',
  requires: [],
  migrations: [createUsers],
  register: async (context) => {
    await declarePermissions(context.db, standardPermissions.users);
    const access: AccessContext = {
      db: context.db,
      secrets: context.secrets,
      clock: context.clock,
      days: context.settings.sessionDays,
      cache: createAccessCache(context.clock),
    };
    forgetWhatChanges(context, access);
    context.auth.use(async (request) => (await authenticate(access, request))?.caller);
    registerTokenRoute(context, createAuthThrottle(context.settings, context.clock));
    registerSessionRoute(context, access);
    registerResource(context, organizationResource(context));
    registerResource(context, userResource(context));
    registerResource(context, emailAddressResource(context));
    registerResource(context, groupResource(context));
  },
});

/** Changes of who may do what take effect with the next request. */
const forgetWhatChanges = ({ events }: AppContext, { cache }: AccessContext): void => {
  events.on('user.access-changed', ({ userId }) => cache.forgetUser(userId));
  events.on('user.deleted', ({ userId }) => cache.forgetUser(userId));
  events.on('organization.enabled', () => cache.forgetEverything());
  events.on('organization.disabled', () => cache.forgetEverything());
  events.on('organization.deleted', () => cache.forgetEverything());
  events.on('group.changed', () => cache.forgetEverything());
};
