const PLAIN = /^[A-Za-z0-9_./:@%+=-]+$/;

/** A text as one word of a shell command: it cannot end the word or start another command. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
