import { planned } from '../floor/request.ts';
import { type GuestCart, openCarts, reading } from '../guests.ts';
import { counted } from '../plan/count.ts';
import { outlineOf, planFor } from '../plan/plan.ts';
import { addItem, createCart, readCart } from '../plan/requests.ts';
import { ratesOf } from '../rates.ts';
import type { Scenario } from '../scenario.ts';
import { onEachVolume } from '../stand.ts';

/** So many are awake at once, and are read in turn. */
const carts = 64;
const readsPerSlice = 6 * carts;

export const read: Scenario = {
  name: 'read',
  about: 'a cart that is read, against an actor that does nothing',
  async run({ rounds, ...options }, tell) {
    const { calls } = await counted(readCart, { before: [createCart, addItem('product-1')] });
    const plan = (nth: number) => planFor(calls, 'cart', { cart: `cart ${nth % carts}` });
    return onEachVolume({ rounds, ...options }, tell, async (stand, tellHere) => {
      await stand.list('bench-1');
      const own = await openCarts(stand, carts, ['bench-1']);
      const contest = {
        ...{ name: 'read a cart', status: 200 },
        requests: () => slice((nth) => reading(own[nth % carts] as GuestCart)),
        floors: [
          { name: `floor: ${outlineOf(plan(0))}`, requests: () => slice((nth) => planned(plan(nth))) },
        ],
      };
      return ratesOf(stand, [contest], { rounds, tell: tellHere });
    });
  },
};

function slice<Value>(request: (nth: number) => Value): Value[] {
  return Array.from({ length: readsPerSlice }, (_, nth) => request(nth));
}
