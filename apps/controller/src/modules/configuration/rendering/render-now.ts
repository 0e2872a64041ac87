import type { Change } from '../change.ts';
import { announceStates, type StateCause } from '../configs/announce-states.ts';
import { afterRendering, type ConfigState } from '../configs/config-status.ts';
import { renderChecked } from './invalid-config.ts';
import { loadInputs } from './load-inputs.ts';
import { storeStates } from './store-states.ts';

interface RenderNowOptions extends StateCause {
  /** Templates that the configuration had before this change; default those that it has. */
  templatesBefore?: readonly string[];
  /** State that follows from a rendering with this checksum. Default: modified when the checksum is new. */
  next?: (state: ConfigState, checksum: string) => ConfigState;
}

/**
 * Renders one configuration within the change that makes it necessary, so that the answer to that change and the next
 * poll are right already. Returns the state that it has now.
 *
 * @throws InvalidConfigError when it cannot be rendered.
 */
export const renderNow = async (
  change: Change,
  configId: string,
  options: RenderNowOptions,
): Promise<ConfigState> => {
  const { tx, context, now } = change;
  const { shared, configs } = await loadInputs(context, tx, [configId], options.templatesBefore);
  const [config] = configs;
  if (!config) throw new Error(`configuration ${configId} does not exist`);
  const rendered = renderChecked(shared, config, options.templatesBefore ?? config.templates);
  const next = (options.next ?? afterRendering)(config.state, rendered.checksum);
  if (next === config.state) return next;
  const stored = await storeStates(context, tx, now, [{ config, next, rendered }]);
  change.touch(config.id);
  change.after(() => announceStates(context, stored, options));
  return next;
};
