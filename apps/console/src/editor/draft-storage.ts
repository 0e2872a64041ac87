/** Unsaved work, as it is kept in the browser. */
export interface StoredDraft<Doc> {
  document: Doc;
  /** Version of the saved object that the work began with. */
  version: string;
  savedAt: string;
}

const prefix = 'netloom.draft.';

/** Unsaved work that was kept under the key; undefined for none, and for what cannot be read. */
export const readDraft = <Doc>(storage: Storage, key: string): StoredDraft<Doc> | undefined => {
  try {
    const text = storage.getItem(prefix + key);
    const value = text === null ? undefined : (JSON.parse(text) as Partial<StoredDraft<Doc>> | null);
    return value?.document !== undefined &&
      typeof value.version === 'string' &&
      typeof value.savedAt === 'string'
      ? (value as StoredDraft<Doc>)
      : undefined;
  } catch {
    return undefined;
  }
};

/** Keeps unsaved work. A full or forbidden storage loses nothing but the comfort of a reload. */
export const writeDraft = <Doc>(storage: Storage, key: string, draft: StoredDraft<Doc> | undefined): void => {
  try {
    if (draft) storage.setItem(prefix + key, JSON.stringify(draft));
    else storage.removeItem(prefix + key);
  } catch {
    // The work is still on the page.
  }
};
