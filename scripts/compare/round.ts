import { Dice } from '../../shared/test-support/dice.ts';
import type { Api } from '../load/api.ts';
import { Buyer } from './buyer.ts';
import { cpuMs } from './cpu.ts';
import { noSamples, type Samples } from './figures.ts';
import { changeStock, stock } from './merchant.ts';

/** Few, so that answers take as long as the work and not as long as the queue before it. */
export const buyers = 4;
const warmUpMs = 3_000;
const products = Array.from({ length: 20 }, (_, index) => `compare-${index + 1}`);
const plenty = 1_000_000;

/**
 * One round of buyers and a merchant, the same in every wiring.
 *
 * @param nth its number: the same choices again, and a watched product of its own
 * @param pid the process under which the shop runs
 */
export async function playRound(api: Api, nth: number, seconds: number, pid: number): Promise<Samples> {
  const watched = `compare-watched-${nth}`;
  await stock(api, products, plenty);
  await stock(api, [watched], 1);
  await load(api, new Dice(nth), performance.now() + warmUpMs, noSamples());
  const samples = noSamples();
  const [began, cpuBefore] = [performance.now(), cpuMs(pid, 'workerd')];
  const end = began + seconds * 1_000;
  await Promise.all([
    load(api, new Dice(1_000 + nth), end, samples),
    changeStock(api, watched, end, samples),
  ]);
  const cpuAfter = cpuMs(pid, 'workerd');
  return {
    ...samples,
    seconds: (performance.now() - began) / 1_000,
    cpuMs: cpuBefore !== null && cpuAfter !== null ? cpuAfter - cpuBefore : null,
  };
}

async function load(api: Api, dice: Dice, end: number, samples: Samples): Promise<void> {
  const seeds = Array.from({ length: buyers }, () => dice.roll(2 ** 31));
  await Promise.all(seeds.map((seed) => new Buyer(api, products, new Dice(seed), samples).buyUntil(end)));
}
