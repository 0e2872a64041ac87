/** Longest data of one job, in characters of JSON: work belongs into the queue, its material into the database. */
const maximumLength = 1_048_576;

/** Data of a job, or its progress, as JSON text. Throws a RangeError when it is too long. */
export const encodeJobData = (name: string, value: unknown): string => {
  const text = JSON.stringify(value) ?? 'null';
  if (text.length > maximumLength)
    throw new RangeError(`job ${name}: the data has more than ${maximumLength} characters`);
  return text;
};
