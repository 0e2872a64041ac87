import type { Schemas } from '@netloom/api-client';

export type User = Schemas['User'];

/** A user with what the detail does not tell by itself. */
export type KnownUser = User &
  Required<Pick<User, 'has_password' | 'is_owner'>> & { etag: string | undefined };

/** A user as lists show it; which fields are there depends on what was asked for. */
export type UserRow = Pick<Schemas['UserItem'], 'id' | 'username'> & Partial<Schemas['UserItem']>;

/** Somebody belongs to an organization. */
export type Membership = Schemas['Membership'];

/** First and last name, as far as they are known. */
export const personName = ({
  first_name,
  last_name,
}: Partial<Pick<UserRow, 'first_name' | 'last_name'>>): string =>
  [first_name, last_name].filter(Boolean).join(' ');
