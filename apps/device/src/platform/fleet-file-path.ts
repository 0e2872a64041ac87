import { normalize } from 'node:path';
import type { Box } from './privileged/privileged-action.ts';

/** Never written by a configuration, wherever the setting lets it write: who may log in, and what may be run as whom. */
const guarded = [
  '/etc/passwd',
  '/etc/shadow',
  '/etc/group',
  '/etc/gshadow',
  '/etc/sudoers',
  '/etc/sudoers.d',
  '/etc/pam.d',
];

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`);

/**
 * Where a file of a configuration lies on this box.
 *
 * @throws Error for a path that configurations may not write.
 */
export const fleetFilePath = (path: string, { settings, paths }: Box): string => {
  const wanted = normalize(path);
  if (!wanted.startsWith('/') || wanted !== path || wanted.endsWith('/'))
    throw new Error(`${path}: not an absolute path of a file`);
  const target = paths.system(wanted);
  const own = [paths.data, paths.secrets, paths.networkConfig, paths.log];
  if (
    !settings.fleetPaths.some((folder) => isBelow(wanted, folder)) ||
    guarded.some((guard) => isBelow(wanted, guard)) ||
    own.some((folder) => isBelow(target, folder))
  )
    throw new Error(`${path}: configurations may not write there`);
  return target;
};
