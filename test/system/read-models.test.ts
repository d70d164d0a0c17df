import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { DayTotals } from '../../shared/contracts/order-totals.ts';
import { encodeCursor } from '../../shared/contracts/page.ts';
import type { ProductView } from '../../shared/contracts/product.ts';
import type { ReadModelHealth, RebuildView } from '../../shared/contracts/read-model.ts';
import {
  asAdmin,
  asCustomer,
  call,
  checkOut,
  eventually,
  newCart,
  newProduct,
  putProduct,
  type Reply,
  type Said,
  times,
  together,
} from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

function rebuildPath(name: string): string {
  return `/v1/admin/read-models/${name}/rebuild`;
}

function startRebuild(name: string, headers: Record<string, string> = {}) {
  return call<RebuildView & Said>(shop, 'POST', rebuildPath(name), { headers: { ...asAdmin, ...headers } });
}

async function rebuildOf(name: string): Promise<RebuildView> {
  return (await call<RebuildView>(shop, 'GET', rebuildPath(name), { headers: asAdmin })).body;
}

function rebuilt(name: string): Promise<RebuildView> {
  return eventually(async () => {
    const view = await rebuildOf(name);
    return view.status === 'rebuilding' ? undefined : view;
  }, 30_000);
}

async function listOf(customer: string): Promise<OrderView[]> {
  const path = `/v1/orders?customer=${customer}&limit=100`;
  return (await call<{ items: OrderView[] }>(shop, 'GET', path, { headers: asAdmin })).body.items;
}

async function orderOf(id: string): Promise<OrderView> {
  return (await call<OrderView>(shop, 'GET', `/v1/orders/${id}`, { headers: asAdmin })).body;
}

function byId<Item extends { id: string }>(items: Item[]): Item[] {
  return items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

describe('a rebuild of the list of orders', () => {
  // Nobody else buys in this currency, so its totals are known.
  const currency = 'ISK';
  const price = 700;
  const customer = 'rebuilding';

  test('beside checkouts ends with what the orders themselves say', async () => {
    const as = await asCustomer(customer);
    const product = await newProduct(shop, 1_000, price, currency);
    const buy = async () => {
      const placed = await checkOut(shop, await newCart(shop, { [product]: 1 }, as, currency));
      expect(placed.status).toBe(201);
      return placed.body.id;
    };
    const before = await together(times(20), buy, 8);
    await allListed(before.length);
    const meanwhile = together(times(40), buy, 8);
    const started = await startRebuild('orders');
    expect(started).toMatchObject({ status: 202, body: { status: 'rebuilding', processed: 0 } });
    expect(started.headers.get('location')).toBe(rebuildPath('orders'));
    const ended = await rebuilt('orders');
    expect(ended).toMatchObject({ status: 'idle', total: ended.processed });
    expect(ended.processed).toBeGreaterThanOrEqual(before.length);
    await startRebuild('orders');
    const ids = [...before, ...(await meanwhile)];
    const listed = await allListed(ids.length);
    expect((await rebuilt('orders')).status).toBe('idle');
    expect(byId(listed)).toEqual(byId(await together(ids, orderOf)));
    expect(byId(await listOf(customer))).toEqual(byId(listed));
  });

  function allListed(count: number): Promise<OrderView[]> {
    return eventually(async () => {
      const items = await listOf(customer);
      return items.length === count ? items : undefined;
    });
  }

  /** Of all pages: each test of the run may have sold in a currency of its own. */
  async function allTotals(): Promise<DayTotals[]> {
    const totals: DayTotals[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const path: string = `/v1/admin/orders/totals?limit=100${next && `&cursor=${next}`}`;
      const { body }: Reply<{ items: DayTotals[]; next: string | null }> = await call(shop, 'GET', path, {
        headers: asAdmin,
      });
      totals.push(...body.items);
      next = body.next;
    }
    return totals;
  }

  test('leaves the totals of the day as they are', async () => {
    // Two, if it has become midnight.
    const totals = (await allTotals()).filter((item) => item.currency === currency);
    expect(totals.reduce((sum, { orders }) => sum + orders, 0)).toBe(60);
    for (const { orders, total, captured, refunded } of totals) {
      expect(total).toEqual({ amount: orders * price, currency });
      expect([captured, refunded.amount]).toEqual([total, 0]);
    }
  });

  test('is started once for each Idempotency-Key', async () => {
    const first = await startRebuild('orders', { 'idempotency-key': 'rebuild once' });
    await rebuilt('orders');
    const again = await startRebuild('orders', { 'idempotency-key': 'rebuild once' });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await rebuildOf('orders')).startedAt).toBe(first.body.startedAt);
  });
});

