import { useState } from 'preact/hooks';
import { sentenceOf } from '../errors.ts';

export interface Action {
  run: (work: () => Promise<unknown>) => Promise<void>;
  isBusy: boolean;
  /** Why the last one failed. */
  problem: string;
}

/** Does one thing at a time, and keeps why it did not work. */
export function useAction(): Action {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem('');
    await work().catch((error: unknown) => setProblem(sentenceOf(error)));
    setBusy(false);
  };
  return { run, isBusy, problem };
}
