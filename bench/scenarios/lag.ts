import { Buyers } from '../buyers.ts';
import type { Figure, Scenario } from '../scenario.ts';
import { withShop } from '../shop.ts';
import { quantile } from '../statistics.ts';
import { Watcher } from '../watcher.ts';

const clients = 8;

export const lag: Scenario = {
  name: 'lag',
  about: `from an event of an order until the list of orders shows it, while ${clients} buyers check out without a pause`,
  run: ({ seconds }, tell) =>
    withShop(async ({ api }) => {
      const buyers = new Buyers(api);
      await buyers.stock();
      const watcher = new Watcher(api);
      tell(`${seconds} s of checkouts`);
      buyers.come(clients);
      const began = Date.now();
      await watcher.watchUntil(began + seconds * 1_000);
      await buyers.leave();
      const perSecond = buyers.orders.length / ((Date.now() - began) / 1_000);
      await watcher.watchFor(buyers.orders);
      return figuresOf(watcher.lags, perSecond);
    }),
};

function figuresOf(lags: number[], checkoutsPerSecond: number): Figure[] {
  const under = `${clients} buyers at once`;
  return [
    { name: `checkouts, ${under}`, value: checkoutsPerSecond, unit: '/s' },
    { name: `p50 from event to list, ${under}`, value: quantile(lags, 0.5), unit: 'ms' },
    { name: `p99 from event to list, ${under}`, value: quantile(lags, 0.99), unit: 'ms' },
  ];
}
