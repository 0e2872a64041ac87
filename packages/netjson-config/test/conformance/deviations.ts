const QUOTES = 'A quote inside a value is escaped, so that the value cannot leave its option.';
const NEW_LINES = 'Lines inside a value stay as they are.';
const BLANKS = 'Runs of blanks inside a value stay as they are.';
const BYTES = 'The size of an archive member is its size in bytes.';
const BACKSLASHES = 'A backslash in a variable has no special meaning: pass phrases and keys may contain it.';
const READ_ONLY = 'Rendering does not rewrite the sections of the document.';
const DOUBLES = 'Numbers are IEEE doubles, as in every JSON text that JavaScript reads.';

/** Recorded cases from which this library deviates on purpose, with the reason. */
export const DEVIATIONS: ReadonlyMap<string, string> = new Map([
  ['if-value-with-four-spaces', BLANKS],
  ['if-value-with-newlines', NEW_LINES],
  ['if-value-with-quote', QUOTES],
  ['dialup-pppoe', QUOTES],
  ['leg-bridge-vlan-filtering', QUOTES],
  ['wifi-ssid-special', BLANKS],
  ['ov-four-spaces', BLANKS],
  ['ctx-types', QUOTES],
  ['ctx-escaped-value-quotes', QUOTES],
  ['ctx-backslash-newline', BACKSLASHES],
  ['ctx-backslash-group', BACKSLASHES],
  ['tpl-dup-short-strings', 'Equal members inside one list all stay, whatever they are.'],
  ['g-unicode-file', BYTES],
  ['g-unicode-cut-sequence', BYTES],
  ['g-unicode-uci', BYTES],
  ['g-package-word-in-value', 'The word "package" inside a value does not start a new file.'],
  ['j-after-render-default', READ_ONLY],
  ['j-numbers', DOUBLES],
]);
