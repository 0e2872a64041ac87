import { interfaceName } from '../../platform/interface-name.ts';

/** A channel to listen on, in MHz. */
export interface Channel {
  frequency: number;
  width: number;
}

/** Where an interface listens: one channel for good, or several in turn. */
export interface ChannelPlan {
  channels: readonly Channel[];
  /** Milliseconds on each of several channels. */
  dwellMs: number;
}

/** Interfaces of one session. */
export const mostInterfaces = 16;
const mostChannels = 256;
const usualDwellMs = 100;
const shortestDwellMs = 10;
const longestDwellMs = 3_600_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the `interfaces` of a `configure` command: plans by interface, or a sentence on what is wrong. Channels
 * without a frequency or a width are left out, as existing clients send such.
 */
export const readChannelPlans = (interfaces: unknown): Map<string, ChannelPlan> | string => {
  if (!isObject(interfaces)) return 'interfaces must be an object of plans by interface';
  const entries = Object.entries(interfaces);
  if (entries.length > mostInterfaces) return `at most ${mostInterfaces} interfaces can be configured`;
  const plans = new Map<string, ChannelPlan>();
  for (const [name, plan] of entries) {
    if (!interfaceName.test(name)) return `${name.slice(0, 40)} is not a name of a network interface`;
    if (!isObject(plan)) return `${name}: the plan must be an object`;
    const { channels = [], dwell_time: dwell = usualDwellMs } = plan;
    if (!Array.isArray(channels) || channels.length > mostChannels)
      return `${name}: channels must be a list of at most ${mostChannels} channels`;
    if (typeof dwell !== 'number' || !(dwell >= shortestDwellMs && dwell <= longestDwellMs))
      return `${name}: dwell_time must be from ${shortestDwellMs} to ${longestDwellMs} ms`;
    const read = readChannels(channels);
    if (read === undefined) return `${name}: freq and width must be whole numbers of MHz`;
    plans.set(name, { channels: read, dwellMs: dwell });
  }
  return plans;
};

const readChannels = (given: readonly unknown[]): Channel[] | undefined => {
  const channels: Channel[] = [];
  for (const channel of given) {
    const { freq, width } = isObject(channel) ? channel : {};
    if (freq === undefined || freq === null || width === undefined || width === null) continue;
    if (!isMegahertz(freq) || !isMegahertz(width)) return undefined;
    channels.push({ frequency: freq, width });
  }
  return channels;
};

const isMegahertz = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 100_000;
