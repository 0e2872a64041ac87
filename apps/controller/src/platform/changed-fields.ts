type Document = Readonly<Record<string, unknown>>;

/** What differs between an object as it was and as it is, by field: for the audit log. Both are plain JSON. */
export const changedFields = (before: Document, after: Document): { before: Document; after: Document } => {
  const names = Object.keys({ ...before, ...after }).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const pick = (document: Document): Document =>
    Object.fromEntries(
      names.filter((name) => Object.hasOwn(document, name)).map((name) => [name, document[name]]),
    );
  return { before: pick(before), after: pick(after) };
};
