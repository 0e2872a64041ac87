/**
 * Milliseconds to wait before try number `attempt` (1 is the first retry): doubling from one second up to half a
 * minute, spread over half of it so that many consoles do not come back at once. `random` is in [0, 1).
 */
export const backOff = (attempt: number, random: number): number => {
  const full = Math.min(30_000, 1000 * 2 ** Math.max(0, attempt - 1));
  return Math.round(full / 2 + (full / 2) * random);
};
