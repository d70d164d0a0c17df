import { oneRow, planned } from '../floor/request.ts';
import { adding, creating, type GuestCart, openCarts } from '../guests.ts';
import type { Prepared } from '../load/slice.ts';
import { type Counted, counted } from '../plan/count.ts';
import { outlineOf, planFor } from '../plan/plan.ts';
import { addItem, createCart } from '../plan/requests.ts';
import { type Contest, ratesOf } from '../rates.ts';
import type { Figure, Scenario } from '../scenario.ts';
import { onEachVolume } from '../stand.ts';

/** So many are awake at once, and are added to in turn. */
const carts = 64;
const requestsPerSlice = 2 * carts;

export const add: Scenario = {
  name: 'add',
  about: 'carts that are created and added to, against actors that write as many rows',
  async run({ rounds, ...options }, tell) {
    const creation = await counted(createCart);
    const addition = await counted(addItem('product-1'), { before: [createCart, addItem('product-1')] });
    const figures = await onEachVolume({ rounds, ...options }, tell, async (stand, tellHere) => {
      await stand.list('bench-1');
      const own = await openCarts(stand, carts, ['bench-1']);
      const contests = [
        createContest(creation),
        addContest('add to distinct carts', addition, own),
        addContest(`add to one cart, ${stand.connections} writers`, addition, own.slice(0, 1)),
      ];
      return ratesOf(stand, contests, { rounds, tell: tellHere });
    });
    return [...figures, rowsOf('rows written to add to a cart', addition)];
  },
};

/** All actors together, alarms too. */
export function rowsOf(name: string, { rowsWritten }: Counted): Figure {
  return { name, value: rowsWritten, unit: 'rows' };
}

function createContest({ calls }: Counted): Contest {
  let made = 0;
  const bare = () => planFor(calls, 'cart', { cart: `new ${made++}` });
  return {
    ...{ name: 'create a cart', status: 201 },
    requests: () => slice(() => creating),
    floors: [{ name: `floor: new, ${outlineOf(bare())}`, requests: () => slice(() => planned(bare())) }],
  };
}

function addContest(name: string, { calls }: Counted, own: GuestCart[]): Contest {
  const floorOf = (nth: number) => planFor(calls, 'cart', { cart: `cart ${nth % own.length}` });
  const ofOneRow = (nth: number) => planned(oneRow(`cart ${nth % own.length}`));
  const actors = own.length === 1 ? ', one actor' : '';
  return {
    ...{ name, status: 200 },
    requests: () => slice((nth) => adding(own[nth % own.length] as GuestCart, 'bench-1')),
    floors: [
      { name: `floor: 1 call, 1 row${actors}`, requests: () => slice(ofOneRow) },
      {
        name: `floor: ${outlineOf(floorOf(0))}${actors}`,
        requests: () => slice((nth) => planned(floorOf(nth))),
      },
    ],
  };
}

function slice(request: (nth: number) => Prepared): Prepared[] {
  return Array.from({ length: requestsPerSlice }, (_, nth) => request(nth));
}
