/** Longest reason that is stored, in characters. */
const longest = 1024;
const mark = '\n[truncated]';

/** Stored when a device reports an error without saying why. */
export const unknownReason = 'Reason not reported by the device.';

/** What is stored of the reason that a device gives: 1024 characters at most, with a mark when something is missing. */
export const storedReason = (text: string): string => {
  // PostgreSQL stores no null character.
  const characters = [...text.replaceAll('\0', '')];
  return characters.length <= longest
    ? characters.join('')
    : characters.slice(0, longest - mark.length).join('') + mark;
};
