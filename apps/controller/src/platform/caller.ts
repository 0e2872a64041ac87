/** What a person or program that calls may do in one organization. Only active organizations count. */
export interface Membership {
  /** `is_admin`: manages the organization. */
  isManager: boolean;
  isOwner: boolean;
}

/** Who calls: worked out once for each request from the token or the session. */
export interface Caller {
  userId: string;
  username: string;
  isSuperuser: boolean;
  isStaff: boolean;
  /** By organization id; without inactive organizations. */
  memberships: ReadonlyMap<string, Membership>;
  /** Permission codes such as `config.change_device`, from groups and from the user. Superusers hold all implicitly. */
  permissions: ReadonlySet<string>;
  via: 'token' | 'session';
  /** Only for tokens that have a name; what they are limited to is worked into the rest already. */
  token?: {
    name: string;
    isReadOnly: boolean;
    /** To some organizations. */
    isLimited: boolean;
  };
}

/** True when the caller holds any of the permission codes. */
export const holds = (caller: Caller, ...codes: string[]): boolean =>
  caller.isSuperuser || codes.some((code) => caller.permissions.has(code));

/** Ids of the organizations that the caller manages. An owner who is not a manager manages nothing. */
export const managedOrganizations = (caller: Caller): string[] =>
  [...caller.memberships].filter(([, membership]) => membership.isManager).map(([id]) => id);
