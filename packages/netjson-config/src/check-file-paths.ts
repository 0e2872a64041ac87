import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import type { ConfigurationProblem } from './configuration-error.ts';

const ALLOWED = /^\/?[A-Za-z0-9._/-]+$/;

/** Paths of files must stay where they say: no `..`, no blanks, nothing that a shell or an unpacker could misread. */
export function* checkFilePaths(document: JsonObject): Iterable<ConfigurationProblem> {
  const { files } = document;
  if (!Array.isArray(files)) return;
  for (const [index, file] of files.entries()) {
    const path = isJsonObject(file) ? file.path : undefined;
    if (typeof path !== 'string' || isAllowedPath(path)) continue;
    yield {
      path: ['files', index, 'path'],
      message:
        `Invalid file path "${path}". Allowed are letters, digits, ".", "_", "-" and "/"; ` +
        'no part may be empty, "." or "..".',
    };
  }
}

function isAllowedPath(path: string): boolean {
  const parts = (path.startsWith('/') ? path.slice(1) : path).split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return false;
  const plain = replaceVariables(path);
  return plain !== undefined && ALLOWED.test(plain);
}

/** Variables that are still there stand for one letter each; undefined when one is not closed. */
function replaceVariables(path: string): string | undefined {
  let plain = '';
  let position = 0;
  for (;;) {
    const open = path.indexOf('{{', position);
    if (open === -1) return plain + path.slice(position);
    const close = path.indexOf('}}', open + 2);
    if (close === -1) return undefined;
    plain += `${path.slice(position, open)}x`;
    position = close + 2;
  }
}
