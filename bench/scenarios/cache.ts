import type { Api } from '../../scripts/load/api.ts';
import { inRounds } from '../rounds.ts';
import type { Figure, Scenario } from '../scenario.ts';
import { withShop } from '../shop.ts';
import { median, ratiosTo, spreadOf } from '../statistics.ts';

const readsPerRound = 30;
const rounds = 12;
const warmUp = 2;

export const cache: Scenario = {
  name: 'cache',
  about:
    'a product and a page of the catalog that the edge has kept, against those that it asks the service for',
  run: (_, tell) =>
    withShop(async ({ api }) => {
      tell('listing products');
      const products = await listProducts(api, readsPerRound * (rounds + warmUp));
      let next = 0;
      const read = (path: (nth: number) => string) => () => timedReads(api, path);
      tell('reading');
      const [missed, hit, missedPage, hitPage] = await inRounds(
        [
          // Each of them once.
          read(() => `/v1/products/${products[next++]}`),
          read(() => `/v1/products/${products[0]}`),
          read(() => `/v1/products?q=${crypto.randomUUID()}`),
          read(() => '/v1/products?q=bench'),
        ],
        { rounds, warmUp },
      );
      return [
        ...figuresOf('product', missed as number[], hit as number[]),
        ...figuresOf('page of a search', missedPage as number[], hitPage as number[]),
      ];
    }),
};

async function listProducts(api: Api, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `bench-${index + 1}`);
  const price = { amount: 100, currency: 'EUR' };
  for (const id of ids) await api.asked('PUT', `/v1/products/${id}`, { name: `Bench ${id}`, price });
  return ids;
}

/** @returns how long one of them took, in ms */
async function timedReads(api: Api, path: (nth: number) => string): Promise<number> {
  const began = performance.now();
  for (let nth = 0; nth < readsPerRound; nth++) {
    const { status } = await api.call('GET', path(nth));
    if (status !== 200) throw new Error(`${path(nth)} answers ${status}`);
  }
  return (performance.now() - began) / readsPerRound;
}

function figuresOf(what: string, missed: number[], hit: number[]): Figure[] {
  const ratio = { ...spreadOf(ratiosTo(missed, hit)), to: 'miss' };
  return [
    { name: `${what}, miss`, value: median(missed), unit: 'ms' },
    { name: `${what}, hit`, value: median(hit), unit: 'ms', ratio },
  ];
}
