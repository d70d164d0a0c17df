import { beforeEach, expect, it } from 'vitest';
import { simulatedD1 } from '../../../test/simulation/d1.ts';
import { Catalog } from '../catalog.ts';
import { snapshot, told } from '../test-support/told.ts';

const query = { q: '', attributes: {}, status: 'active', after: '', limit: 100 } as const;
const earlierTable =
  'CREATE TABLE catalog (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, status TEXT NOT NULL, search TEXT NOT NULL, snapshot TEXT NOT NULL)';

let db: D1Database;
beforeEach(async () => {
  db = simulatedD1();
  await db.prepare(earlierTable).run();
  const insert = db.prepare('INSERT INTO catalog VALUES (?, ?, ?, ?, ?)');
  for (let number = 100; number < 350; number++) {
    const product = snapshot(`p${number}`, { seq: 7, name: `Tea ${number}`, attributes: { kind: 'tea' } });
    await insert.bind(product.productId, 7, 'active', `tea ${number}`, JSON.stringify(product)).run();
  }
});

async function hasEarlierTable(): Promise<boolean> {
  return (await db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'catalog'").first()) !== null;
}

it('the catalog of before is searched with words and attributes, and its table is gone', async () => {
  const catalog = new Catalog(db);
  expect((await catalog.list({ ...query, q: 'tea 349', attributes: { kind: 'tea' } })).items).toHaveLength(1);
  expect((await catalog.list({ ...query, after: 'p249' })).items).toHaveLength(100);
  expect(await catalog.seqOf('p100')).toBe(7);
  expect(await hasEarlierTable()).toBe(false);
});

it('a product that is newer stays, and two may move at once', async () => {
  await Promise.all([
    new Catalog(db).take([told('p120', { seq: 8, name: 'Rice' })]),
    new Catalog(db).take([told('p130', { seq: 6, name: 'Rice' })]),
  ]);
  expect((await new Catalog(db).list({ ...query, q: 'rice' })).items.map(({ id }) => id)).toEqual(['p120']);
  expect((await new Catalog(db).list({ ...query, q: 'tea' })).last).not.toBeNull();
});
