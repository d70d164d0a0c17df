import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Loaded } from './use-loaded.ts';

/**
 * Loads again and again, while the page can be seen. What is there stays when a later look fails.
 *
 * @param everyMs from one look to the next; undefined: this was the last one
 */
export function usePolled<Value>(
  load: () => Promise<Value>,
  key: string,
  everyMs: (value: Value | undefined) => number | undefined,
): [Loaded<Value>, (value?: Value) => void] {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ status: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (value: Value | undefined) => {
      const pauseMs = everyMs(value);
      if (isCurrent && pauseMs !== undefined) timer = setTimeout(look, pauseMs);
    };
    const found = (value: Value) => {
      if (isCurrent) setLoaded({ status: 'ready', value });
      later(value);
    };
    const missed = (error: unknown) => {
      if (isCurrent)
        setLoaded((before) => (before.status === 'ready' ? before : { status: 'failed', error }));
      later(undefined);
    };
    const look = () => (document.hidden ? later(undefined) : load().then(found, missed));
    load().then(found, missed);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key, round]);
  const again = useCallback((value?: Value) => {
    if (value !== undefined) setLoaded({ status: 'ready', value });
    setRound((before) => before + 1);
  }, []);
  return [loaded, again];
}
