/**
 * Compares secrets in a time that depends on the length of the given one alone. On the path of every poll, hence
 * without the copies and hashes of the general comparison.
 */
export const sameSecret = (given: string, secret: string): boolean => {
  let difference = given.length ^ secret.length;
  for (let position = 0; position < given.length; position++) {
    // Beyond the end of the secret charCodeAt is NaN, which counts as 0; the lengths differ already.
    difference |= given.charCodeAt(position) ^ secret.charCodeAt(position);
  }
  return difference === 0;
};
