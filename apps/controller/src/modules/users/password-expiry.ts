import { isoDate } from './iso-date.ts';
import type { UserTable } from './tables.ts';

/** How many days a password is good; 0: for ever. */
export interface PasswordAges {
  user: number;
  /** 0: as for everybody. */
  staff: number;
}

const dayMs = 86_400_000;

/** A date, `YYYY-MM-DD`, so many days later (or earlier). */
export const addDays = (date: string, days: number): string =>
  isoDate(new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs));

/**
 * True when a password has to be changed (REST conventions, section 6.1). On the last day it is still good. Dates of
 * passwords are dates in UTC. Users without a password never have to.
 */
export const isPasswordExpired = (
  user: Pick<UserTable, 'password' | 'password_updated' | 'is_staff'>,
  ages: PasswordAges,
  now: Date,
): boolean => {
  const days = (user.is_staff && ages.staff) || ages.user;
  if (days === 0 || user.password_updated === null || user.password.startsWith('!')) return false;
  return addDays(user.password_updated, days) < isoDate(now);
};
