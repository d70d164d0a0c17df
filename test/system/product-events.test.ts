import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CartItemView } from '../../shared/contracts/cart.ts';
import type { ProductView } from '../../shared/contracts/product.ts';
import {
  adjustStock,
  asAdmin,
  asCustomer,
  type Buyer,
  call,
  cartOf,
  checkOut,
  eventually,
  newCart,
  newProduct,
  putProduct,
  stockOf,
  times,
} from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

function euros(amount: number) {
  return { amount, currency: 'EUR' };
}

/** What every one of these carts shows of its only product, once it is this: nobody asks the carts to look. */
async function allShow(buyers: Buyer[], shown: (item: CartItemView) => boolean): Promise<CartItemView[]> {
  return eventually(async () => {
    const carts = await Promise.all(buyers.map((buyer) => cartOf(shop, buyer)));
    const items = carts.map(({ items: [item] }) => item as CartItemView);
    return items.every(shown) ? items : undefined;
  });
}

function showsAvailability(buyer: Buyer, status: string): Promise<CartItemView[]> {
  return allShow([buyer], ({ availability }) => availability.status === status);
}

describe.concurrent('a price that changes', () => {
  test('is shown in every cart that holds the product, and charged in none unseen', async () => {
    const product = await newProduct(shop, 50, 500);
    const buyers = [
      ...(await Promise.all(times(3).map(() => newCart(shop, { [product]: 2 })))),
      await newCart(shop, { [product]: 2 }, await asCustomer('watching')),
    ];
    await putProduct(shop, product, { name: 'Dearer', price: euros(650) });
    const items = await allShow(buyers, ({ priceChange }) => priceChange !== undefined);
    for (const item of items) {
      expect(item).toMatchObject({
        name: 'Dearer',
        unitPrice: euros(500),
        lineTotal: euros(1000),
        priceChange: { from: euros(500), to: euros(650) },
      });
    }
    expect((await cartOf(shop, buyers[0] as Buyer)).totals.total).toEqual(euros(1000));
  });

  test('is no change any more when it is what it was', async () => {
    const product = await newProduct(shop, 50, 500);
    const buyer = await newCart(shop, { [product]: 1 });
    await putProduct(shop, product, { name: 'Tea', price: euros(400) });
    await allShow([buyer], ({ priceChange }) => priceChange?.to.amount === 400);
    await putProduct(shop, product, { name: 'Tea', price: euros(500) });
    const [item] = await allShow([buyer], ({ priceChange }) => priceChange === undefined);
    expect(item?.unitPrice).toEqual(euros(500));
  });

  test('ten changes in a row end in the last one', async () => {
    const product = await newProduct(shop, 50, 500);
    const buyer = await newCart(shop, { [product]: 1 });
    for (const step of times(10)) await putProduct(shop, product, { name: 'Tea', price: euros(501 + step) });
    await allShow([buyer], ({ priceChange }) => priceChange?.to.amount === 510);
    // What is older and late must not come out on top.
    await new Promise((resume) => setTimeout(resume, 300));
    expect((await cartOf(shop, buyer)).items[0]?.priceChange?.to).toEqual(euros(510));
  });
});

describe.concurrent('availability', () => {
  test('goes to sold out when another buyer takes the last one, and back again', async () => {
    const product = await newProduct(shop, 1);
    const [waiting, quick] = [await newCart(shop, { [product]: 1 }), await newCart(shop, { [product]: 1 })];
    expect((await checkOut(shop, quick)).status).toBe(201);
    const [soldOut] = await showsAvailability(waiting, 'unavailable');
    expect(soldOut?.availability).toEqual({ status: 'unavailable', available: 0 });
    await adjustStock(shop, product, 40);
    const [back] = await showsAvailability(waiting, 'available');
    expect(back?.availability).toEqual({ status: 'available' });
    expect((await checkOut(shop, waiting)).status).toBe(201);
  });

  test('says how many are left when they are few, or too few', async () => {
    const product = await newProduct(shop, 30);
    const buyer = await newCart(shop, { [product]: 3 });
    await adjustStock(shop, product, -26);
    expect((await showsAvailability(buyer, 'low'))[0]?.availability.available).toBe(4);
    await adjustStock(shop, product, -2);
    expect((await showsAvailability(buyer, 'insufficient'))[0]?.availability.available).toBe(2);
  });

  test('is none while a checkout holds the last one, and is back when it is canceled', async () => {
    const product = await newProduct(shop, 1);
    const [waiting, holding] = [await newCart(shop, { [product]: 1 }), await newCart(shop, { [product]: 1 })];
    const { body: order } = await checkOut(shop, holding, 'tok_authenticate');
    await showsAvailability(waiting, 'unavailable');
    await call(shop, 'POST', `/v1/orders/${order.id}/cancel`, { headers: holding.as });
    expect((await showsAvailability(waiting, 'low'))[0]?.availability.available).toBe(1);
  });

  test('is none once the product is archived, which no checkout can buy, until it is listed again', async () => {
    const product = await newProduct(shop, 20);
    const buyer = await newCart(shop, { [product]: 1 });
    expect((await call(shop, 'DELETE', `/v1/products/${product}`, { headers: asAdmin })).status).toBe(204);
    await showsAvailability(buyer, 'unavailable');
    const refused = await checkOut(shop, buyer);
    expect(refused.body).toMatchObject({
      code: 'insufficient-stock',
      items: [{ productId: product, available: 0 }],
    });
    expect((await stockOf(shop, product)).held).toBe(0);
    await putProduct(shop, product, { name: 'Back', price: euros(500) });
    const [back] = await showsAvailability(buyer, 'available');
    expect(back?.name).toBe('Back');
    expect((await checkOut(shop, buyer)).status).toBe(201);
  });
});

