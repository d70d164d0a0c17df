import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CartView } from '../../shared/contracts/cart.ts';
import {
  addItem,
  adjustStock,
  asAdmin,
  asCustomer,
  type Buyer,
  call,
  cartOf,
  checkOut,
  newCart,
  newProduct,
  type Said,
  stockOf,
  tally,
  times,
  together,
} from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

function change({ cartId, as }: Buyer, productId: string, quantity: number) {
  return call<CartView & Said>(shop, 'PATCH', `/v1/carts/${cartId}/items/${productId}`, {
    headers: as,
    body: { quantity },
  });
}

function remove({ cartId, as }: Buyer, productId: string) {
  return call<CartView & Said>(shop, 'DELETE', `/v1/carts/${cartId}/items/${productId}`, { headers: as });
}

describe('16 parallel adds to one cart', () => {
  test('lose no unit of one product', async () => {
    const product = await newProduct(shop, 100);
    const buyer = await newCart(shop);
    const answers = await together(times(16), () => addItem(shop, buyer, product, 2), 16);
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 16 });
    const cart = await cartOf(shop, buyer);
    expect(cart.items).toMatchObject([{ productId: product, quantity: 32 }]);
    expect(cart.totals.total).toEqual({ amount: 32 * 500, currency: 'EUR' });
  });

  test('lose none of 16 products', async () => {
    const products = await together(times(16), () => newProduct(shop, 5));
    const buyer = await newCart(shop);
    await together(products, (product) => addItem(shop, buyer, product, 1), 16);
    const { items } = await cartOf(shop, buyer);
    expect(items.map(({ productId }) => productId).sort()).toEqual([...products].sort());
  });

  test('with one key are one add', async () => {
    const product = await newProduct(shop, 100);
    const buyer = await newCart(shop);
    const key = { 'idempotency-key': 'the button' };
    const answers = await together(times(16), () => addItem(shop, buyer, product, 2, key), 16);
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 16 });
    expect((await cartOf(shop, buyer)).items).toMatchObject([{ quantity: 2 }]);
  });

  test('mixed with changes and removals leave whole lines', async () => {
    const [kept, dropped] = [await newProduct(shop, 100), await newProduct(shop, 100)];
    const buyer = await newCart(shop, { [kept]: 1, [dropped]: 1 });
    await Promise.all([
      ...times(8).map(() => addItem(shop, buyer, kept, 1)),
      ...times(4).map(() => remove(buyer, dropped)),
    ]);
    expect((await cartOf(shop, buyer)).items).toMatchObject([{ productId: kept, quantity: 9 }]);
  });
});

describe('the items of a cart', () => {
  test('are added, changed and removed, and the totals follow', async () => {
    const [tea, bun] = [await newProduct(shop, 50, 250), await newProduct(shop, 50, 199)];
    const buyer = await newCart(shop, { [tea]: 1 });
    expect((await addItem(shop, buyer, bun, 3)).body.totals.total.amount).toBe(250 + 3 * 199);
    expect((await change(buyer, bun, 10)).body.totals.total.amount).toBe(250 + 10 * 199);
    expect((await change(buyer, bun, 10)).body.items[1]).toMatchObject({
      productId: bun,
      quantity: 10,
      unitPrice: { amount: 199, currency: 'EUR' },
      lineTotal: { amount: 1990, currency: 'EUR' },
      availability: { status: 'available' },
    });
    expect((await change(buyer, tea, 0)).body.items.map(({ productId }) => productId)).toEqual([bun]);
    const emptied = await remove(buyer, bun);
    expect(emptied.status).toBe(200);
    expect(emptied.body).toMatchObject({ status: 'open', items: [], totals: { total: { amount: 0 } } });
    expect(await cartOf(shop, buyer)).toEqual(emptied.body);
  });

  test('what is not in the cart cannot be changed; removing it again changes nothing', async () => {
    const product = await newProduct(shop, 5);
    const buyer = await newCart(shop);
    const before = await cartOf(shop, buyer);
    expect((await change(buyer, product, 2)).body).toMatchObject({ status: 404, code: 'item-not-found' });
    expect((await remove(buyer, product)).status).toBe(200);
    expect(await cartOf(shop, buyer)).toEqual(before);
  });

  test('no more of a product than there is', async () => {
    const product = await newProduct(shop, 4);
    const buyer = await newCart(shop, { [product]: 3 });
    const before = await cartOf(shop, buyer);
    const refusal = { status: 409, code: 'insufficient-stock', available: 4 };
    expect((await addItem(shop, buyer, product, 2)).body).toMatchObject(refusal);
    expect((await change(buyer, product, 5)).body).toMatchObject(refusal);
    expect(await cartOf(shop, buyer)).toEqual(before);
    expect((await change(buyer, product, 4)).status).toBe(200);
  });

  test('less of a product is possible even when there is too little', async () => {
    const product = await newProduct(shop, 4);
    const buyer = await newCart(shop, { [product]: 4 });
    await adjustStock(shop, product, -3);
    expect((await change(buyer, product, 2)).body.items).toMatchObject([{ quantity: 2 }]);
  });

  test('a product that does not exist or is archived is not added', async () => {
    const product = await newProduct(shop, 4);
    const buyer = await newCart(shop);
    await call(shop, 'DELETE', `/v1/products/${product}`, { headers: asAdmin });
    for (const productId of [product, 'never-heard-of']) {
      const refused = await addItem(shop, buyer, productId, 1);
      expect(refused.body).toMatchObject({ status: 404, code: 'product-not-found', productId });
    }
    expect((await cartOf(shop, buyer)).items).toEqual([]);
  });
});

