import fc from 'fast-check';

/** How many cases every property test tries. */
export const RUNS = { numRuns: 10_000 };

/** Milliseconds that this may take. A quiet machine needs a tenth, and this is no race. */
export const RUNS_TIMEOUT = 240_000;

/** Each run tries the same cases, unless another seed is asked for. */
export function seedProperties(): void {
  fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });
}
