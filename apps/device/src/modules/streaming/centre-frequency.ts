/** Where the blocks of a channel width lie, in MHz: how far their members reach above `start`, and the middle. */
interface Plan {
  /** From the lowest to the highest member of a block. */
  span: number;
  /** From the lowest member to the middle of the block. */
  offset: number;
  /** Lowest members of the blocks. */
  starts: readonly number[];
}

const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_none, index) => from + index * step);

/** The blocks of 5 GHz (lower part, then upper part) and of 6 GHz, by width (IEEE 802.11, annex E). */
const plans: Readonly<Record<number, Plan>> = {
  40: {
    span: 20,
    offset: 10,
    starts: [...range(5180, 5700, 40), ...range(5745, 5865, 40), ...range(5955, 7075, 40)],
  },
  80: {
    span: 60,
    offset: 30,
    starts: [...range(5180, 5660, 80), ...range(5745, 5825, 80), ...range(5955, 7055, 80)],
  },
  160: {
    span: 140,
    offset: 70,
    starts: [...range(5180, 5500, 160), 5745, ...range(5955, 6915, 160)],
  },
};

/**
 * The middle of the block of `width` MHz that a channel belongs to, or undefined when there is none (2.4 GHz wider
 * than 20 MHz, and widths that are not known).
 */
export const centreFrequency = (frequency: number, width: number): number | undefined => {
  const plan = plans[width];
  const start = plan?.starts.find((lowest) => frequency >= lowest && frequency <= lowest + plan.span);
  return plan === undefined || start === undefined ? undefined : start + plan.offset;
};
