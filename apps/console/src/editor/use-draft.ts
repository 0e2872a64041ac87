import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { readDraft, writeDraft, type StoredDraft } from './draft-storage.ts';
import { sameJson } from './same-json.ts';

/** Milliseconds after the last change until it is kept. */
const patience = 300;

export interface Draft<Doc> {
  document: Doc;
  /** True when the document differs from what is saved. */
  dirty: boolean;
  /** When unsaved work of an earlier visit was kept, if that is what is shown. */
  restored: string | undefined;
  /** True when the saved object has changed since this work began. */
  outdated: boolean;
  change: (changes: Partial<Doc>) => void;
  /** Back to what is saved. */
  discard: () => void;
}

/**
 * A document that is being edited. Unsaved work is kept in this browser under `key` and is there again after a
 * reload. `version` tells versions of the saved object apart.
 */
export const useDraft = <Doc extends object>(key: string, saved: Doc, version: string): Draft<Doc> => {
  const [draft, setDraft] = useState<StoredDraft<Doc> | undefined>(() => readDraft<Doc>(localStorage, key));
  const [restored, setRestored] = useState(draft?.savedAt);
  const dirty = draft !== undefined && !sameJson(draft.document, saved);
  const kept = dirty ? draft : undefined;

  const latest = useRef(kept);
  latest.current = kept;
  useEffect(() => {
    const timer = setTimeout(() => writeDraft(localStorage, key, kept), patience);
    return () => clearTimeout(timer);
  }, [key, kept]);
  useEffect(() => {
    const keep = (): void => writeDraft(localStorage, key, latest.current);
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [key]);

  const change = useCallback(
    (changes: Partial<Doc>): void =>
      setDraft((before) => ({
        document: { ...(before?.document ?? saved), ...changes },
        version: before?.version ?? version,
        savedAt: new Date().toISOString(),
      })),
    [saved, version],
  );
  const discard = useCallback((): void => {
    setDraft(undefined);
    setRestored(undefined);
  }, []);

  return useMemo(
    () => ({
      document: kept?.document ?? saved,
      dirty,
      restored: dirty ? restored : undefined,
      outdated: kept !== undefined && kept.version !== version,
      change,
      discard,
    }),
    [kept, saved, dirty, restored, version, change, discard],
  );
};
