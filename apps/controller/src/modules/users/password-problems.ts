import { isCommonPassword } from './common-passwords.ts';
import type { UserTable } from './tables.ts';

/** What a password must not resemble. */
type PasswordOwner = Pick<UserTable, 'username' | 'first_name' | 'last_name' | 'email'>;

const minimumLength = 8;
/** Share of the characters of two texts that they have in common, from which on they are too similar. */
const similarFrom = 0.7;

/**
 * Everything that is wrong with a new password (REST conventions, section 6.2); empty when it may be used. That it
 * differs from the present one needs the hash and is checked where the hash is.
 */
export const passwordProblems = (password: string, owner: PasswordOwner): string[] => [
  ...similarities(password, owner),
  ...([...password].length < minimumLength
    ? [`This password is too short. It must contain at least ${minimumLength} characters.`]
    : []),
  ...(isCommonPassword(password) ? ['This password is too common.'] : []),
  ...(/^\p{Nd}+$/u.test(password) ? ['This password is entirely numeric.'] : []),
];

export const reusedPassword = 'You cannot re-use your current password. Enter a new password.';

const similarities = (password: string, owner: PasswordOwner): string[] => {
  const attributes = [
    ['username', owner.username],
    ['first name', owner.first_name],
    ['last name', owner.last_name],
    ['email address', owner.email ?? ''],
  ] as const;
  const similar = attributes.find(([, value]) =>
    [...value.split(/[^\p{L}\p{N}_]+/u), value].some((part) => isSimilar(password, part)),
  );
  return similar ? [`The password is too similar to the ${similar[0]}.`] : [];
};

const isSimilar = (password: string, part: string): boolean => {
  if (part === '') return false;
  // A short name inside a long pass phrase says nothing.
  if (password.length >= 10 * part.length && part.length < (similarFrom / 2) * password.length) return false;
  return sharedCharacters(password.toLowerCase(), part.toLowerCase()) >= similarFrom;
};

/** Twice the characters that both have, in any order, as a share of all characters: 1 for anagrams. */
const sharedCharacters = (left: string, right: string): number => {
  const counts = new Map<string, number>();
  for (const character of right) counts.set(character, (counts.get(character) ?? 0) + 1);
  let shared = 0;
  for (const character of left) {
    const count = counts.get(character) ?? 0;
    if (count === 0) continue;
    counts.set(character, count - 1);
    shared++;
  }
  return (2 * shared) / ([...left].length + [...right].length);
};
