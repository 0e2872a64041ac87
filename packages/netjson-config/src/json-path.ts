/** Keys and list positions that lead to a value inside a document, outermost first. */
export type JsonPath = readonly (string | number)[];

/** `interfaces[0].addresses[1].mask`; the empty path is `the document`. */
export function formatJsonPath(path: JsonPath): string {
  if (path.length === 0) return 'the document';
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}
