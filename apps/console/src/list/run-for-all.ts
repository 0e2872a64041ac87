export interface Failure<Row> {
  row: Row;
  error: unknown;
}

/** How many are done at a time: quick, without keeping the controller from others. */
const atATime = 4;

/** Does something to every row, a few at a time, and returns those for which it failed. One failure stops nothing. */
export const runForAll = async <Row>(
  rows: readonly Row[],
  run: (row: Row) => Promise<unknown>,
  onProgress: (done: number) => void = () => undefined,
): Promise<Failure<Row>[]> => {
  const waiting = [...rows];
  const failures: Failure<Row>[] = [];
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      try {
        await run(row);
      } catch (error) {
        failures.push({ row, error });
      }
      done += 1;
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return failures;
};
