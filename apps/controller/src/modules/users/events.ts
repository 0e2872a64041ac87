declare module '@netloom/server-kit' {
  interface Events {
    'organization.created': OrganizationEvent;
    'organization.updated': OrganizationEvent;
    /** Everything that belonged to it is gone from the database already. */
    'organization.deleted': OrganizationEvent;
    /** `is_active` was switched off: it has left everybody's memberships. */
    'organization.disabled': OrganizationEvent;
    'organization.enabled': OrganizationEvent;
    'user.created': UserEvent;
    'user.updated': UserEvent;
    'user.deleted': UserEvent;
    /** What the user may do, or whether they may log in, is different from before; sessions may have ended. */
    'user.access-changed': UserEvent;
    /** The permissions or members of a group, or the group itself, have changed. */
    'group.changed': { groupId: number };
  }
}

export interface OrganizationEvent {
  organizationId: string;
}

export interface UserEvent {
  userId: string;
  /** Organizations that hear of it besides those that the user is still a member of. */
  organizationIds?: readonly string[];
}
