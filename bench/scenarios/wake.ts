import { oneRow, planned } from '../floor/request.ts';
import { type GuestCart, openCarts, reading } from '../guests.ts';
import type { Prepared } from '../load/slice.ts';
import { inRounds } from '../rounds.ts';
import type { Figure, Scenario } from '../scenario.ts';
import { onEachVolume, type Stand } from '../stand.ts';
import { median, ratiosTo, spreadOf } from '../statistics.ts';

const carts = 16;
const warmUp = 1;

export const wake: Scenario = {
  name: 'wake',
  about:
    'the first read of a cart that was put out of memory, against one that is awake; the same of a bare actor',
  run: ({ rounds, ...options }, tell) =>
    onEachVolume({ rounds, ...options }, tell, async (stand) => {
      await stand.list('bench-1');
      const own = await openCarts(stand, carts, ['bench-1']);
      const names = own.map((_, index) => `bare ${index}`);
      const reads = own.map(reading);
      const steps = names.map((actor) => planned(oneRow(actor)));
      const [cold, awake, bareCold, bareAwake] = await inRounds(
        [
          () => coldOf(stand, 'shop', reads, (nth) => evictCart(stand, own[nth] as GuestCart)),
          () => medianOf(stand, 'shop', reads),
          () => coldOf(stand, 'floor', steps, (nth) => evictBare(stand, names[nth] as string)),
          () => medianOf(stand, 'floor', steps),
        ],
        { rounds, warmUp },
      );
      return [
        ...figuresOf('read a cart', cold as number[], awake as number[]),
        ...figuresOf('floor: write a row', bareCold as number[], bareAwake as number[]),
      ];
    }),
};

function evictCart({ shop }: Stand, { id }: GuestCart): Promise<void> {
  return shop.evict('konbini-cart', 'Cart', id);
}

function evictBare({ floor }: Stand, name: string): Promise<void> {
  return floor.evict('konbini-floor-service', 'FloorActor', name);
}

/** Only who is awake can be put out of memory, so each is asked once before. */
async function coldOf(
  stand: Stand,
  side: 'shop' | 'floor',
  requests: Prepared[],
  evict: (nth: number) => Promise<void>,
): Promise<number> {
  await stand.fire(stand[side], requests, [200], 1);
  for (const nth of requests.keys()) await evict(nth);
  return medianOf(stand, side, requests);
}

/** One request after the other. @returns ms */
async function medianOf(stand: Stand, side: 'shop' | 'floor', requests: Prepared[]): Promise<number> {
  return median((await stand.fire(stand[side], requests, [200], 1)).latenciesMs);
}

function figuresOf(name: string, cold: number[], awake: number[]): Figure[] {
  const ratio = { ...spreadOf(ratiosTo(awake, cold)), to: 'awake' };
  return [
    { name: `${name}, cold`, value: median(cold), unit: 'ms', ratio },
    { name: `${name}, awake`, value: median(awake), unit: 'ms' },
  ];
}
