import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks';

export interface Notice {
  text: string;
  tone: 'good' | 'bad';
  link?: { href: string; label: string };
}

/** Shows a notice in place of the one before. */
export type Say = (notice: Notice) => void;

export const SayContext = createContext<Say>(() => {});

export function useSay(): Say {
  return useContext(SayContext);
}

/** Long enough to be read aloud. What went wrong stays until it is closed. */
const shownMs = 8_000;

export function useNotice(): { notice: Notice | undefined; say: Say; close: () => void } {
  const [notice, setNotice] = useState<Notice>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const close = useCallback(() => setNotice(undefined), []);
  const say = useCallback<Say>(
    (next) => {
      clearTimeout(timer.current);
      setNotice(next);
      if (next.tone === 'good') timer.current = setTimeout(close, shownMs);
    },
    [close],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  return { notice, say, close };
}
