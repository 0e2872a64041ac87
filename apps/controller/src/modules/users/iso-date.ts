/** The UTC date of a moment, `YYYY-MM-DD`. */
export const isoDate = (moment: Date): string => moment.toISOString().slice(0, 10);
