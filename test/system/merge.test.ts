import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CartView } from '../../shared/contracts/cart.ts';
import {
  addItem,
  asCustomer,
  type Buyer,
  call,
  cancelOrder,
  cartOf,
  checkOut,
  newCart,
  newProduct,
  type Said,
  tally,
  times,
  together,
} from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
let tea: string;
let bun: string;
let ice: string;
beforeAll(async () => {
  shop = await sharedShop();
  [tea, bun, ice] = await Promise.all([newProduct(shop, 500), newProduct(shop, 500), newProduct(shop, 500)]);
});
afterAll(() => closeShop(shop));

let customers = 0;
async function newCustomer(items: Record<string, number>, currency?: string): Promise<Buyer> {
  customers += 1;
  return newCart(shop, items, await asCustomer(`merging-${customers}`), currency);
}

function merge(into: Buyer, guest: Buyer, { token = guest.as['cart-token'], key = '' } = {}) {
  return call<CartView & Said>(shop, 'POST', `/v1/carts/${into.cartId}/merge`, {
    headers: { ...into.as, ...(key ? { 'idempotency-key': key } : {}) },
    body: { from: guest.cartId, token },
  });
}

function quantities({ items }: CartView): Record<string, number> {
  return Object.fromEntries(items.map(({ productId, quantity }) => [productId, quantity]));
}

describe('a guest signs in and takes the cart along', () => {
  test('every line arrives, and quantities of the same product add up', async () => {
    const own = await newCustomer({ [tea]: 1, [bun]: 2 });
    const guest = await newCart(shop, { [bun]: 3, [ice]: 4 });
    const merged = await merge(own, guest);
    expect(merged.status).toBe(200);
    expect(quantities(merged.body)).toEqual({ [tea]: 1, [bun]: 5, [ice]: 4 });
    expect(merged.body).toMatchObject({ status: 'open', totals: { total: { amount: 10 * 500 } } });
    expect(await cartOf(shop, own)).toEqual(merged.body);
  });

  test('the guest’s token afterwards opens a closed and empty cart, which takes nothing and buys nothing', async () => {
    const own = await newCustomer({});
    const guest = await newCart(shop, { [tea]: 2 });
    await merge(own, guest);
    expect(await cartOf(shop, guest)).toMatchObject({ status: 'expired', items: [] });
    expect((await addItem(shop, guest, tea, 1)).body).toMatchObject({ status: 409, code: 'cart-expired' });
    expect((await checkOut(shop, guest)).body).toMatchObject({ status: 409, code: 'cart-expired' });
    const opened = await call(shop, 'GET', `/v1/carts/${own.cartId}`, { headers: guest.as });
    expect(opened.body).toMatchObject({ status: 404, code: 'cart-not-found' });
  });

  test('the merged cart hears of its products, and can be bought', async () => {
    const product = await newProduct(shop, 3);
    const own = await newCustomer({});
    await merge(own, await newCart(shop, { [product]: 3 }));
    expect(await checkOut(shop, own)).toMatchObject({ status: 201, body: { items: [{ quantity: 3 }] } });
  });
});

describe('a merge that comes again', () => {
  test('gives the same answer and adds nothing', async () => {
    const own = await newCustomer({ [tea]: 1 });
    const guest = await newCart(shop, { [tea]: 1, [bun]: 1 });
    const first = await merge(own, guest);
    for (const again of [await merge(own, guest), await merge(own, guest)]) {
      expect(again.status).toBe(200);
      expect(again.body).toEqual(first.body);
    }
  });

  test('with its key it is replayed, even after the cart has changed', async () => {
    const own = await newCustomer({});
    const guest = await newCart(shop, { [tea]: 1 });
    const first = await merge(own, guest, { key: 'login' });
    await addItem(shop, own, bun, 1);
    const again = await merge(own, guest, { key: 'login' });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    expect(quantities(await cartOf(shop, own))).toEqual({ [tea]: 1, [bun]: 1 });
  });

  test.each(times(3))('5 at once are one (%i)', async () => {
    const own = await newCustomer({ [tea]: 1 });
    const guest = await newCart(shop, { [tea]: 2, [bun]: 3, [ice]: 1 });
    const answers = await Promise.all(times(5).map(() => merge(own, guest)));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 5 });
    expect(quantities(await cartOf(shop, own))).toEqual({ [tea]: 3, [bun]: 3, [ice]: 1 });
  });

  test('two customers want the same guest’s cart: one has it whole, the other nothing of it', async () => {
    const rivals = [await newCustomer({}), await newCustomer({})];
    const guest = await newCart(shop, { [tea]: 2, [bun]: 3 });
    const answers = await Promise.all(rivals.map((rival) => merge(rival, guest)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const carts = await Promise.all(rivals.map((rival) => cartOf(shop, rival)));
    const winner = answers.findIndex(({ status }) => status === 200);
    expect(quantities(carts[winner] as CartView)).toEqual({ [tea]: 2, [bun]: 3 });
    expect(carts[1 - winner]).toMatchObject({ status: 'open', items: [] });
  });
});

