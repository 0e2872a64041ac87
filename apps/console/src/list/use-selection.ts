import type { Identified } from '../model/identified.ts';
import { useMemo, useState } from 'react';

/** The rows that are selected, with their data: they may have left the list's filter meanwhile. */
export const useSelection = <Row extends Identified>() => {
  const [selected, setSelected] = useState<ReadonlyMap<Row['id'], Row>>(new Map());
  return useMemo(
    () => ({
      selected,
      clear: () => setSelected(new Map()),
      set: (rows: readonly Row[]) => setSelected(new Map(rows.map((row) => [row.id, row]))),
      toggle: (row: Row) =>
        setSelected((before) => {
          const after = new Map(before);
          if (!after.delete(row.id)) after.set(row.id, row);
          return after;
        }),
    }),
    [selected],
  );
};
