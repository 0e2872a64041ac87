import type { NativeFile, NativeInput } from '../../backend.ts';
import { ConfigurationError } from '../../configuration-error.ts';
import { FILES_HEADER } from '../../files.ts';
import { absolutePath } from '../document-files.ts';

const HEADER = /^# -{10} (\/\S+) -{10} #$/;

/** The native files of a configuration by their absolute paths: of a text with their headers, or of an archive. */
export function readFiles(native: NativeInput): ReadonlyMap<string, string> {
  if (typeof native !== 'string')
    return new Map(native.map(({ name, contents }: NativeFile) => [absolutePath(name), contents]));
  const files = new Map<string, string[]>();
  let lines: string[] | undefined;
  for (const line of native.replaceAll('\r\n', '\n').split('\n')) {
    // What follows are files of the document, for people to read.
    if (line === FILES_HEADER) break;
    const path = HEADER.exec(line)?.[1];
    if (path !== undefined) {
      lines = [];
      files.set(path, lines);
    } else if (lines !== undefined) {
      lines.push(line);
    } else if (line.trim() !== '') {
      throw new ConfigurationError('parse', {
        path: [],
        message:
          'The text must begin with the name of a file, as in "# ---------- /etc/hostname ---------- #".',
      });
    }
  }
  return new Map([...files].map(([path, body]) => [path, withoutEmptyLines(body.join('\n'))]));
}

/** The empty lines around a file belong to its header. */
function withoutEmptyLines(text: string): string {
  const body = text.replaceAll(/^\n+|\n+$/g, '');
  return body === '' ? '' : `${body}\n`;
}
