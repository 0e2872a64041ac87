import type { KnownUser, User } from '../../model/user.ts';

/** What is edited of a user. */
export type UserDocument = Pick<
  User,
  | 'username'
  | 'first_name'
  | 'last_name'
  | 'company'
  | 'location'
  | 'notes'
  | 'is_active'
  | 'is_staff'
  | 'groups'
  | 'expiration_date'
> & {
  email: string;
  phone_number: string;
  /** Only superusers see and change it. */
  is_superuser?: boolean;
};

export const userDocument = (user: KnownUser): UserDocument => ({
  username: user.username,
  first_name: user.first_name,
  last_name: user.last_name,
  email: user.email ?? '',
  phone_number: user.phone_number ?? '',
  company: user.company,
  location: user.location,
  notes: user.notes,
  is_active: user.is_active,
  is_staff: user.is_staff,
  groups: user.groups,
  expiration_date: user.expiration_date,
  ...(user.is_superuser === undefined ? {} : { is_superuser: user.is_superuser }),
});

/** Users of the console need a group that says what they may do; superusers may do everything anyway. */
export const lacksGroup = ({ is_staff, is_superuser, groups }: UserDocument): boolean =>
  is_staff && is_superuser !== true && groups.length === 0;
