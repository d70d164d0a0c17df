import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bankTotals, ownCurrency } from './books.ts';
import {
  adjustStock,
  asAdmin,
  type Buyer,
  call,
  cancelOrder,
  cartOf,
  checkOut,
  newCart,
  newProduct,
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

function adjust(productId: string, delta: number, headers: Record<string, string> = {}) {
  return call(shop, 'POST', `/v1/products/${productId}/stock`, {
    headers: { ...asAdmin, ...headers },
    body: { delta },
  });
}

describe('200 parallel checkouts for 50 units', () => {
  test('50 are confirmed, 150 are refused, nothing is left over or held, and 50 are paid', async () => {
    const currency = await ownCurrency(shop);
    const product = await newProduct(shop, 50, 700, currency);
    const buyers = await together(times(200), () => newCart(shop, { [product]: 1 }, undefined, currency));
    const answers = await together(buyers, (buyer) => checkOut(shop, buyer));
    expect(tally(answers.map(({ status, body }) => `${status} ${body.code ?? body.status}`))).toEqual({
      '201 confirmed': 50,
      '409 insufficient-stock': 150,
    });
    expect(await stockOf(shop, product)).toEqual({ onHand: 0, held: 0, available: 0, sold: 50 });
    expect(await bankTotals(shop, currency)).toEqual({
      payments: 50,
      authorizedMinor: 0,
      capturedMinor: 50 * 700,
      refundedMinor: 0,
    });
    const losers = buyers.filter((_, index) => answers[index]?.status === 409);
    const carts = await together(losers.slice(0, 20), (buyer) => cartOf(shop, buyer));
    expect(tally(carts.map(({ status }) => status))).toEqual({ open: 20 });
  });
});

describe('two products with one unit each, wanted in opposite order', () => {
  test.each(times(3))('exactly one order gets both (%i)', async () => {
    const currency = await ownCurrency(shop);
    const a = await newProduct(shop, 1, 300, currency);
    const b = await newProduct(shop, 1, 400, currency);
    const buyers = [
      await newCart(shop, { [a]: 1, [b]: 1 }, undefined, currency),
      await newCart(shop, { [b]: 1, [a]: 1 }, undefined, currency),
    ];
    const answers = await Promise.all(buyers.map((buyer) => checkOut(shop, buyer)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    for (const product of [a, b]) {
      expect(await stockOf(shop, product)).toEqual({ onHand: 0, held: 0, available: 0, sold: 1 });
    }
    expect((await bankTotals(shop, currency)).capturedMinor).toBe(700);
    const loser = answers.findIndex(({ status }) => status === 409);
    expect(answers[loser]?.body.code).toBe('insufficient-stock');
    expect((await cartOf(shop, buyers[loser] as Buyer)).status).toBe('open');
  });
});

describe('an order of several products', () => {
  test('is refused as a whole, says everything that is short, and holds nothing', async () => {
    const [plenty, few, gone] = [
      await newProduct(shop, 9),
      await newProduct(shop, 3),
      await newProduct(shop, 1),
    ];
    const buyer = await newCart(shop, { [plenty]: 2, [few]: 3, [gone]: 1 });
    await adjustStock(shop, few, -2);
    await adjustStock(shop, gone, -1);
    const { status, body } = await checkOut(shop, buyer);
    expect(status).toBe(409);
    expect(body.code).toBe('insufficient-stock');
    const { items } = body as unknown as { items: { productId: string }[] };
    expect(items).toEqual(
      [
        { productId: few, requested: 3, available: 1 },
        { productId: gone, requested: 1, available: 0 },
      ].toSorted((one, other) => (one.productId < other.productId ? -1 : 1)),
    );
    expect(await stockOf(shop, plenty)).toEqual({ onHand: 9, held: 0, available: 9, sold: 0 });
    expect(await stockOf(shop, few)).toEqual({ onHand: 1, held: 0, available: 1, sold: 0 });
  });
});

describe('stock that a checkout holds', () => {
  test('cannot be adjusted away, is not for others, and can once it is given back', async () => {
    const product = await newProduct(shop, 3);
    const holder = await newCart(shop, { [product]: 2 });
    const other = await newCart(shop, { [product]: 2 });
    const { body: order } = await checkOut(shop, holder, 'tok_authenticate');
    expect(await stockOf(shop, product)).toEqual({ onHand: 3, held: 2, available: 1, sold: 0 });

    const refused = await adjust(product, -2);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'stock-held', onHand: 3, held: 2 });
    expect((await adjust(product, -1)).body).toEqual({ onHand: 2, held: 2, available: 0, sold: 0 });

    expect((await checkOut(shop, other)).body).toMatchObject({ code: 'insufficient-stock', available: 0 });
    expect((await stockOf(shop, product)).held).toBe(2);

    await cancelOrder(shop, order.id, holder.as);
    expect((await adjust(product, -2)).body).toEqual({ onHand: 0, held: 0, available: 0, sold: 0 });
  });
});

describe('stock adjustments', () => {
  test('16 in parallel are all counted', async () => {
    const product = await newProduct(shop, 10);
    await together(times(16), (index) => adjust(product, index % 2 ? 3 : -1), 16);
    expect((await stockOf(shop, product)).onHand).toBe(10 + 8 * 3 - 8);
  });

  test('one that is sent 8 times with one key counts once', async () => {
    const product = await newProduct(shop, 1);
    const answers = await together(times(8), () => adjust(product, 5, { 'idempotency-key': 'delivery 7' }));
    expect(tally(answers.map(({ headers }) => headers.get('idempotent-replayed') ?? 'first'))).toEqual({
      first: 1,
      true: 7,
    });
    expect((await stockOf(shop, product)).onHand).toBe(6);
  });

  test('never go below zero nor beyond the most', async () => {
    const product = await newProduct(shop, 1);
    expect((await adjust(product, -2)).body).toMatchObject({ code: 'stock-held', onHand: 1, held: 0 });
    expect((await adjust(product, 1_000_000_000)).body).toMatchObject({ code: 'stock-limit' });
    expect(await stockOf(shop, product)).toEqual({ onHand: 1, held: 0, available: 1, sold: 0 });
  });

  test('a product that does not exist has no stock', async () => {
    expect((await adjust('never-heard-of', 1)).body).toMatchObject({
      status: 404,
      code: 'product-not-found',
    });
  });
});
