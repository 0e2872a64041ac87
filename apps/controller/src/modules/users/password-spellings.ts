/**
 * What a password may have been when it was set that somebody enters now: just this, or this without the white space
 * around it, which new passwords lose.
 */
export const passwordSpellings = (entered: string): string[] => {
  const trimmed = entered.trim();
  return trimmed === '' || trimmed === entered ? [entered] : [entered, trimmed];
};
