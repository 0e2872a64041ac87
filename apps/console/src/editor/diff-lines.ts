export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond this product of lengths the middle part is told as one removal and one addition. */
const mostCells = 4_000_000;

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** Lengths of the longest common subsequences of all pairs of endings; row by row. */
const commonLengths = (before: readonly string[], after: readonly string[]): Uint32Array[] => {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = rows[i] as Uint32Array;
      const below = rows[i + 1] as Uint32Array;
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
};

const diffMiddle = (before: readonly string[], after: readonly string[]): DiffLine[] => {
  const removed = (text: string): DiffLine => ({ kind: 'removed', text });
  const added = (text: string): DiffLine => ({ kind: 'added', text });
  if (before.length * after.length > mostCells) return [...before.map(removed), ...after.map(added)];
  const rows = commonLengths(before, after);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    const [one, other] = [before[i] as string, after[j] as string];
    if (one === other) {
      lines.push({ kind: 'same', text: one });
      i += 1;
      j += 1;
    } else if ((rows[i + 1]?.[j] ?? 0) >= (rows[i]?.[j + 1] ?? 0)) {
      lines.push(removed(one));
      i += 1;
    } else {
      lines.push(added(other));
      j += 1;
    }
  }
  return [...lines, ...before.slice(i).map(removed), ...after.slice(j).map(added)];
};

/** The lines of two texts, with as few added and removed ones as possible. */
export const diffLines = (before: string, after: string): DiffLine[] => {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  let start = 0;
  while (start < Math.min(old.length, fresh.length) && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, fresh.length) - start && old.at(-1 - end) === fresh.at(-1 - end))
    end += 1;
  return [
    ...old.slice(0, start).map(same),
    ...diffMiddle(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    ...old.slice(old.length - end).map(same),
  ];
};

export type DiffPart = { kind: 'lines'; lines: DiffLine[] } | { kind: 'skipped'; count: number };

/** Fewer lines than these are shown rather than counted. */
const worthFolding = 4;

/** The changes with a few lines around them; the long stretches between them are only counted. */
export const foldDiff = (lines: readonly DiffLine[], around = 3): DiffPart[] => {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same'),
  );
  const parts: DiffPart[] = [];
  const show = (shown: readonly DiffLine[]): void => {
    const last = parts.at(-1);
    if (last?.kind === 'lines') last.lines.push(...shown);
    else parts.push({ kind: 'lines', lines: [...shown] });
  };
  let start = 0;
  while (start < lines.length) {
    let end = start;
    while (end < lines.length && near[end] === near[start]) end += 1;
    const stretch = lines.slice(start, end);
    if (near[start] || stretch.length < worthFolding) show(stretch);
    else parts.push({ kind: 'skipped', count: stretch.length });
    start = end;
  }
  return parts;
};
