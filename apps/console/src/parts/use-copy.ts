import { useCallback, useEffect, useRef, useState } from 'react';
import { copyText } from './copy-text.ts';

/** Milliseconds for which a copy button says so. */
const toldFor = 1600;

/** Copies a text; `copied` is true for a moment after it worked. */
export const useCopy = (text: string): { copied: boolean; copy: () => void } => {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = useCallback(() => {
    void copyText(text).then((worked) => {
      setCopied(worked);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setCopied(false), toldFor);
    });
  }, [text]);
  return { copied, copy };
};
