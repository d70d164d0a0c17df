import { importFile, productsFile } from '../imports.ts';
import type { Figure, Options, Scenario } from '../scenario.ts';
import { type RunningShop, withShop } from '../shop.ts';
import { spreadOf } from '../statistics.ts';
import { runWorker, timed } from '../worker.ts';

export const importing: Scenario = {
  name: 'import',
  about: 'npm run import, of new products and once more unchanged, against bare new objects',
  async run(options, tell) {
    const floor = await runWorker('bare');
    try {
      return await withShop((shop) => measure(shop, floor.url, options, tell));
    } finally {
      await floor.close();
    }
  },
};

/** The floor before and behind the import, since the machine may be busier at one end. */
async function measure(
  shop: RunningShop,
  floor: URL,
  { products }: Options,
  tell: (progress: string) => void,
): Promise<Figure[]> {
  const file = productsFile(shop, products);
  const makeBare = (from: number) =>
    timed(new URL(`/make?from=${from}&count=${products}`, floor), { method: 'POST' });
  tell(`${products} bare objects`);
  const bareMs = [await makeBare(0)];
  tell(`${products} new products`);
  const newMs = await importFile(file, shop);
  tell(`${products} bare objects once more`);
  bareMs.push(await makeBare(products));
  tell(`${products} unchanged products`);
  const unchangedMs = await importFile(file, shop);
  const rate = (ms: number) => (products / ms) * 1_000;
  const ratio = { ...spreadOf(bareMs.map((ms) => ms / newMs)), to: 'bare objects' };
  const count = products.toLocaleString('en');
  return [
    {
      name: `bare new objects, ${count}`,
      value: rate(((bareMs[0] ?? 0) + (bareMs[1] ?? 0)) / 2),
      unit: '/s',
    },
    { name: `import of new products, ${count}`, value: rate(newMs), unit: '/s', ratio },
    { name: `import of unchanged products, ${count}`, value: rate(unchangedMs), unit: '/s' },
  ];
}
