import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cartOf, checkOut, newCart, newProduct, stockOf } from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

describe('two carts and the last unit', () => {
  test('one gets it, the other hears how many are left, and its cart is open again', async () => {
    const product = await newProduct(shop, 1);
    const buyers = [await newCart(shop, { [product]: 1 }), await newCart(shop, { [product]: 1 })];
    const answers = await Promise.all(buyers.map((buyer) => checkOut(shop, buyer)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const loser = answers.findIndex(({ status }) => status === 409);
    expect(answers[loser]?.body).toMatchObject({
      code: 'insufficient-stock',
      items: [{ productId: product, requested: 1, available: 0 }],
    });
    expect(await stockOf(shop, product)).toEqual({ onHand: 0, held: 0, available: 0, sold: 1 });
    expect((await cartOf(shop, buyers[loser] as (typeof buyers)[0])).status).toBe('open');
  });
});
