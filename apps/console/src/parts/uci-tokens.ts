export interface UciToken {
  text: string;
  kind: 'word' | 'name' | 'value' | 'comment' | 'plain';
}

const statement = /^(\s*)(package|config|option|list)(\s+)(\S+)(.*)$/;

/** A line of a native configuration in its parts: keyword, name, value. What is no UCI is plain text. */
export const uciTokens = (line: string): UciToken[] => {
  if (/^\s*#/.test(line)) return [{ text: line, kind: 'comment' }];
  const match = statement.exec(line);
  if (!match) return [{ text: line, kind: 'plain' }];
  const [, indent = '', word = '', space = '', name = '', rest = ''] = match;
  const tokens: UciToken[] = [
    { text: indent, kind: 'plain' },
    { text: word, kind: 'word' },
    { text: space, kind: 'plain' },
    { text: name, kind: 'name' },
    { text: rest, kind: 'value' },
  ];
  return tokens.filter(({ text }) => text !== '');
};
