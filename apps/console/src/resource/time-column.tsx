import { TimeAgo } from '../parts/time-ago.tsx';
import type { Column, Label } from './define-resource.ts';

/** A column that tells how long ago something was; lists are sorted by it under the name of its field. */
export const timeColumn = <Row extends Partial<Record<Field, string | null>>, Field extends string>(
  field: Field,
  label: Label,
  options: Pick<Column<Row>, 'usual' | 'phone'> & { id?: string; width?: number } = {},
): Column<Row> => ({
  id: field,
  label,
  fields: [field],
  cell: (row) => {
    const time = row[field];
    return time ? <TimeAgo time={time} /> : null;
  },
  text: (row) => row[field] ?? '',
  ordering: field,
  width: 140,
  ...options,
});
