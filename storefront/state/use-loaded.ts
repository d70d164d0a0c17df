import { useCallback, useEffect, useState } from 'preact/hooks';

/** Something that is asked of the shop. */
export type Loaded<Value> =
  | { status: 'loading' }
  | { status: 'ready'; value: Value }
  | { status: 'failed'; error: unknown };

/**
 * Loads at once, and anew when `key` is another one. An answer that comes after that is dropped.
 *
 * @returns what there is, and what asks again
 */
export function useLoaded<Value>(load: () => Promise<Value>, key: string): [Loaded<Value>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ status: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setLoaded({ status: 'loading' });
    load().then(
      (value) => isCurrent && setLoaded({ status: 'ready', value }),
      (error: unknown) => isCurrent && setLoaded({ status: 'failed', error }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, round]);
  return [loaded, useCallback(() => setRound((before) => before + 1), [])];
}
