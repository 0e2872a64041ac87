import type { ControllerSettings } from '@netloom/controller';

/** The settings of the controller on this machine, as the controller itself would read them. */
export const readControllerSettings = async (configFile?: string): Promise<ControllerSettings> => {
  const [{ controllerSettings }, { loadSettings }] = await Promise.all([
    import('@netloom/controller'),
    import('@netloom/server-kit'),
  ]);
  return loadSettings(controllerSettings, { env: process.env, configFile });
};
