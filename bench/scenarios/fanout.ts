import type { CartView } from '../../shared/contracts/cart.ts';
import { pause } from '../../shared/pause.ts';
import { oneRow, planned } from '../floor/request.ts';
import { type GuestCart, openCarts, reading } from '../guests.ts';
import type { Prepared } from '../load/slice.ts';
import { inRounds } from '../rounds.ts';
import type { Figure, Scenario, Tell } from '../scenario.ts';
import { onEachVolume, type Stand } from '../stand.ts';
import { median, ratiosTo, spreadOf } from '../statistics.ts';

const rounds = 3;
const warmUp = 1;
/** As many as the cart service tells at a time. */
const atOnce = 50;
/** A cart that has just taken a product is told twice; later, once. */
const settledMs = 11_000;
const lookEveryMs = 20;
const patienceMs = 120_000;

export const fanout: Scenario = {
  name: 'fanout',
  about: 'a new price of a product that is in many carts, until the last of them shows it',
  run: ({ carts, ...options }, tell) =>
    onEachVolume({ carts, ...options }, tell, (stand, tellHere) => spread(stand, carts, tellHere)),
};

async function spread(stand: Stand, count: number, tell: Tell): Promise<Figure[]> {
  tell(`${count} carts are filled`);
  await stand.list('bench-1');
  const carts = await openCarts(stand, count, ['bench-1']);
  const floor = bareFanOut(count);
  await pause(settledMs);
  let price = 700;
  const shop = () => {
    tell('a new price');
    return untilAllShow(stand, carts, ++price);
  };
  const bare = async () => {
    tell('the floor');
    return (await stand.fire(stand.floor, floor, [200], 1)).ms;
  };
  const [own, bareMs] = (await inRounds([shop, bare], { rounds, warmUp })) as [number[], number[]];
  const to = `floor: a row each, ${atOnce} at a time`;
  const name = `a price in ${count.toLocaleString('en')} carts`;
  return [
    { name, value: median(own) / 1_000, unit: 's', ratio: { ...spreadOf(ratiosTo(bareMs, own)), to } },
    { name: 'carts that hear', value: (count / median(own)) * 1_000, unit: '/s' },
    { name: to, value: median(bareMs) / 1_000, unit: 's' },
  ];
}

function bareFanOut(count: number): Prepared[] {
  const actors = Array.from({ length: count }, (_, index) => `cart ${index}`);
  const portions = Array.from({ length: Math.ceil(count / atOnce) }, (_, index) =>
    actors.slice(index * atOnce, (index + 1) * atOnce),
  );
  return portions.map((portion) =>
    planned([
      { abroad: false, atOnce: true, steps: portion.flatMap((actor) => oneRow(actor)[0]?.steps ?? []) },
    ]),
  );
}

/** @returns how long it took, in ms: too long by a look at most. @throws when a cart does not hear in time */
async function untilAllShow(stand: Stand, carts: GuestCart[], amount: number): Promise<number> {
  const began = performance.now();
  await stand.api.asked('PUT', '/v1/products/bench-1', {
    name: 'bench-1',
    price: { amount, currency: 'EUR' },
  });
  for (let waiting = carts; waiting.length > 0; ) {
    if (performance.now() - began > patienceMs) throw new Error(`${waiting.length} carts have not heard`);
    const looked = waiting.slice(0, atOnce);
    const { answers } = await stand.fire(stand.shop, looked.map(reading), [200]);
    const unheard = looked.filter((_, index) => !shows(answers[index]?.body ?? '', amount));
    if (unheard.length === looked.length) await pause(lookEveryMs);
    waiting = [...unheard, ...waiting.slice(atOnce)];
  }
  return performance.now() - began;
}

function shows(cart: string, amount: number): boolean {
  const { items } = JSON.parse(cart) as CartView;
  return items[0]?.priceChange?.to.amount === amount;
}
