import type { Caller } from '../../platform/caller.ts';
import { refuseNamedTokens } from './api-tokens.ts';
import type { UserTable } from './tables.ts';
import type { UserChanges } from './update-user.ts';

type KnownUser = Pick<UserTable, 'id' | 'email' | 'phone_number' | 'is_superuser'>;

/**
 * Keeps API tokens from turning into a login: a new address is enough for a password by mail, another superuser can
 * do what the token cannot, and what the token's own user may do outlives the token. `user` is undefined for a new one.
 *
 * @throws HttpError 403.
 */
export const refuseLoginChanges = (
  caller: Caller,
  user: KnownUser | undefined,
  changes: UserChanges,
): void => {
  const { email, phone_number: phoneNumber, groups, permissions, membership } = changes;
  const isOther = (given: string | null | undefined, present: string | null): boolean =>
    given !== undefined && (given || null) !== present;
  const changesLogin =
    user !== undefined && (isOther(email, user.email) || isOther(phoneNumber, user.phone_number));
  const changesOwnRights =
    user?.id === caller.userId && [groups, permissions, membership].some((given) => given !== undefined);
  const becomesSuperuser = changes.is_superuser === true && user?.is_superuser !== true;
  if (changesLogin || changesOwnRights || becomesSuperuser) refuseNamedTokens(caller);
};
