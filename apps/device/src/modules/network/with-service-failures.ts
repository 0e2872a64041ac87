import type { Logger } from '@netloom/server-kit';
import { busGone, isBusGone } from '../../platform/bus/bus-gone.ts';
import { BusError } from '../../platform/bus/system-bus.ts';
import { CommandError } from '../../platform/commands/run-command.ts';
import { serviceFailure } from '../../platform/http/answer-error.ts';

/**
 * Carries out `task`; a tool or a bus that fails is 500 as bare text, a bus that is not there at all 503. The reason
 * goes to the log.
 */
export const withServiceFailures = async <Answer>(
  log: Logger,
  task: () => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof BusError)) throw error;
    log.error({ err: error }, 'the network cannot be asked');
    throw isBusGone(error) ? busGone() : serviceFailure();
  }
};
