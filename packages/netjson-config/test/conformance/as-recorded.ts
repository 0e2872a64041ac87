import { FILES_HEADER } from '../../src/files.ts';

/**
 * The recordings come from a tool that neither escapes nor keeps every value as it is. These functions do to our
 * output what that tool does, so that a difference which comes from nothing else can be told from a mistake.
 */

/** Text without escaped quotes, and cleaned up the way the recorded text was; its files stay as they are. */
export function textAsRecorded(text: string): string {
  const [native = '', ...files] = text.split(FILES_HEADER);
  return [configurationAsRecorded(native), ...files].join(FILES_HEADER);
}

function configurationAsRecorded(text: string): string {
  return text
    .replaceAll(String.raw`'\''`, "'")
    .replaceAll('    ', '')
    .replaceAll('\noption', '\n\toption')
    .replaceAll('\nlist', '\n\tlist')
    .replaceAll('\n\n\n', '\n\n');
}

/** Contents cut off after as many bytes as they have characters. */
export function contentsAsRecorded(contents: string): Buffer {
  return Buffer.from(contents).subarray(0, [...contents].length);
}
