import type { Identified } from '../model/identified.ts';
import type { TFunction } from 'i18next';
import type { Query } from '../api/list-page.ts';
import { walkList } from '../api/walk-list.ts';
import { toCsv } from '../format/csv.ts';
import type { Column, Resource } from '../resource/define-resource.ts';

interface Export<Row extends Identified> {
  resource: Resource<Row>;
  columns: readonly Column<Row>[];
  query: Query;
  t: TFunction;
  onProgress: (done: number, total: number) => void;
}

const save = (text: string, name: string): void => {
  // The byte order mark tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

/** Saves the list as it is filtered and sorted, with the columns that are shown, as a CSV file. */
export const exportCsv = async <Row extends Identified>({
  resource,
  columns,
  query,
  t,
  onProgress,
}: Export<Row>): Promise<void> => {
  const fields = [...resource.fields, ...columns.flatMap((column) => column.fields)];
  const rows = await walkList<Row>({
    path: resource.path,
    query: { ...query, fields: [...new Set(fields)].join(',') },
    onProgress,
  });
  const table = [
    columns.map(({ label }) => label(t)),
    ...rows.map((row) => columns.map(({ text }) => text(row, t))),
  ];
  save(toCsv(table), `${resource.kind}s-${new Date().toISOString().slice(0, 10)}.csv`);
};
