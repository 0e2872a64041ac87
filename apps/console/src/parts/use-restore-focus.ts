import { useEffect } from 'react';

/** Gives the focus back, when the component goes, to what had it when it came: for dialogues that come and go. */
export const useRestoreFocus = (): void => {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
};
