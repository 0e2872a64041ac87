/**
 * Recorded cases from which this library deviates on purpose, with the reason. The first three reasons are about
 * safety: a value may not break out of its option, may not be changed, and may not be cut off.
 */
export const DEVIATIONS: ReadonlyMap<string, string> = new Map([]);