describe('adds amid a checkout', () => {
  test.each(times(3))('are in the order, or were refused (%i)', async (round) => {
    const product = await newProduct(shop, 50);
    const buyer = await newCart(shop, { [product]: 2 });
    const before = times(round * 2).map(() => addItem(shop, buyer, product, 1));
    const checkout = checkOut(shop, buyer);
    const behind = times(4).map(() => addItem(shop, buyer, product, 1));
    const adds = await Promise.all([...before, ...behind]);
    const { status, body: order } = await checkout;
    expect(status).toBe(201);
    const accepted = adds.filter((add) => add.status === 200).length;
    const refused = adds.filter((add) => add.status === 409).map(({ body }) => body.code ?? '');
    expect(accepted + refused.length).toBe(adds.length);
    expect(refused.every((code) => ['checkout-in-progress', 'cart-converted'].includes(code))).toBe(true);
    expect(order.items).toMatchObject([{ productId: product, quantity: 2 + accepted }]);
    expect((await cartOf(shop, buyer)).items).toMatchObject([{ quantity: 2 + accepted }]);
    expect((await stockOf(shop, product)).sold).toBe(2 + accepted);
  });
});

describe('the currency of a cart', () => {
  test('is the one it was made with, and no product of another comes in', async () => {
    const [yen, euro] = [await newProduct(shop, 5, 150, 'JPY'), await newProduct(shop, 5)];
    const buyer = await newCart(shop, { [yen]: 2 }, undefined, 'JPY');
    const refused = await addItem(shop, buyer, euro, 1);
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'currency-mismatch',
      expected: 'JPY',
      actual: 'EUR',
    });
    const cart = await cartOf(shop, buyer);
    expect(cart).toMatchObject({ currency: 'JPY', totals: { total: { amount: 300, currency: 'JPY' } } });
    expect(cart.items.map(({ productId }) => productId)).toEqual([yen]);
  });
});

describe('the limits of a cart', () => {
  test('100 products, for adds and for merges, and nothing of the refused one stays', async () => {
    const products = await together(times(101), () => newProduct(shop, 5));
    const customer = await asCustomer('collector');
    const full = await newCart(shop, {}, customer);
    await together(products.slice(0, 100), (product) => addItem(shop, full, product, 1));
    const before = await cartOf(shop, full);
    expect(before.items).toHaveLength(100);
    expect(before.totals.total.amount).toBe(100 * 500);
    const last = products[100] as string;
    const tooMany = { status: 409, code: 'too-many-lines', limit: 100 };
    expect((await addItem(shop, full, last, 1)).body).toMatchObject(tooMany);
    expect((await addItem(shop, full, products[0] as string, 1)).status).toBe(200);

    const guest = await newCart(shop, { [last]: 2 });
    const merged = await call(shop, 'POST', `/v1/carts/${full.cartId}/merge`, {
      headers: customer,
      body: { from: guest.cartId, token: guest.as['cart-token'] },
    });
    expect(merged.body).toMatchObject(tooMany);
    expect((await cartOf(shop, guest)).items).toMatchObject([{ productId: last, quantity: 2 }]);
    expect((await cartOf(shop, full)).items).toHaveLength(100);
  });

  test('9,999 units of a product, and the sum stays exact', async () => {
    const product = await newProduct(shop, 30_000, 1_000_000_000);
    const buyer = await newCart(shop, { [product]: 9_999 });
    expect((await cartOf(shop, buyer)).totals.total.amount).toBe(9_999_000_000_000);
    const refused = await addItem(shop, buyer, product, 1);
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'quantity-limit',
      productId: product,
      limit: 9_999,
    });
    expect((await cartOf(shop, buyer)).items).toMatchObject([{ quantity: 9_999 }]);
  });
});
