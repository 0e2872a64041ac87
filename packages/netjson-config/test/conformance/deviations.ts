/** Found by comparing, not listed by name. */
export const KEEPS_VALUES =
  'A quote inside a value is escaped and all its blanks and lines are kept, so that it stays inside of its option.';
/** Found by comparing, not listed by name. */
export const KEEPS_BYTES = 'The size of an archive member is its size in bytes.';

const BACKSLASHES = 'A backslash in a variable has no special meaning: pass phrases and keys may contain it.';
const READ_ONLY = 'Rendering does not rewrite the sections of the document.';
const NETWORK_BLOCKS = 'Blocks of the package network that no section describes stay blocks.';
const DOUBLES = 'Numbers are IEEE doubles, as in every JSON text that JavaScript reads.';

/** Recorded cases from which this library deviates on purpose, with the reason. */
export const DEVIATIONS: ReadonlyMap<string, string> = new Map([
  ['ctx-backslash-newline', BACKSLASHES],
  ['ctx-backslash-group', BACKSLASHES],
  ['tpl-dup-short-strings', 'Equal members inside one list all stay, whatever they are.'],
  ['g-package-word-in-value', 'The word "package" inside a value does not start a new file.'],
  ['j-after-render-default', READ_ONLY],
  ['j-numbers', DOUBLES],
  ['p-syntax-no-package-line', 'Text that does not begin with a package is refused instead of guessed at.'],
  ['p-syntax-quoted-package', 'The name of a package may be quoted, as for uci.'],
  ['p-tar-no-trailing-newline', 'Each file of an archive is read for itself.'],
  ['p-globals-after-interface', 'A block "globals" does not discard the interfaces before it.'],
  ['p-unknown-network-block', NETWORK_BLOCKS],
  ['ap-render-device-block', 'Blocks that were read are written as they were.'],
]);
