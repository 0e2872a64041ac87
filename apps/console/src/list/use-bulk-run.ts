import type { Identified } from '../model/identified.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { runBulk, type BulkOperation, type BulkPath, type Failure } from '../api/run-bulk.ts';
import { toast } from '../parts/toast.ts';

export interface BulkProgress {
  label: string;
  done: number;
  total: number;
}

/** Runs a bulk action and tells how far it is and for which rows it failed. */
export const useBulkRun = <Row extends Identified>(kind: string) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [progress, setProgress] = useState<BulkProgress>();
  const [failures, setFailures] = useState<{ failures: Failure<Row>[]; total: number }>();

  const run = async (
    path: BulkPath,
    label: string,
    rows: readonly Row[],
    operation: BulkOperation,
  ): Promise<void> => {
    const total = rows.length;
    setFailures(undefined);
    setProgress({ label, done: 0, total });
    try {
      const failed = await runBulk(path, operation, rows, (done) => setProgress({ label, done, total }));
      if (failed.length > 0) setFailures({ failures: failed, total });
      else toast(t('list.actionDone', { label, count: total }));
    } finally {
      setProgress(undefined);
      await client.invalidateQueries({ queryKey: ['list', kind] });
    }
  };
  return { run, progress, failures, forgetFailures: () => setFailures(undefined) };
};
