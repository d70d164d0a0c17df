import { useEffect, useState } from 'preact/hooks';
import { sentenceOf } from '../errors.ts';

export interface Loaded<Value> {
  /** What came last; undefined before anything has come. */
  value: Value | undefined;
  /** Why the last look failed; empty where it did not. */
  problem: string;
  reload: () => void;
}

/**
 * What `load` gives, again whenever an input changes.
 *
 * @param everyMs pause between two looks, in milliseconds; 0: one look only
 */
export function useLoaded<Value>(
  load: () => Promise<Value>,
  inputs: readonly unknown[],
  everyMs = 0,
): Loaded<Value> {
  const [value, setValue] = useState<Value>();
  const [problem, setProblem] = useState('');
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isOver = false;
    let timer = 0;
    const look = async () => {
      const [found, failure] = await outcomeOf(load);
      if (isOver) return;
      if (failure === '') setValue(() => found);
      setProblem(failure);
      if (everyMs > 0) timer = window.setTimeout(look, everyMs);
    };
    look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [...inputs, everyMs, turn]);
  return { value, problem, reload: () => setTurn((before) => before + 1) };
}

async function outcomeOf<Value>(load: () => Promise<Value>): Promise<[Value | undefined, string]> {
  try {
    return [await load(), ''];
  } catch (error) {
    return [undefined, sentenceOf(error)];
  }
}
