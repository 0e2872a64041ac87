// Everything below the blank, except for tab, line feed and carriage return.
// oxlint-disable-next-line no-control-regex
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** Whether `uci` accepts a text as a value. */
export function isUciText(text: string): boolean {
  return !REFUSED.test(text);
}
