import { median } from '../statistics.ts';

/** How long it took, in µs. */
export function timed(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) * 1_000;
}

export async function timedAsync(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) * 1_000;
}

/** The middle one of several goes, since some are held up by other processes. */
export function middle(goes: number, go: (number: number) => number): number {
  return median(Array.from({ length: goes }, (_, number) => go(number)));
}

/** The same for what has to be waited for: one after the other. */
export async function middleAsync(goes: number, go: (number: number) => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let number = 0; number < goes; number++) all.push(await go(number));
  return median(all);
}
