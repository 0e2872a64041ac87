/** A part of a line of UCI, for showing it. */
export interface UciToken {
  readonly text: string;
  readonly kind: 'word' | 'name' | 'value' | 'comment' | 'plain';
}

const STATEMENT = /^(\s*)(package|config|option|list)(\s+)(\S+)(.*)$/;

/** A line of UCI in its parts: keyword, name, value. What is no UCI is plain text. The parts together are the line. */
export function uciTokens(line: string): UciToken[] {
  if (/^\s*#/.test(line)) return [{ text: line, kind: 'comment' }];
  const match = STATEMENT.exec(line);
  if (match === null) return [{ text: line, kind: 'plain' }];
  const [, indent = '', word = '', space = '', name = '', rest = ''] = match;
  const tokens: UciToken[] = [
    { text: indent, kind: 'plain' },
    { text: word, kind: 'word' },
    { text: space, kind: 'plain' },
    { text: name, kind: 'name' },
    { text: rest, kind: 'value' },
  ];
  return tokens.filter(({ text }) => text !== '');
}
