const colors = { key: 34, text: 32, other: 33 } as const;

const paint = (color: number, text: string): string => `\x1b[${color}m${text}\x1b[0m`;

/** JSON for a terminal: keys blue, texts green, everything else yellow. */
export const colorJson = (json: string): string =>
  json.replace(
    /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (all, text: string | undefined, colon: string | undefined) => {
      if (text === undefined) return paint(colors.other, all);
      return colon === undefined ? paint(colors.text, text) : paint(colors.key, text) + colon;
    },
  );
