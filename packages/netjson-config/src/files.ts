import type { JsonObject } from '@netloom/netjson';
import type { ArchiveMember } from './archive/archive-member.ts';
import { textOf } from './document-values.ts';
import { pythonText } from './python/python-text.ts';

const DEFAULT_MODE = '0644';

/** The line that begins the section with files of a rendered configuration. */
export const FILES_HEADER = '# ---------- files ---------- #';

/** Each path once: the last entry wins, at the place of the first. */
export function uniqueFiles(files: readonly JsonObject[]): JsonObject[] {
  return [...new Map(files.map((file) => [pythonText(file.path ?? null), file])).values()];
}

/** The files as members of an archive. */
export function fileMembers(files: readonly JsonObject[]): ArchiveMember[] {
  return files.map((file) => ({
    name: textOf(file.path).replace(/^\//, ''),
    mode: Number.parseInt(textOf(file.mode) || DEFAULT_MODE, 8),
    contents: textOf(file.contents),
  }));
}

/** The files as the last part of a rendered configuration, for people to read. */
export function renderFiles(files: readonly JsonObject[]): string {
  if (files.length === 0) return '';
  const parts = files.map((file) => {
    const mode = textOf(file.mode) || DEFAULT_MODE;
    return `# path: ${textOf(file.path)}\n# mode: ${mode}\n\n${textOf(file.contents)}\n\n`;
  });
  return `\n${FILES_HEADER}\n\n${parts.join('')}`.replaceAll('\n\n\n', '\n\n');
}
