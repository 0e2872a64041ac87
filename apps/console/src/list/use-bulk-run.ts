import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../parts/toast.ts';
import { runForAll, type Failure } from './run-for-all.ts';

export interface BulkProgress {
  label: string;
  done: number;
  total: number;
}

/** Runs a bulk action and tells how far it is and for which rows it failed. */
export const useBulkRun = <Row extends { id: string }>(kind: string) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [progress, setProgress] = useState<BulkProgress>();
  const [failures, setFailures] = useState<{ failures: Failure<Row>[]; total: number }>();

  const run = async (label: string, rows: readonly Row[], each: (row: Row) => Promise<unknown>): Promise<void> => {
    setFailures(undefined);
    setProgress({ label, done: 0, total: rows.length });
    const failed = await runForAll(rows, each, (done) => setProgress({ label, done, total: rows.length }));
    setProgress(undefined);
    await client.invalidateQueries({ queryKey: ['list', kind] });
    if (failed.length > 0) setFailures({ failures: failed, total: rows.length });
    else toast(t('list.actionDone', { label, count: rows.length }));
  };
  return { run, progress, failures, forgetFailures: () => setFailures(undefined) };
};
