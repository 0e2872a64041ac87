/** A moment as the database keeps it: naive UTC, to the microsecond. */
export const storeTime = (moment: Date): string =>
  `${moment.toISOString().slice(0, 23).replace('T', ' ')}000`;

/** The same moment as answers tell it: ISO 8601 without a zone. */
export const isoOf = (stored: string): string => stored.replace(' ', 'T').replace(/\.000000$/, '');
