/** Instead of the time of an answer that is not there yet. */
const running = Infinity;

/**
 * Remembers the answer of an expensive question for `milliseconds`, by key: ten dashboards that ask at the same time
 * start one scan. Questions that arrive while it runs share it. A failure is not remembered.
 */
export const freshFor = <Key extends string, Answer>(
  milliseconds: number,
  ask: (key: Key) => Promise<Answer>,
  now: () => number = Date.now,
): ((key: Key) => Promise<Answer>) & { forget(): void } => {
  const answers = new Map<Key, { at: number; answer: Promise<Answer> }>();
  /** An answer of the future is of no use: boxes without a clock of their own get the time from the network. */
  const isFresh = (at: number): boolean => at === running || (now() - at >= 0 && now() - at < milliseconds);
  const get = (key: Key): Promise<Answer> => {
    const known = answers.get(key);
    if (known && isFresh(known.at)) return known.answer;
    for (const [old, { at }] of answers) if (!isFresh(at)) answers.delete(old);
    const entry = { at: running, answer: ask(key) };
    answers.set(key, entry);
    entry.answer.then(
      () => (entry.at = now()),
      () => answers.delete(key),
    );
    return entry.answer;
  };
  return Object.assign(get, { forget: () => answers.clear() });
};
