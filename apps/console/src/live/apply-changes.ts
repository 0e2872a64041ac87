import type { LiveChange } from './live-message.ts';

interface WithId {
  id: string;
}

/** The row with the patch's values for the fields that the row has. The same object when nothing differs. */
export const patchRow = <Row extends WithId>(row: Row, patch: LiveChange['patch']): Row => {
  const known = Object.entries(patch).filter(([field, value]) => {
    return field in row && !Object.is((row as Record<string, unknown>)[field], value);
  });
  return known.length === 0 ? row : { ...row, ...Object.fromEntries(known) };
};

/**
 * Updates rows in place: order and length stay, so that nothing moves under the pointer. Deleted rows stay too; the
 * list marks them until it is asked for again. Rows and pages that nothing touched are the same objects as before.
 */
export const patchPages = <Row extends WithId, Page extends { results: Row[] }>(
  pages: readonly Page[],
  changes: readonly LiveChange[],
): Page[] => {
  const patches = new Map<string, LiveChange['patch']>();
  for (const change of changes) {
    if (change.action === 'updated') patches.set(change.id, { ...patches.get(change.id), ...change.patch });
  }
  if (patches.size === 0) return [...pages];
  return pages.map((page) => {
    const results = page.results.map((row) => {
      const patch = patches.get(row.id);
      return patch ? patchRow(row, patch) : row;
    });
    return results.some((row, index) => row !== page.results[index]) ? { ...page, results } : page;
  });
};
