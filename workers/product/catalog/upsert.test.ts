import { beforeEach, expect, it } from 'vitest';
import type { ProductSnapshot } from '../../../shared/contracts/product.ts';
import { simulatedD1 } from '../../../test/simulation/d1.ts';
import { Catalog } from '../catalog.ts';
import { told } from '../test-support/told.ts';

const tea = {
  name: 'Green "tea"',
  description: 'Hot\nand green 茶',
  attributes: { kind: 'green', from: 'Uji' },
};

let db: ReturnType<typeof simulatedD1>;
let catalog: Catalog;
beforeEach(async () => {
  db = simulatedD1();
  catalog = new Catalog(db);
  await catalog.take([told('tea', tea)]);
});

/** All that FTS5 has written down of words. */
function words(): unknown[] {
  return db.disk.prepare('SELECT id, block FROM catalog_text_a_data ORDER BY id').all();
}

async function finds(q: string): Promise<boolean> {
  const { items } = await catalog.list({ q, attributes: {}, status: 'active', after: '', limit: 1 });
  return items.length > 0;
}

it('news of a price, of stock or of the end of a sale leaves the index of words alone', async () => {
  const before = words();
  const news: Partial<ProductSnapshot>[] = [
    { price: { amount: 1, currency: 'EUR' } },
    { available: 0 },
    { status: 'archived' },
    { status: 'active' },
  ];
  for (const [index, what] of news.entries()) {
    await catalog.take([told('tea', { ...tea, ...what, seq: index + 2 })]);
  }
  expect(words()).toEqual(before);
  expect(await finds('uji')).toBe(true);
});

it.each([
  ['name', { ...tea, name: 'Sencha' }],
  ['description', { ...tea, description: 'Sencha' }],
  ['attribute', { ...tea, attributes: { kind: 'green', from: 'Sencha' } }],
])('another %s is found, also among news of one batch', async (_, changed) => {
  await catalog.take([told('tea', { ...tea, seq: 2 }), told('tea', { ...changed, seq: 3 })]);
  expect(await finds('sencha')).toBe(true);
});

it('what is older than what is listed changes no words', async () => {
  await catalog.take([told('tea', { ...tea, seq: 3 })]);
  await catalog.take([told('tea', { name: 'Sencha', seq: 2 })]);
  expect(await finds('sencha')).toBe(false);
  expect(await finds('uji')).toBe(true);
});
