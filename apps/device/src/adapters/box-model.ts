import { readFile } from 'node:fs/promises';
import { CommandError, type RunCommand } from '../platform/commands/run-command.ts';
import type { DevicePaths } from '../platform/paths.ts';
import type { DeviceSettings } from '../platform/settings.ts';

/** What a box is called whose model nobody knows. */
export const unknownModel = 'Unknown';

/** Files in which the firmware tells what it runs on: a device tree, or the tables of a PC. */
const firmwareFiles = ['/proc/device-tree/model', '/sys/class/dmi/id/product_name'];

/**
 * The model of this box, as the program of the image names it in one line. A box without that program has the name
 * that its firmware tells, if any.
 *
 * @throws CommandError when the program is there and fails.
 */
export const readBoxModel = async (
  run: RunCommand,
  settings: DeviceSettings,
  paths: DevicePaths,
): Promise<string> => {
  try {
    const { stdout } = await run([settings.model, '-b']);
    const model = stdout.trim();
    return model === '' || model.endsWith('?') ? unknownModel : model;
  } catch (error) {
    // A folder in PATH that this user may not enter makes "not found" a "not allowed".
    if (error instanceof CommandError && (error.fault === 'not-found' || error.fault === 'not-allowed'))
      return firmwareModel(paths);
    throw error;
  }
};

const firmwareModel = async (paths: DevicePaths): Promise<string> => {
  for (const file of firmwareFiles) {
    const text = await readFile(paths.system(file), 'utf8').catch(() => '');
    const model = text.replaceAll('\0', '').trim();
    if (model !== '') return model;
  }
  return unknownModel;
};
