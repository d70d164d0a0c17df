import { setImmediate } from 'node:timers/promises';

/**
 * Measures several things in turn, again and again, so that a noisy machine harms them all; each round begins with
 * another one. The first rounds, in which code is compiled and caches fill, do not count.
 *
 * @returns for each of them what its rounds gave
 */
export async function inRounds<Measured>(
  candidates: readonly (() => Measured | Promise<Measured>)[],
  { rounds, warmUp }: { rounds: number; warmUp: number },
): Promise<Measured[][]> {
  const measured = candidates.map((): Measured[] => []);
  for (let round = -warmUp; round < rounds; round++) {
    for (let turn = 0; turn < candidates.length; turn++) {
      const index = (turn + round + warmUp) % candidates.length;
      const value = await (candidates[index] as () => Measured | Promise<Measured>)();
      if (round >= 0) measured[index]?.push(value);
    }
    await setImmediate();
  }
  return measured;
}
