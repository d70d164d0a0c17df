import type { Api } from '../../scripts/load/api.ts';
import type { RebuildView } from '../../shared/contracts/read-model.ts';
import { pause } from '../../shared/pause.ts';
import { Buyers } from '../buyers.ts';
import { importFile, productsFile } from '../imports.ts';
import { inRounds } from '../rounds.ts';
import type { Scenario } from '../scenario.ts';
import { withShop } from '../shop.ts';
import { median, ratiosTo, spreadOf } from '../statistics.ts';

const clients = 8;
const rounds = 3;
const path = '/v1/admin/read-models/catalog/rebuild';

export const rebuild: Scenario = {
  name: 'rebuild',
  about: `building the catalog anew, quiet and while ${clients} buyers check out without a pause`,
  run: ({ products }, tell) =>
    withShop(async (shop) => {
      tell(`${products} products`);
      await importFile(productsFile(shop, products), shop);
      const buyers = new Buyers(shop.api);
      await buyers.stock();
      tell(`${rounds} rounds, quiet and under load`);
      const [quiet = [], busy = []] = await inRounds(
        [() => rebuilt(shop.api), () => besides(buyers, () => rebuilt(shop.api))],
        { rounds, warmUp: 1 },
      );
      const count = products.toLocaleString('en');
      return [
        { name: `products listed anew, quiet, ${count}`, value: median(quiet), unit: '/s' },
        {
          name: `products listed anew, ${clients} buyers at once, ${count}`,
          value: median(busy),
          unit: '/s',
          ratio: { ...spreadOf(ratiosTo(quiet, busy)), to: 'quiet' },
        },
      ];
    }),
};

async function besides<Value>(buyers: Buyers, work: () => Promise<Value>): Promise<Value> {
  buyers.come(clients);
  try {
    return await work();
  } finally {
    await buyers.leave();
  }
}

/** @returns how many products were listed in a second. @throws when it does not come to its end */
async function rebuilt(api: Api): Promise<number> {
  const started = await api.asAdmin('POST', path);
  if (started.status !== 202) throw new Error(`the rebuild was not started: ${started.status}`);
  for (;;) {
    const { status, processed, startedAt, finishedAt } = await api.asked<RebuildView>('GET', path);
    if (status === 'failed') throw new Error('the rebuild has failed');
    if (status === 'idle' && startedAt && finishedAt)
      return (processed / (Date.parse(finishedAt) - Date.parse(startedAt))) * 1_000;
    await pause(100);
  }
}
