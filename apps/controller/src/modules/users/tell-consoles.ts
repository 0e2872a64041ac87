import type { AppContext } from '../../platform/app-context.ts';
import type { LiveChange } from '../../platform/realtime.ts';
import type { OrganizationEvent, UserEvent } from './events.ts';

type Action = LiveChange['action'];

/** Open consoles hear of organizations and users as they change. */
export const tellConsoles = ({
  db,
  events,
  realtime,
}: Pick<AppContext, 'db' | 'events' | 'realtime'>): void => {
  const tellOrganization =
    (action: Action) =>
    ({ organizationId }: OrganizationEvent): void =>
      realtime.changed({
        kind: 'organization',
        permission: { app: 'openwisp_users', model: 'organization' },
        id: organizationId,
        organizationId,
        action,
      });
  events.on('organization.created', tellOrganization('created'));
  events.on('organization.updated', tellOrganization('updated'));
  events.on('organization.deleted', tellOrganization('deleted'));

  /** Superusers hear of everybody, managers of the members of their organizations, also of those who leave. */
  const tellUser =
    (action: Action) =>
    async ({ userId, organizationIds = [] }: UserEvent): Promise<void> => {
      const memberships = await db
        .selectFrom('openwisp_users_organizationuser')
        .select('organization_id')
        .where('user_id', '=', userId)
        .execute();
      const own = memberships.map(({ organization_id: id }) => id);
      realtime.changed({
        kind: 'user',
        permission: { app: 'openwisp_users', model: 'user' },
        id: userId,
        organizationIds: [...new Set([...own, ...organizationIds])],
        action,
      });
    };
  events.on('user.created', tellUser('created'));
  events.on('user.updated', tellUser('updated'));
  events.on('user.deleted', tellUser('deleted'));
};
