import type { Schemas } from '@netloom/api-client';

export type User = Schemas['User'];

/** A user with what the detail does not tell by itself. */
export type KnownUser = User &
  Required<Pick<User, 'has_password' | 'is_owner'>> & { etag: string | undefined };

/** A user as lists show it; which fields are there depends on what was asked for. */
export type UserRow = Pick<Schemas['UserItem'], 'id' | 'username'> & Partial<Schemas['UserItem']>;

/** Somebody belongs to an organization. */
export type Membership = Schemas['Membership'];
