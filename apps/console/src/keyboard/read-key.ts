/** How a key is written in a shortcut: `j`, `?`, `Enter`, `mod+k` (Ctrl, on a Mac the command key). */
export const keyName = (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string => {
  const modified = event.ctrlKey || event.metaKey;
  const name = event.key.length === 1 && modified ? event.key.toLowerCase() : event.key;
  return `${event.altKey ? 'alt+' : ''}${modified ? 'mod+' : ''}${name}`;
};

export interface KeyReading {
  /** The shortcut that is complete now. */
  hit?: string;
  /** Keys of a shortcut that is begun. */
  pending: string;
}

/**
 * What one more key means, given the keys before it that began a shortcut. Shortcuts of several keys are written
 * with spaces: `g d`. A key that continues nothing begins anew.
 */
export const readKey = (pending: string, key: string, shortcuts: readonly string[]): KeyReading => {
  for (const typed of pending === '' ? [key] : [`${pending} ${key}`, key]) {
    if (shortcuts.includes(typed)) return { hit: typed, pending: '' };
    if (shortcuts.some((shortcut) => shortcut.startsWith(`${typed} `))) return { pending: typed };
  }
  return { pending: '' };
};
