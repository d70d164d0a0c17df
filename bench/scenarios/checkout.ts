import { checkingOut, openCarts } from '../guests.ts';
import { bareCarts, bareCheckout, countedCheckout, countedRefusal } from '../orders.ts';
import type { Counted } from '../plan/count.ts';
import { outlineOf, planFor } from '../plan/plan.ts';
import { type Contest, ratesOf } from '../rates.ts';
import type { Scenario } from '../scenario.ts';
import { onEachVolume, type Stand } from '../stand.ts';
import { rowsOf } from './add.ts';

/** How many products, and how many orders in a slice. */
const sizes: [number, number][] = [
  [1, 32],
  [3, 32],
  [20, 16],
];
const refusedPerSlice = 32;

export const checkout: Scenario = {
  name: 'checkout',
  about: `orders of ${sizes.map(([products]) => products).join(', ')} products, and of one that is sold out, against actors called as often`,
  async run({ rounds, ...options }, tell) {
    const orders: Counted[] = [];
    for (const [products] of sizes) orders.push(await countedCheckout(products));
    const refusal = await countedRefusal();
    const figures = await onEachVolume({ rounds, ...options }, tell, async (stand, tellHere) => {
      for (const product of shelf(20)) await stand.list(product);
      const contests = sizes.map(([products, perSlice], index) =>
        sale(stand, products, perSlice, orders[index] as Counted),
      );
      return ratesOf(stand, [...contests, await refused(stand, refusal)], { rounds, tell: tellHere });
    });
    return [...figures, rowsOf('rows written for a checkout of 1 product', orders[0] as Counted)];
  },
};

function shelf(products: number): string[] {
  return Array.from({ length: products }, (_, index) => `bench-${index + 1}`);
}

function sale(stand: Stand, products: number, perSlice: number, order: Counted): Contest {
  return {
    ...{ name: `checkout of ${products} product${products === 1 ? '' : 's'}`, status: 201 },
    requests: async () => (await openCarts(stand, perSlice, shelf(products))).map(checkingOut),
    floors: [floorOf(stand, perSlice, order)],
  };
}

/** The same carts again and again: each opens when its checkout has failed. */
async function refused(stand: Stand, refusal: Counted): Promise<Contest> {
  await stand.list('bench-gone', 1);
  const carts = await openCarts(stand, refusedPerSlice, ['bench-gone']);
  await stand.receive('bench-gone', -1);
  return {
    ...{ name: 'checkout refused for stock', status: 409 },
    requests: () => carts.map(checkingOut),
    floors: [floorOf(stand, refusedPerSlice, refusal)],
  };
}

function floorOf(stand: Stand, perSlice: number, order: Counted) {
  return {
    name: `floor: ${outlineOf(planFor(order.calls, 'order'))}`,
    requests: async () => (await bareCarts(stand, perSlice)).map((cart) => bareCheckout(order, cart)),
  };
}