describe('a merge amid other changes', () => {
  test('adds to either cart meanwhile are in the merged cart or were refused', async () => {
    const own = await newCustomer({ [tea]: 1 });
    const guest = await newCart(shop, { [bun]: 1 });
    const [merged, ...adds] = await Promise.all([
      merge(own, guest),
      ...times(6).map(() => addItem(shop, guest, bun, 1)),
      ...times(6).map(() => addItem(shop, own, tea, 1)),
    ]);
    expect(merged?.status).toBe(200);
    const taken = (from: number, to: number) =>
      adds.slice(from, to).filter(({ status }) => status === 200).length;
    const refused = adds.filter(({ status }) => status !== 200);
    expect(refused.every(({ body }) => body.code === 'cart-expired' || body.code === 'cart-merging')).toBe(
      true,
    );
    expect(quantities(await cartOf(shop, own))).toEqual({ [bun]: 1 + taken(0, 6), [tea]: 1 + taken(6, 12) });
  });

  test('many guests’ carts into one customer’s: every line of every merge that was answered with 200', async () => {
    const own = await newCustomer({});
    const guests = await together(times(6), () => newCart(shop, { [ice]: 1 }));
    const answers = await together(guests, async (guest) => {
      // One at a time: the others hear that the cart is busy, and try again as they are told.
      for (;;) {
        const answer = await merge(own, guest);
        if (answer.body.code !== 'cart-merging') return answer.status;
      }
    });
    expect(tally(answers)).toEqual({ 200: 6 });
    expect(quantities(await cartOf(shop, own))).toEqual({ [ice]: 6 });
  });
});

describe('a merge that is refused changes neither cart', () => {
  async function expectRefused(own: Buyer, guest: Buyer, status: number, code: string, token?: string) {
    const [ownBefore, guestBefore] = [await cartOf(shop, own), await cartOf(shop, guest)];
    const refused = await merge(own, guest, token ? { token } : {});
    expect(refused.body).toMatchObject({ status, code });
    expect(await cartOf(shop, guest)).toEqual(guestBefore);
    const { status: kept, items, totals } = ownBefore;
    expect(await cartOf(shop, own)).toMatchObject({ status: kept, items, totals });
  }

  test('a wrong token', async () => {
    const own = await newCustomer({ [tea]: 1 });
    const guest = await newCart(shop, { [bun]: 1 });
    await expectRefused(own, guest, 404, 'cart-not-found', 'ctk_00000000000000000000000000');
    expect((await merge(own, guest)).status).toBe(200);
  });

  test('and moves no version: an If-Match from before still holds', async () => {
    const own = await newCustomer({ [tea]: 1 });
    const before = await cartOf(shop, own);
    await merge(own, await newCart(shop), { token: 'ctk_00000000000000000000000000' });
    expect(await cartOf(shop, own)).toEqual(before);
  });

  test('another currency', async () => {
    const yen = await newProduct(shop, 5, 150, 'JPY');
    const guest = await newCart(shop, { [yen]: 1 }, undefined, 'JPY');
    await expectRefused(await newCustomer({ [tea]: 1 }), guest, 409, 'currency-mismatch');
  });

  test('a customer’s cart, even with a guest’s token', async () => {
    const other = await newCustomer({ [tea]: 1 });
    const { as } = await newCart(shop);
    await expectRefused(await newCustomer({}), other, 404, 'cart-not-found', as['cart-token'] as string);
  });

  test('the cart itself', async () => {
    const own = await newCustomer({ [tea]: 1 });
    await expectRefused(own, own, 404, 'cart-not-found', 'ctk_00000000000000000000000000');
  });

  test('a guest’s cart that is being checked out, or was bought', async () => {
    const guest = await newCart(shop, { [tea]: 1 });
    const { body: order } = await checkOut(shop, guest, 'tok_authenticate');
    const own = await newCustomer({ [bun]: 1 });
    await expectRefused(own, guest, 409, 'checkout-in-progress');
    await cancelOrder(shop, order.id, guest.as);
    expect((await merge(own, guest)).status).toBe(200);
    expect(quantities(await cartOf(shop, own))).toEqual({ [tea]: 1, [bun]: 1 });
  });

  test('a sum of more units than a cart holds of a product', async () => {
    const product = await newProduct(shop, 30_000);
    const own = await newCustomer({ [product]: 9_000 });
    await expectRefused(own, await newCart(shop, { [product]: 1_000 }), 409, 'quantity-limit');
  });
});
