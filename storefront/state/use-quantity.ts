import { useEffect, useRef, useState } from 'preact/hooks';
import type { CartItem } from '../../client/src/index.ts';
import { sentenceOf } from '../errors.ts';
import { useSay } from './notices.ts';
import { useVisit } from './visit.ts';

/** Clicks within this time are one change. */
const pauseMs = 300;

/** How many of a line are wanted: shown at once, and said to the shop when the buyer has come to rest. */
export function useQuantity({ productId, name, quantity }: CartItem): [number, (quantity: number) => void] {
  const { change } = useVisit();
  const say = useSay();
  const [wanted, setWanted] = useState<number>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = async (next: number) => {
    try {
      await change(productId, next);
    } catch (error) {
      say({ tone: 'bad', text: sentenceOf(error, () => name) });
    }
    // Unless another number is wanted since then.
    setWanted((now) => (now === next ? undefined : now));
  };
  const want = (next: number) => {
    setWanted(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(next), pauseMs);
  };
  return [wanted ?? quantity, want];
}
