import { loadSettings } from '@netloom/server-kit';
import { deviceSettings, type DeviceSettings } from '../platform/settings.ts';

/** Names a file of settings where `--config` does not. Installed packages set it for all of their commands. */
export const configVariable = 'NETLOOM_CONFIG';

/**
 * The settings of the box: options of the command line, the environment, a file.
 *
 * @throws SettingsError
 */
export const loadDeviceSettings = (options: {
  config?: string | undefined;
  /** By the names of the settings. */
  overrides?: Readonly<Record<string, string | undefined>>;
}): DeviceSettings => {
  const given = Object.entries(options.overrides ?? {}).filter(([, value]) => value !== undefined);
  return loadSettings(deviceSettings, {
    env: { ...process.env, ...Object.fromEntries(given) },
    configFile: options.config ?? process.env[configVariable],
  });
};
