import { realpathSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import type { Box } from './privileged/privileged-action.ts';

/**
 * Never written by a configuration, wherever the setting lets it write: who may log in, what may be run as whom, and
 * the settings of this service, which say where configurations may write.
 */
const guarded = [
  '/etc/passwd',
  '/etc/passwd-',
  '/etc/shadow',
  '/etc/shadow-',
  '/etc/group',
  '/etc/group-',
  '/etc/gshadow',
  '/etc/gshadow-',
  '/etc/sudoers',
  '/etc/sudoers.d',
  '/etc/doas.conf',
  '/etc/polkit-1',
  '/etc/pam.d',
  '/etc/security',
  '/etc/netloom',
  '/etc/default/netloom-device',
];

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`);

/**
 * Where a file of a configuration lies on this box.
 *
 * @throws Error for a path that configurations may not write, also when a symbolic link leads there.
 */
export const fleetFilePath = (path: string, box: Box): string => {
  const wanted = normalize(path);
  if (!wanted.startsWith('/') || wanted !== path || wanted.endsWith('/') || path.includes('\0'))
    throw new Error(`${path}: not an absolute path of a file`);
  const target = box.paths.system(wanted);
  const root = realPath(box.paths.system('/'));
  // The last part may be a link: it is replaced, not followed.
  const leadsTo = join(realPath(dirname(target)), target.slice(dirname(target).length));
  const within = relative(root, leadsTo);
  const isInside = within !== '..' && !within.startsWith('../');
  if (!mayWrite(wanted, target, box) || !isInside || !mayWrite(`/${within}`, leadsTo, box))
    throw new Error(`${path}: configurations may not write there`);
  return target;
};

const mayWrite = (wanted: string, target: string, { settings, paths }: Box): boolean =>
  settings.fleetPaths.some((folder) => isBelow(wanted, folder)) &&
  !guarded.some((guard) => isBelow(wanted, guard)) &&
  ![paths.data, paths.secrets, paths.networkConfig, paths.log].some((folder) =>
    isBelow(target, realPath(folder)),
  );

/** A folder without links in its path; what is not there yet has none. */
const realPath = (folder: string): string => {
  try {
    return realpathSync(folder);
  } catch {
    const parent = dirname(folder);
    return parent === folder ? folder : join(realPath(parent), folder.slice(dirname(folder).length));
  }
};
