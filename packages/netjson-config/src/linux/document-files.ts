import type { JsonObject } from '@netloom/netjson';
import { objectsIn, textOf, textOr } from '../document-values.ts';
import type { LinuxManifestFile } from './linux-manifest.ts';

const DEFAULT_MODE = '0644';
const ROOT = 'root';

/** The absolute path of an entry of `files`. */
export function absolutePath(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/** The entries of `files`, each path once: the last entry wins, at the place of the first. */
export function documentFiles(document: JsonObject): JsonObject[] {
  const entries = objectsIn(document.files).map((file) => [absolutePath(textOf(file.path)), file] as const);
  return [...new Map(entries).values()];
}

/** What an applier needs to know about an entry of `files`. */
export function manifestFile(file: JsonObject): LinuxManifestFile {
  return {
    path: absolutePath(textOf(file.path)),
    purpose: 'file',
    mode: octal(Number.parseInt(textOr(file.mode, DEFAULT_MODE), 8)),
    owner: textOr(file.owner, ROOT),
    group: textOr(file.group, ROOT),
  };
}

/** Permission bits as text, e.g. `0644`. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
