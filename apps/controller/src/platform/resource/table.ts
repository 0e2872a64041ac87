export type Lines = readonly (readonly unknown[])[];

/** A table to be written as a file, some lines at a time. The first line names the columns. */
export type Table = AsyncGenerator<Lines, void, undefined>;

/** What stands in a cell that is neither number nor boolean: lists and objects as JSON, nothing for null. */
export const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
