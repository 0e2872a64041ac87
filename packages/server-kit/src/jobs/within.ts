/** Waits for a task, but no longer than `ms`. True when it ended in time; rejects when the task does. */
export const within = async (task: Promise<unknown>, ms: number): Promise<boolean> => {
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, ms, false);
  try {
    return await Promise.race([task.then(() => true), tooLate]);
  } finally {
    clearTimeout(timer);
  }
};
