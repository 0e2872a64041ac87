import { createContext, useContext, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { keyName, readKey } from './read-key.ts';

export type ShortcutGroup = 'everywhere' | 'go' | 'list' | 'thing';

interface Shortcut {
  keys: string;
  /** What it does, for the help. */
  label: string;
  group: ShortcutGroup;
  /** Absent for what the browser does by itself, which the help tells all the same. */
  run?: () => void;
}

interface Registry {
  add: (shortcut: Shortcut) => () => void;
  all: () => Shortcut[];
}

const ShortcutContext = createContext<Registry | undefined>(undefined);

/** Milliseconds after which a begun sequence of keys is forgotten. */
const patience = 1200;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
  !(target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type));

/** A dialogue or menu has the keyboard to itself. */
const isCovered = (): boolean => document.querySelector('[aria-modal="true"], [role="menu"]') !== null;

/** Listens to the keyboard for everything below. */
export const ShortcutProvider = ({ children }: { children: ReactNode }) => {
  const shortcuts = useRef(new Set<Shortcut>());
  const registry = useMemo<Registry>(
    () => ({
      add: (shortcut) => {
        shortcuts.current.add(shortcut);
        return () => {
          shortcuts.current.delete(shortcut);
        };
      },
      all: () => [...shortcuts.current],
    }),
    [],
  );

  useEffect(() => {
    let pending = '';
    let last = 0;
    const listen = (event: KeyboardEvent): void => {
      const key = keyName(event);
      const withModifier = key.startsWith('mod+') || key.startsWith('alt+');
      if (event.defaultPrevented || event.isComposing || isCovered()) return;
      if (!withModifier && isTyping(event.target)) return;
      const runnable = registry.all().filter(({ run }) => run !== undefined);
      const before = event.timeStamp - last > patience ? '' : pending;
      const reading = readKey(
        before,
        key,
        runnable.map(({ keys }) => keys),
      );
      ({ pending } = reading);
      last = event.timeStamp;
      if (reading.hit === undefined) return;
      event.preventDefault();
      // The one that was added last belongs to what is on top.
      runnable.findLast(({ keys }) => keys === reading.hit)?.run?.();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [registry]);

  return <ShortcutContext value={registry}>{children}</ShortcutContext>;
};

const useRegistry = (): Registry => {
  const registry = useContext(ShortcutContext);
  if (!registry) throw new Error('ShortcutProvider is missing');
  return registry;
};

/** Offers a shortcut while the component is there and it is enabled. */
export const useShortcut = (
  keys: string,
  label: string,
  run: () => void,
  { group = 'everywhere', enabled = true }: { group?: ShortcutGroup; enabled?: boolean } = {},
): void => {
  const registry = useRegistry();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    return registry.add({ keys, label, group, run: () => latest.current() });
  }, [registry, keys, label, group, enabled]);
};

/** The shortcuts that work at this moment, for the help. */
export const useShortcutList = (): (() => { keys: string; label: string; group: ShortcutGroup }[]) =>
  useRegistry().all;

/** Tells in the help of a key that needs nobody to listen to it. */
export const useNativeShortcut = (keys: string, label: string, group: ShortcutGroup): void => {
  const registry = useRegistry();
  useEffect(() => registry.add({ keys, label, group }), [registry, keys, label, group]);
};
