const pattern = /^[\p{L}\p{N}_.@+-]+$/u;

export const maximumUsernameLength = 150;

/** One spelling for names that look the same (Unicode NFKC): nobody can pass for somebody else. */
export const normalizeUsername = (text: string): string => text.normalize('NFKC');

/** What is wrong with a user name, or undefined. */
export const usernameProblem = (username: string): string | undefined => {
  if (!pattern.test(username))
    return 'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.';
  return [...username].length > maximumUsernameLength
    ? `Ensure this field has no more than ${maximumUsernameLength} characters.`
    : undefined;
};
