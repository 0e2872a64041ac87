import type { AppContext } from '../../platform/app-context.ts';
import { defineModule } from '../../platform/module.ts';
import { registerResource } from '../../platform/resource/index.ts';
import { createAccessCache } from './access-cache.ts';
import { registerAccountPages } from './accounts/account-pages.ts';
import { registerLoginPages } from './accounts/login-pages.ts';
import { redirectMissingSlash } from './accounts/redirect-missing-slash.ts';
import { createAuthThrottle } from './auth-throttle.ts';
import { authenticate, type AccessContext } from './authenticate.ts';
import { basicLogin } from './basic-login.ts';
import { declarePermissions } from './declare-permissions.ts';
import type { UserEvent } from './events.ts';
import { defineUserJobs } from './jobs.ts';
import { createLoginThrottle } from './login-throttle.ts';
import { createUsers } from './migrations/0001-create-users.ts';
import { addApiTokens } from './migrations/0002-add-api-tokens.ts';
import { addSecondFactors } from './migrations/0003-add-second-factors.ts';
import { addIdentities } from './migrations/0004-add-identities.ts';
import { letLanguagesBeChosen } from './migrations/0005-let-languages-be-chosen.ts';
import { indexLists } from './migrations/0006-index-lists.ts';
import { tellProvenAddresses } from './migrations/0007-tell-proven-addresses.ts';
import { createFailedLoginRecorder } from './record-login.ts';
import { apiTokenResource } from './resources/api-token-resource.ts';
import { emailAddressResource } from './resources/email-address-resource.ts';
import { groupResource } from './resources/group-resource.ts';
import { membershipResource } from './resources/membership-resource.ts';
import { organizationResource } from './resources/organization-resource.ts';
import { permissionResource } from './resources/permission-resource.ts';
import { userActions } from './resources/user-actions.ts';
import { userResource } from './resources/user-resource.ts';
import { registerOwnLanguageRoute } from './routes/own-language-route.ts';
import { registerPasswordRoutes } from './routes/password-routes.ts';
import { registerPasskeyRoutes } from './routes/passkey-routes.ts';
import { registerSecondFactorRoutes } from './routes/second-factor-routes.ts';
import { registerSessionListRoutes } from './routes/session-list-routes.ts';
import { registerSessionRoute } from './routes/session-route.ts';
import { registerSingleSignOnRoutes } from './routes/single-sign-on-routes.ts';
import { registerTokenRoute } from './routes/token-route.ts';
import { registerUserTokenRoute } from './routes/user-token-route.ts';
import { createSessionCookies } from './session-cookies.ts';
import { standardPermissions } from './standard-permissions.ts';
import { tellConsoles } from './tell-consoles.ts';

export { declarePermissions } from './declare-permissions.ts';
export { exportableFields, exportUsers } from './export-users.ts';
export { ensureFirstAccounts } from './first-accounts.ts';
export { standardPermissions } from './standard-permissions.ts';
export { createSuperuser, resetPassword, resetSecondFactor } from './superusers.ts';

/** Users, organizations, memberships, groups and permissions; who calls. */
export const usersModule = defineModule({
  name: 'users',
  requires: [],
  migrations: [
    createUsers,
    addApiTokens,
    addSecondFactors,
    addIdentities,
    letLanguagesBeChosen,
    indexLists,
    tellProvenAddresses,
  ],
  register: async (context) => {
    await declarePermissions(context.db, standardPermissions.users);
    const { settings, clock } = context;
    const access: AccessContext = {
      db: context.db,
      secrets: context.secrets,
      clock,
      days: settings.sessionDays,
      passwordAges: {
        user: settings.userPasswordExpiration,
        staff: settings.staffUserPasswordExpiration,
      },
      cache: createAccessCache(clock),
      hasAuthApi: settings.usersAuthApi,
    };
    forgetWhatChanges(context, access);
    tellConsoles(context);
    redirectMissingSlash(context.http, '/accounts/');
    const { askForReset, schedule } = defineUserJobs(context);
    const recordFailure = createFailedLoginRecorder(context);
    const countRequest = createAuthThrottle(context);
    const throttle = createLoginThrottle(context);
    context.auth.use(
      async (request, options) => (await authenticate(access, request, options))?.caller,
      async (request) => (await basicLogin(context, request, { throttle, recordFailure })) !== undefined,
    );
    if (settings.usersAuthApi) registerTokenRoute(context, countRequest, recordFailure);
    const cookies = createSessionCookies(context, access);
    registerSessionRoute(context, { access, cookies, throttle, recordFailure });
    registerSecondFactorRoutes(context, { access, throttle });
    registerPasskeyRoutes(context, { access, throttle });
    await registerSingleSignOnRoutes(context, cookies);
    registerSessionListRoutes(context, access);
    registerUserTokenRoute(context);
    registerOwnLanguageRoute(context);
    registerPasswordRoutes(context, { access, countRequest, throttle, recordFailure, askForReset });
    await registerAccountPages({ context, access, countRequest, askForReset });
    await registerLoginPages({ context, access, cookies, guard: { throttle, recordFailure } });
    registerResource(context, organizationResource(context));
    registerResource(context, userResource(context), userActions(context));
    registerResource(context, emailAddressResource(context));
    registerResource(context, membershipResource(context));
    registerResource(context, groupResource(context));
    registerResource(context, permissionResource);
    registerResource(context, apiTokenResource(context));
    return { start: schedule };
  },
});

/** Changes of who may do what take effect with the next request. */
const forgetWhatChanges = ({ events, realtime }: AppContext, { cache }: AccessContext): void => {
  const forgetUser = ({ userId }: UserEvent): void => {
    cache.forgetUser(userId);
    realtime.reconnect(userId);
  };
  const forgetEverything = (): void => {
    cache.forgetEverything();
    realtime.reconnect();
  };
  events.on('user.access-changed', forgetUser);
  events.on('user.deleted', forgetUser);
  events.on('organization.enabled', forgetEverything);
  events.on('organization.disabled', forgetEverything);
  events.on('organization.deleted', forgetEverything);
  events.on('group.changed', forgetEverything);
  // It may ask its members for a second factor now.
  events.on('organization.updated', () => cache.forgetEverything());
};