describe('a rebuild of the catalog', () => {
  test('beside changes ends with what the products themselves say', async () => {
    const ids = await together(times(20), () => newProduct(shop, 10));
    const started = await startRebuild('catalog');
    expect(started).toMatchObject({ status: 202, body: { status: 'rebuilding' } });
    await together(ids, (id, index) =>
      putProduct(shop, id, { name: `Rebuilt ${index}`, price: { amount: 100 + index, currency: 'EUR' } }),
    );
    expect(await rebuilt('catalog')).toMatchObject({ status: 'idle' });
    const products = await together(ids, productOf);
    const listed = await eventually(async () => {
      const items = await search('rebuilt');
      return items.length === ids.length ? items : undefined;
    });
    expect(byId(listed)).toEqual(byId(products));
  });

  test('keeps what is archived out of the list', async () => {
    const id = await newProduct(shop, 0);
    await putProduct(shop, id, { name: 'Unsellable', price: { amount: 100, currency: 'EUR' } });
    await eventually(async () => ((await search('unsellable')).length === 1 ? true : undefined));
    await call(shop, 'DELETE', `/v1/products/${id}`, { headers: asAdmin });
    await startRebuild('catalog');
    await rebuilt('catalog');
    expect(await search('unsellable')).toEqual([]);
  });

  async function productOf(id: string): Promise<ProductView> {
    return (await call<ProductView>(shop, 'GET', `/v1/products/${id}`)).body;
  }

  /** Of the list itself: what says its status is not kept by the edge. */
  async function search(words: string): Promise<ProductView[]> {
    return (
      await call<{ items: ProductView[] }>(shop, 'GET', `/v1/products?q=${words}&status=active&limit=100`)
    ).body.items;
  }
});

test('only what is known can be rebuilt', async () => {
  expect(await startRebuild('carts')).toMatchObject({ status: 404, body: { code: 'route-not-found' } });
  const odd = await call(shop, 'POST', rebuildPath('orders'), { headers: asAdmin, body: { slot: 'a' } });
  expect(odd).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
});

test.each([
  'from=2026-11-22T00:00:00Z',
  'to=2026-02-30',
  `cursor=${encodeCursor('x')}`,
  'limit=0',
  'day=2026-11-22',
])('totals by day are not asked for by ?%s', async (query) => {
  const path = `/v1/admin/orders/totals?${query}`;
  expect(await call(shop, 'GET', path, { headers: asAdmin })).toMatchObject({
    status: 400,
    body: { code: 'validation-failed' },
  });
});

test.each(['catalog', 'orders'])(
  'how far %s is behind stands on /healthz, and asking keeps its sweep going',
  async (name) => {
    const health = await eventually(async () => {
      type Health = { readModels: Record<string, ReadModelHealth | null> };
      const model = (await call<Health>(shop, 'GET', '/healthz')).body.readModels[name];
      return model?.sweptAt ? model : undefined;
    });
    expect(health).toEqual({
      lagMs: expect.any(Number),
      at: expect.any(String),
      lagging: 0,
      sweptAt: expect.any(String),
    });
  },
);
