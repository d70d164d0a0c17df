import { useEffect, useRef } from 'preact/hooks';
import { lineBetween, type Point } from './geometry.ts';
import type { Hop } from './hops.ts';

/** Shorter than a step of the player. */
export const travelMs = 800;

/** What runs along the arrow: a message goes there, a call comes back with its answer. */
export function Traveller({ hop }: { hop: Hop }) {
  const dot = useRef<SVGCircleElement>(null);
  useEffect(() => {
    const [start, end] = lineBetween(hop.from, hop.to).map(moved);
    const path = hop.kind === 'call' ? [start, end, start] : [start, end];
    const frames = path.map((transform) => ({ transform: transform as string }));
    const running = dot.current?.animate(frames, { duration: travelMs, easing: 'ease-in-out', fill: 'both' });
    return () => running?.cancel();
  }, [hop]);
  return <circle class={`traveller ${hop.kind}`} ref={dot} r="10" />;
}

function moved({ x, y }: Point): string {
  return `translate(${x}px, ${y}px)`;
}
