/**
 * The number of a Wi-Fi channel by its frequency in MHz (device service, section 3.5). Null where none is known: the
 * 4.9 GHz band and the gap between the bands of 5 and 6 GHz.
 */
export const channelOfFrequency = (frequency: number): number | null => {
  const band = bands.find(({ from, to }) => frequency >= from && frequency <= to);
  return band === undefined ? null : Math.trunc((frequency - band.base) / 5 + band.first);
};

/** The first that fits counts. */
const bands = [
  { from: 2484, to: 2484, base: 2484, first: 14 },
  { from: 2412, to: 2484, base: 2412, first: 1 },
  { from: 5160, to: 5885, base: 5180, first: 36 },
  { from: 5955, to: 7115, base: 5955, first: 1 },
] as const;
