import { readFile } from 'node:fs/promises';
import { readBoxModel, unknownModel } from '../../adapters/box-model.ts';
import { AnswerError } from '../../platform/http/answer-error.ts';
import type { DeviceContext } from '../../platform/device-context.ts';
import { activateConfig } from './activate.ts';
import { pairMonitors } from './monitor-pairs.ts';
import { defaultId } from './net-config.ts';
import type { NetworkSetup } from './network-setup.ts';

/** The mode of the box in which network configurations are activated; other modes have their own way with the radios. */
const activatingMode = 'classic';

/**
 * Brings back the active configuration after a start of the box, and pairs monitor interfaces (device service,
 * sections 4.1 and 4.5). What fails goes into the log: the service runs on.
 */
export const activateAtBoot = async (setup: NetworkSetup): Promise<void> => {
  const { context } = setup;
  if ((await readMode(context)) !== activatingMode) return;
  try {
    await activateConfig(setup, await chooseConfig(setup), true);
  } catch (error) {
    const why = error instanceof AnswerError ? error.message : error;
    context.log.warn({ why }, 'the network configuration could not be activated at the start');
  }
  if (context.settings.monitorPairs) await context.networkLock(() => pairMonitors(setup));
};

const readMode = ({ paths, settings }: DeviceContext): Promise<string> =>
  readFile(paths.system(settings.stateFile), 'utf8').then(
    (text) => text.trim(),
    () => '',
  );

/** The active configuration; `default` when it cannot be read, or when the box is of a model that has no others. */
const chooseConfig = async ({ context, store }: NetworkSetup): Promise<string> => {
  const id = await store.readCurrent();
  if (id === defaultId) return id;
  try {
    await store.read(id);
  } catch {
    context.log.warn({ config: id }, 'the active configuration cannot be read: default takes its place');
    return defaultId;
  }
  const model = await readBoxModel(context.run, context.settings, context.paths).catch(() => unknownModel);
  if (context.settings.supportedModels.includes(model)) return id;
  context.log.warn({ config: id, model }, 'this model has no configuration other than default');
  return defaultId;
};
