/** A source of random numbers, each at least 0 and below 1, such as `Math.random`. */
export type Random = () => number;

/** A number drawn evenly from a range, both ends included for practical purposes. */
export function uniform(range: Range, random: Random): number {
  return range.minimum + random() * (range.maximum - range.minimum);
}

export interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * A repeatable source of random numbers (splitmix32, of which the 32-bit finalizer is public domain). Not for
 * secrets.
 *
 * @param seed any integer; only its lower 32 bits count
 * @param stream numbers one of many independent sources with the same seed
 */
export function seededRandom(seed: number, stream = 0): Random {
  let state = scramble((seed | 0) ^ scramble(stream + 0x9e3779b9));
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return (scramble(state) >>> 0) / 2 ** 32;
  };
}

function scramble(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}
