import { setTimeout as sleep } from 'node:timers/promises';
import { captureEvent, type CaptureEvent } from './capture-event.ts';
import { centreFrequency } from './centre-frequency.ts';
import type { Channel, ChannelPlan } from './channel-plan.ts';

/** Tunes an interface. `centre` is undefined for 20 MHz. */
export type Tune = (name: string, channel: Channel, centre: number | undefined) => Promise<void>;

const narrow = 40;

/** Tunes to a channel and tells of it. */
export const setChannel = async (
  name: string,
  channel: Channel,
  tune: Tune,
  tell: (event: CaptureEvent) => void,
): Promise<void> => {
  const { frequency, width } = channel;
  const centre = width >= narrow ? centreFrequency(frequency, width) : undefined;
  if (width >= narrow && centre === undefined)
    return tell(
      captureEvent(
        'error',
        'CHANNEL_SET_FAILED',
        `${name}: there is no ${width} MHz channel at ${frequency} MHz`,
      ),
    );
  try {
    await tune(name, channel, centre);
    tell(captureEvent('info', 'CHANNEL_SET', `${name}: ${frequency} MHz / ${width} MHz`));
  } catch (error) {
    tell(captureEvent('error', 'CHANNEL_SET_FAILED', `${name}: ${(error as Error).message}`));
  }
};

/** Goes from channel to channel until `signal`. The first one is set already. */
export const hopChannels = async (
  name: string,
  plan: ChannelPlan,
  tune: Tune,
  tell: (event: CaptureEvent) => void,
  signal: AbortSignal,
): Promise<void> => {
  tell(captureEvent('info', 'CHANNEL_LIST_STARTED', `Hopping on ${name}`));
  try {
    for (let turn = 1; ; turn++) {
      await sleep(plan.dwellMs, undefined, { signal });
      const channel = plan.channels[turn % plan.channels.length];
      if (channel) await setChannel(name, channel, tune, tell);
    }
  } catch (error) {
    if (!signal.aborted)
      tell(captureEvent('error', 'CHANNEL_HOP_ERROR', `${name}: ${(error as Error).message}`));
  }
};
