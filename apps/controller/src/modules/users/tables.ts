import type { Generated } from 'kysely';

declare module '@netloom/server-kit' {
  interface Tables {
    openwisp_users_user: UserTable;
    openwisp_users_organization: OrganizationTable;
    openwisp_users_organizationuser: OrganizationUserTable;
    openwisp_users_organizationowner: OrganizationOwnerTable;
    auth_permission: PermissionTable;
    auth_group: GroupTable;
    auth_group_permissions: { group_id: number; permission_id: number };
    openwisp_users_user_groups: { user_id: string; group_id: number };
    openwisp_users_user_user_permissions: { user_id: string; permission_id: number };
    account_emailaddress: EmailAddressTable;
    authtoken_token: TokenTable;
    users_session: SessionTable;
    users_apitoken: ApiTokenTable;
    users_identity: IdentityTable;
    users_samlrequest: { id: string; created: Date };
    users_totp: TotpTable;
    users_recoverycode: { user_id: string; code_digest: string };
    users_passkey: PasskeyTable;
    users_loginchallenge: LoginChallengeTable;
    users_secondfactorattempts: { user_id: string; count: number; ends: Date };
    users_apitoken_organization: { token_id: string; organization_id: string };
  }
}

export interface UserTable {
  id: string;
  username: string;
  /** Hash as text: argon2id, or Django's `pbkdf2_sha256$…` from an import. `!…` cannot be used. */
  password: string;
  first_name: string;
  last_name: string;
  email: string | null;
  bio: string;
  url: string;
  company: string;
  location: string;
  phone_number: string | null;
  /** ISO date, `YYYY-MM-DD`. */
  birth_date: string | null;
  notes: string;
  /** Empty: none is chosen. */
  language: string;
  is_active: boolean;
  is_staff: boolean;
  is_superuser: boolean;
  date_joined: Date;
  last_login: Date | null;
  /** ISO date (UTC) of the last change of the password. */
  password_updated: string | null;
  /** ISO date after which the account is deactivated. */
  expiration_date: string | null;
  /** Whether the last token was obtained with the password; null counts as true. */
  password_based_token: boolean | null;
}

export interface OrganizationTable {
  id: string;
  name: string;
  slug: string;
  is_active: boolean;
  description: string;
  email: string;
  url: string;
  /** Members without a second factor have to set one up before they may do anything else. */
  second_factor_required: boolean;
  created: Date;
  modified: Date;
}

export interface OrganizationUserTable {
  id: string;
  user_id: string;
  organization_id: string;
  /** Manager of the organization. */
  is_admin: boolean;
  created: Date;
  modified: Date;
}

export interface OrganizationOwnerTable {
  id: string;
  organization_id: string;
  organization_user_id: string;
  created: Date;
  modified: Date;
}

export interface PermissionTable {
  id: Generated<number>;
  app_label: string;
  model: string;
  /** `view_device` */
  codename: string;
  /** `Can view device` */
  name: string;
}

export interface GroupTable {
  id: Generated<number>;
  name: string;
}

export interface EmailAddressTable {
  id: Generated<number>;
  user_id: string;
  /** Lower case. */
  email: string;
  /** What the REST contract shows: also true where whoever wrote it said so, or has changed the address since. */
  verified: boolean;
  /** Its owner has shown that it is theirs, or a superuser answers for it: only such an address may decide a login. */
  proven: Generated<boolean>;
  primary: boolean;
}

export interface TokenTable {
  /** Blind index of the key (`SecretBox.digest`), primary key. */
  key_digest: string;
  /** The key itself, sealed: a later request for a token answers with the same one. */
  key_sealed: string;
  user_id: string;
  created: Date;
}

/** Who a user is at an identity provider. */
export interface IdentityTable {
  id: string;
  user_id: string;
  provider: string;
  subject: string;
  created: Date;
  last_login: Date;
}

export interface TotpTable {
  user_id: string;
  /** The shared secret in base32, sealed. */
  secret_sealed: string;
  /** The user has shown a code: from then on logins ask for one. */
  confirmed: boolean;
  /** Number of the last 30 seconds whose code was used. */
  last_step: number | null;
  created: Date;
}

export interface PasskeyTable {
  id: string;
  user_id: string;
  name: string;
  /** As the browser names it, base64url. */
  credential_id: string;
  /** COSE. */
  public_key: Uint8Array;
  /** Signatures so far; 0 for passkeys that do not count. */
  counter: number;
  /** Separated by commas. */
  transports: string;
  created: Date;
  last_used: Date | null;
}

export interface LoginChallengeTable {
  /** Blind index of the name that the client has. */
  id_digest: string;
  user_id: string;
  purpose: string;
  binding: string;
  expires: Date;
}

/** A token that a user made for a program. The token itself is stored nowhere. */
export interface ApiTokenTable {
  id: string;
  user_id: string;
  name: string;
  /** Blind index of the token. */
  key_digest: string;
  /** The last characters of the token, to tell one from another. */
  key_end: string;
  read_only: boolean;
  /** Only for the organizations in `users_apitoken_organization`, also when those are gone. */
  limited: boolean;
  created: Date;
  expires: Date | null;
  /** Written at most every few minutes. */
  last_used: Date | null;
}

export interface SessionTable {
  /** Blind index of the cookie's value, which itself is stored nowhere. */
  id_digest: string;
  user_id: string;
  csrf_token: string;
  /** False for logins that needed no password (social, SAML, one-time links): the password's age does not block them. */
  password_based: boolean;
  created: Date;
  /** Written at most every few minutes. */
  last_used: Date;
  /** The session ends then, unless it is used before. */
  expires: Date;
  ip: string;
  user_agent: string;
}
