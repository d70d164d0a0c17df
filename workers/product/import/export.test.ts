import { describe, expect, it } from 'vitest';
import type { ProductLine } from '../../../shared/contracts/product-line.ts';
import { collected } from '../../../shared/test-support/collected.ts';
import { admin } from '../test-support/shelf.ts';
import { lineOf, Warehouse } from '../test-support/warehouse.ts';
import { exportProducts } from './export.ts';

const ids = Array.from({ length: 250 }, (_, index) => `p${String(index).padStart(3, '0')}`);

function exported(warehouse: Warehouse, after = '', limit = Infinity): Promise<ProductLine[]> {
  const page = async (last: string, size: number) => ids.filter((id) => id > last).slice(0, size);
  const product = (id: string) => ({ export: async () => warehouse.shelf(id).housed.export() });
  return collected(exportProducts(page, product, after, limit));
}

async function stocked(): Promise<Warehouse> {
  const warehouse = new Warehouse();
  const full = { description: 'Green.\nHot.', image: '/tea.svg', attributes: { kind: 'green' }, stock: 0 };
  await warehouse.take(ids.map((id, index) => lineOf(id, index % 2 ? full : {})).join('\n'));
  return warehouse;
}

describe('an export', () => {
  it('has every product in order of id, and importing it changes nothing', async () => {
    const warehouse = await stocked();
    const lines = await exported(warehouse);
    expect(lines.map(({ id }) => id)).toEqual(ids);
    const file = lines.map((line) => JSON.stringify(line)).join('\n');
    expect(new Set((await warehouse.take(file)).map(({ status }) => status))).toEqual(new Set(['unchanged']));
  });

  it('counts what is held as being on the shelf', async () => {
    const warehouse = await stocked();
    warehouse.shelf('p000').reserve('order', 3);
    expect((await exported(warehouse))[0]).toMatchObject({ id: 'p000', stock: 5 });
  });

  it('leaves out what is archived, since importing would put it back on sale', async () => {
    const warehouse = await stocked();
    warehouse.shelf('p001').housed.archive(admin);
    expect((await exported(warehouse)).map(({ id }) => id)).toEqual(ids.filter((id) => id !== 'p001'));
  });

  it('goes on behind an id, and as far as is asked', async () => {
    const some = await exported(await stocked(), 'p099', 120);
    expect([some[0]?.id, some.at(-1)?.id, some.length]).toEqual(['p100', 'p219', 120]);
  });
});