describe.concurrent('a cart that has become an order', () => {
  test('hears of its products no more', async () => {
    const product = await newProduct(shop, 50, 500);
    const [buyer, other] = [await newCart(shop, { [product]: 1 }), await newCart(shop, { [product]: 1 })];
    await checkOut(shop, buyer);
    const bought = await eventually(async () => {
      const cart = await cartOf(shop, buyer);
      return cart.status === 'converted' ? cart : undefined;
    });
    await putProduct(shop, product, { name: 'Dearer', price: euros(900) });
    await allShow([other], ({ priceChange }) => priceChange !== undefined);
    expect(await cartOf(shop, buyer)).toEqual(bought);
  });
});

describe.concurrent('the catalog', () => {
  interface Page {
    items: ProductView[];
    next: string | null;
  }
  const list = async (query: string, headers = {}) =>
    (await call<Page>(shop, 'GET', `/v1/products?${query}`, { headers })).body;

  async function listed(query: string, ids: string[], headers = {}): Promise<ProductView[]> {
    return eventually(async () => {
      const { items } = await list(query, headers);
      return JSON.stringify(items.map(({ id }) => id)) === JSON.stringify(ids) ? items : undefined;
    });
  }

  test('finds a product by its words, follows its changes, and forgets it when it is archived', async () => {
    const product = await newProduct(shop, 7);
    const word = `zebra${Date.now()}`;
    await putProduct(shop, product, {
      name: `Café ${word}`,
      price: euros(300),
      attributes: { colour: 'striped' },
    });
    const [found] = await listed(`q=caf+${word}+striped`, [product]);
    expect(found).toEqual((await call(shop, 'GET', `/v1/products/${product}`)).body);
    expect((await list(`q=${word}+unstriped`)).items).toEqual([]);
    await call(shop, 'DELETE', `/v1/products/${product}`, { headers: asAdmin });
    await listed(`q=${word}`, []);
    await listed(`q=${word}&status=archived`, [product], asAdmin);
  });

  test('is narrowed by attributes, said as a client says a record', async () => {
    const [red, green] = await Promise.all([newProduct(shop, 1), newProduct(shop, 1)]);
    const batch = `おにぎり & ${Date.now()}`;
    const about = { name: '鮭おにぎり', price: euros(1) };
    await putProduct(shop, red, { ...about, attributes: { batch, colour: 'red' } });
    await putProduct(shop, green, { ...about, attributes: { batch, colour: 'green' } });
    const both = `attributes[batch]=${encodeURIComponent(batch)}`;
    await listed(both, [red, green].toSorted());
    await listed(`${both}&attributes%5Bcolour%5D=green&q=にぎ`, [green]);
    expect((await list(`${both}&attributes[colour]=re`)).items).toEqual([]);
  });

  test('is read page by page, each product once', async () => {
    const word = `otter${Date.now()}`;
    const products = await Promise.all(times(5).map(() => newProduct(shop, 0)));
    for (const product of products) await putProduct(shop, product, { name: word, price: euros(1) });
    const all = await eventually(async () => {
      const { items } = await list(`q=${word}`);
      return items.length === products.length ? items.map(({ id }) => id) : undefined;
    });
    expect(all.toSorted()).toEqual(products.toSorted());
    const pages: string[][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await list(`q=${word}&limit=2${cursor && `&cursor=${cursor}`}`);
      pages.push(page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(pages).toEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4)]);
  });
});
