import { unrecorded } from '../../scripts/histories/history.ts';
import type { Api } from '../../scripts/load/api.ts';
import { Shopper } from '../../scripts/load/shopper.ts';
import { pause } from '../../shared/pause.ts';
import { Buyers } from '../buyers.ts';
import type { Figure, Scenario } from '../scenario.ts';
import { withShop } from '../shop.ts';

/** So many keep the shop busy without a pause. */
const clients = 16;
/** Long enough for a queue that only grows to outlast every patience. */
const stretch = 4;

export const overload: Scenario = {
  name: 'overload',
  about:
    'purchases a second when twice as many buyers come as can be served, against the most that can be served',
  run: ({ seconds }, tell) =>
    withShop(async ({ api }) => {
      const buyers = new Buyers(api);
      await buyers.stock();
      tell(`${seconds} s of ${clients} buyers without a pause`);
      const peak = await peakOf(buyers, seconds);
      tell(`${seconds * stretch} s with ${(2 * peak).toFixed(0)} buyers a second`);
      const { served, turnedAway } = await flood(api, 2 * peak, seconds * stretch);
      const goodput = served / (seconds * stretch);
      const ratio = goodput / peak;
      return [
        { name: `purchases, ${clients} buyers without a pause`, value: peak, unit: '/s' },
        {
          name: 'purchases, twice as many buyers as that',
          value: goodput,
          unit: '/s',
          ratio: { median: ratio, lowerQuartile: ratio, upperQuartile: ratio, to: 'peak' },
        },
        { name: 'buyers turned away meanwhile', value: turnedAway / (seconds * stretch), unit: '/s' },
      ] satisfies Figure[];
    }),
};

async function peakOf(buyers: Buyers, seconds: number): Promise<number> {
  buyers.come(clients);
  // What is compiled and opened for the first buyers is no part of it.
  await pause(5_000);
  const before = buyers.orders.length;
  await pause(seconds * 1_000);
  const bought = buyers.orders.length - before;
  await buyers.leave();
  return bought / seconds;
}

/** Buyers come at this rate whether or not the earlier ones are served. Counts who is served before the end. */
async function flood(api: Api, perSecond: number, seconds: number) {
  const end = Date.now() + seconds * 1_000;
  const all: Promise<void>[] = [];
  let [served, turnedAway] = [0, 0];
  for (let nth = 0; Date.now() < end; nth++) {
    const isServed = (bought: boolean) => {
      if (Date.now() > end) return;
      if (bought) served += 1;
      else turnedAway += 1;
    };
    all.push(buy(api, nth).then(isServed));
    await pause(Math.max(0, end - seconds * 1_000 + ((nth + 1) * 1_000) / perSecond - Date.now()));
  }
  await Promise.all(all);
  return { served, turnedAway };
}

async function buy(api: Api, nth: number): Promise<boolean> {
  const shopper = new Shopper(`buyer ${nth}`, api, unrecorded);
  const basket = await shopper.fill(`bench-${(nth % 8) + 1}`, 1);
  const purchase = basket && (await shopper.checkOut(basket, 'tok_ok', false));
  return purchase?.outcome === 'ok';
}
