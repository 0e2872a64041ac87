/** Runs tasks one after the other: changes of the system must not overlap. A failed task does not stop the next. */
export const createLock = (): (<Result>(task: () => Promise<Result>) => Promise<Result>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const turn = last.then(task, task);
    last = turn.catch(() => {});
    return turn;
  };
};
