import { useRef, useState } from 'preact/hooks';
import { sentenceOf } from '../errors.ts';
import { useSay } from './notices.ts';

/** Something that takes a moment and happens once, however often it is asked for meanwhile. */
export interface Task {
  isBusy: boolean;
  run: (work: () => Promise<void>) => void;
}

/** @param onError instead of a notice with what went wrong */
export function useTask(onError?: (error: unknown) => void): Task {
  const say = useSay();
  const busy = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    try {
      await work();
    } catch (error) {
      if (onError) onError(error);
      else say({ tone: 'bad', text: sentenceOf(error) });
    } finally {
      busy.current = false;
      setBusy(false);
    }
  };
  return { isBusy, run: (work) => void run(work) };
}
