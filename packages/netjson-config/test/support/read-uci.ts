/** A block as `uci` reads it. */
export interface ReadBlock {
  readonly type: string;
  readonly name: string;
  /** `option` or `list`, key, value; in the order of the text. */
  readonly entries: readonly (readonly [keyword: string, key: string, value: string])[];
}

/**
 * Reads UCI text the way libuci does: words are separated by blanks, single quotes take everything up to the next
 * one literally and across lines, a backslash outside of quotes takes the next character, neighbouring pieces make
 * one word.
 */
export function readUci(text: string): ReadBlock[] {
  const blocks: { type: string; name: string; entries: [string, string, string][] }[] = [];
  for (const [keyword = '', first = '', second = ''] of readLines(text)) {
    if (keyword === 'config') blocks.push({ type: first, name: second, entries: [] });
    else if (keyword === 'option' || keyword === 'list')
      blocks.at(-1)?.entries.push([keyword, first, second]);
    else throw new Error(`unknown keyword ${keyword}`);
  }
  return blocks;
}

/** The words of each logical line. */
function readLines(text: string): string[][] {
  const lines: string[][] = [];
  let words: string[] = [];
  let word: string | undefined;
  let position = 0;
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  while (position < text.length) {
    const character = text.charAt(position);
    position += 1;
    if (character === "'") {
      const end = text.indexOf("'", position);
      if (end === -1) throw new Error('unterminated quote');
      word = (word ?? '') + text.slice(position, end);
      position = end + 1;
    } else if (character === '\\') {
      word = (word ?? '') + text.charAt(position);
      position += 1;
    } else if (character === '\n') {
      endWord();
      if (words.length > 0) lines.push(words);
      words = [];
    } else if (/\s/.test(character)) {
      endWord();
    } else {
      if (character === '"' || character === '#' || character === ';')
        throw new Error(`unexpected ${character}`);
      word = (word ?? '') + character;
    }
  }
  endWord();
  if (words.length > 0) lines.push(words);
  return lines;
}
