/** Where a text stops being JSON, and why, in the words that clients of the API read. */
export interface JsonFault {
  /** In characters of Unicode. */
  offset: number;
  message: string;
}

/**
 * Finds the first fault of a text that `JSON.parse` refuses. Walks the text once with an own stack, so deep nesting
 * cannot exhaust the call stack.
 */
export const findJsonFault = (text: string): JsonFault => {
  const { offset, message } = walk(text);
  return { offset: Array.from(text.slice(0, offset)).length, message };
};

const walk = (text: string): JsonFault => {
  let at = 0;
  const open: ('{' | '[')[] = [];
  const skipSpace = (): void => {
    while (at < text.length && ' \t\n\r'.includes(text[at] ?? '')) at++;
  };
  const literal = /(?:true|false|null|NaN|-?Infinity|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

  const readString = (): JsonFault | undefined => {
    const start = at++;
    for (; at < text.length; at++) {
      const character = text[at] ?? '';
      if (character === '"') return void at++;
      if (character < ' ') return { offset: at, message: 'Invalid control character at' };
      if (character !== '\\') continue;
      const escape = text[++at];
      if (escape === undefined) break;
      if (escape === 'u') {
        if (at + 5 >= text.length || !/^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5)))
          return { offset: at, message: 'Invalid \\uXXXX escape' };
        at += 4;
      } else if (!'"\\/bfnrt'.includes(escape)) return { offset: at - 1, message: 'Invalid \\escape' };
    }
    return { offset: start, message: 'Unterminated string starting at' };
  };

  type State = 'value' | 'first-value' | 'key' | 'first-key' | 'after';
  let state: State = 'value';
  for (;;) {
    skipSpace();
    const character = text[at];
    if (state === 'after') {
      const container = open.at(-1);
      if (container === undefined)
        return at < text.length
          ? { offset: at, message: 'Extra data' }
          : { offset: at, message: 'Expecting value' };
      if (character === ',') {
        at++;
        state = container === '{' ? 'key' : 'value';
      } else if (character === (container === '{' ? '}' : ']')) {
        at++;
        open.pop();
      } else return { offset: at, message: "Expecting ',' delimiter" };
      continue;
    }
    if (state === 'key' || state === 'first-key') {
      if (character === '}' && state === 'first-key') {
        at++;
        open.pop();
        state = 'after';
        continue;
      }
      if (character !== '"')
        return { offset: at, message: 'Expecting property name enclosed in double quotes' };
      const fault = readString();
      if (fault) return fault;
      skipSpace();
      if (text[at] !== ':') return { offset: at, message: "Expecting ':' delimiter" };
      at++;
      state = 'value';
      continue;
    }
    if (character === ']' && state === 'first-value') {
      at++;
      open.pop();
      state = 'after';
      continue;
    }
    if (character === '{' || character === '[') {
      at++;
      open.push(character);
      state = character === '{' ? 'first-key' : 'first-value';
      continue;
    }
    if (character === '"') {
      const fault = readString();
      if (fault) return fault;
    } else {
      literal.lastIndex = at;
      const found = literal.exec(text);
      if (!found) return { offset: at, message: 'Expecting value' };
      at += found[0].length;
    }
    state = 'after';
  }
};
