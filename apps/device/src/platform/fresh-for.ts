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
  const get = (key: Key): Promise<Answer> => {
    const known = answers.get(key);
    if (known && now() - known.at < milliseconds) return known.answer;
    for (const [old, { at }] of answers) if (now() - at >= milliseconds) answers.delete(old);
    const entry = { at: Infinity, answer: ask(key) };
    answers.set(key, entry);
    entry.answer.then(
      () => (entry.at = now()),
      () => answers.delete(key),
    );
    return entry.answer;
  };
  return Object.assign(get, { forget: () => answers.clear() });
};
