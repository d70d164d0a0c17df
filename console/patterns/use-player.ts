import { useEffect, useState } from 'preact/hooks';

export interface Player {
  /** Which step is shown; -1 before the first. */
  at: number;
  isPlaying: boolean;
  goTo: (at: number) => void;
  toggle: () => void;
}

/** How long a step is shown, in milliseconds: some hundred times as long as it took. */
const stepMs = 1_000;

/** Goes through so many steps, by itself or by hand. @param isCalm whether it never moves by itself */
export function usePlayer(steps: number, isCalm: boolean): Player {
  const [at, setAt] = useState(isCalm ? 0 : -1);
  const [isWanted, setWanted] = useState(!isCalm);
  const isPlaying = isWanted && at < steps - 1;
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setTimeout(() => setAt(at + 1), at < 0 ? 0 : stepMs);
    return () => clearTimeout(timer);
  }, [isPlaying, at]);
  const goTo = (wanted: number) => {
    setWanted(false);
    setAt(Math.max(0, Math.min(steps - 1, wanted)));
  };
  const toggle = () => {
    if (!isPlaying && at >= steps - 1) setAt(-1);
    setWanted(!isPlaying);
  };
  return { at, isPlaying, goTo, toggle };
}
