import type { JsonObject } from '@netloom/netjson';
import type { ConfigurationProblem } from '../../configuration-error.ts';
import { textOf } from '../../document-values.ts';
import { absolutePath } from '../document-files.ts';
import { entriesOf } from './document-entries.ts';

/** The longest path that Linux takes (limits.h). */
const PATH_MAX = 4095;

/** Folders that are no places for files: kernel interfaces, what a start empties, and the manifest's own. */
const PROTECTED_FOLDERS: readonly string[] = ['/dev', '/netloom', '/proc', '/run', '/sys', '/var/run'];

/** Accounts and the right to become root are no matter of a network's configuration. */
const PROTECTED_FILES: readonly string[] = [
  '/etc/group',
  '/etc/gshadow',
  '/etc/passwd',
  '/etc/shadow',
  '/etc/sudoers',
];

/** Files that this backend writes itself. */
const OWN_FILES: readonly RegExp[] = [
  /^\/etc\/systemd\/network\/10-netloom-/,
  /^\/etc\/systemd\/(timesyncd|resolved)\.conf\.d\/90-netloom\.conf$/,
  /^\/etc\/sysctl\.d\/90-netloom\.conf$/,
  /^\/etc\/(hostname|timezone)$/,
];

/** Folders in which this backend writes files for the interfaces of the document. */
const OWN_FOLDERS =
  /^\/etc\/(?:hostapd\/([^/]+)\.(?:conf|accept|deny)|wpa_supplicant\/wpa_supplicant-([^/]+)\.conf)$/;

const OPENVPN_FILE = /^\/etc\/openvpn\/(?:client|server)\/([^/]+)\.conf$/;

/** Files must not replace what the rest of the configuration writes, nor each other, nor what keeps a box safe. */
export function* checkFiles(document: JsonObject): Iterable<ConfigurationProblem> {
  const paths = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const [index, file] of entriesOf(document, 'files')) {
    const given = textOf(file.path);
    const placed = absolutePath(given);
    const path = ['files', index, 'path'];
    if (placed.length > PATH_MAX) {
      yield { path, message: `The path is longer than ${PATH_MAX} characters.` };
      continue;
    }
    if (isProtected(placed)) yield { path, message: `"${given}" is protected: no file may be placed there.` };
    else if (isOwn(placed, document))
      yield { path, message: `"${given}" is written by other sections of the configuration.` };
    const inside = folders.get(placed) ?? parentsOf(placed).find((folder) => paths.has(folder));
    if (inside !== undefined)
      yield { path, message: `"${given}" and "${paths.get(inside) ?? inside}" cannot both be there.` };
    paths.set(placed, given);
    for (const folder of parentsOf(placed)) folders.set(folder, placed);
  }
}

function isProtected(path: string): boolean {
  return (
    PROTECTED_FILES.includes(path) ||
    PROTECTED_FOLDERS.some((folder) => path === folder || path.startsWith(`${folder}/`))
  );
}

function isOwn(path: string, document: JsonObject): boolean {
  if (OWN_FILES.some((pattern) => pattern.test(path))) return true;
  const instance = OPENVPN_FILE.exec(path)?.[1];
  if (instance !== undefined) return entriesOf(document, 'openvpn').some(([, { name }]) => name === instance);
  const [, hostapd, supplicant] = OWN_FOLDERS.exec(path) ?? [];
  const name = hostapd ?? supplicant;
  return name !== undefined && entriesOf(document, 'interfaces').some(([, entry]) => entry.name === name);
}

/** The folders that a path goes through, the nearest first. */
function parentsOf(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    folders.push(path.slice(0, end));
  return folders;
}
