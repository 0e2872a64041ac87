/** Channels of the 2.4 GHz band; 0 lets the device choose. */
export const CHANNELS_2GHZ: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];

/** Channels of the 5 GHz band; 0 lets the device choose. */
export const CHANNELS_5GHZ: readonly number[] = [
  0, 36, 40, 44, 48, 52, 56, 60, 64, 100, 104, 108, 112, 116, 120, 124, 128, 132, 136, 140, 144, 149, 153,
  157, 161, 165, 169, 173, 177,
];

/** Channels of the 6 GHz band; they always have to be chosen. */
export const CHANNELS_6GHZ: readonly number[] = [
  37, 41, 45, 49, 53, 57, 61, 65, 101, 105, 109, 113, 117, 121, 125, 129, 133, 137, 141, 145,
];

/** Channels of the 60 GHz band; they always have to be chosen. */
export const CHANNELS_60GHZ: readonly number[] = [
  1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 17, 18, 19, 20, 25, 26, 27,
];

/** Channels of both lower bands. */
export const CHANNELS_2GHZ_AND_5GHZ: readonly number[] = [...CHANNELS_2GHZ, ...CHANNELS_5GHZ.slice(1)];

/** Labels of channels for forms. */
export function channelTitles(channels: readonly number[]): readonly string[] {
  return channels.map((channel) => (channel === 0 ? 'Automatic' : String(channel)));
}
