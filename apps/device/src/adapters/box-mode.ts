import { readFile } from 'node:fs/promises';
import type { DeviceContext } from '../platform/device-context.ts';

/** The mode of a box that was never put into another one. */
export const usualMode = 'classic';

/**
 * The mode of the box: the first line of the state file. A file that is missing is made; where that is not possible,
 * the mode is the usual one all the same.
 *
 * @throws Error of the file system when the file cannot be read for another reason.
 */
export const readBoxMode = async ({
  settings,
  paths,
  privileged,
  log,
}: Pick<DeviceContext, 'settings' | 'paths' | 'privileged' | 'log'>): Promise<string> => {
  try {
    const text = await readFile(paths.system(settings.stateFile), 'utf8');
    return text.split('\n')[0]?.trim() ?? '';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await privileged
      .perform('mode-file-create', {})
      .catch((reason: unknown) => log.warn({ err: reason }, 'the file of the mode cannot be made'));
    return usualMode;
  }
};
