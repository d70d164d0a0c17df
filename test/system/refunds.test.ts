import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView } from '../../shared/contracts/order.ts';
import { bankOf, notified, ownCurrency } from './books.ts';
import {
  asAdmin,
  asCustomer,
  call,
  checkOut,
  eventually,
  newCart,
  newProduct,
  type Said,
  stockOf,
} from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

const price = 600;

/** Three units are bought of five. */
async function bought(token = 'tok_ok') {
  const currency = await ownCurrency(shop);
  const product = await newProduct(shop, 5, price, currency);
  const buyer = await newCart(shop, { [product]: 3 }, undefined, currency);
  const { body: order } = await checkOut(shop, buyer, token);
  return { currency, product, buyer, id: order.id };
}

function post(path: string, body: unknown = {}, headers: Record<string, string> = asAdmin) {
  return call<OrderView & Said>(shop, 'POST', path, { body, headers });
}

const refund = (id: string, body: unknown = {}, headers?: Record<string, string>) =>
  post(`/v1/orders/${id}/refunds`, body, headers);

describe.concurrent('a refund', () => {
  test('by item gives the price back, and the goods go on the shelf where that is asked for', async () => {
    const { id, product, currency } = await bought();
    const items = [{ productId: product, quantity: 2 }];
    const { status, body } = await refund(id, { items, restock: true, reason: 'too small' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'partiallyRefunded',
      payment: { refunded: { amount: 2 * price, currency } },
      refunds: [{ items, restock: true, reason: 'too small', status: 'succeeded' }],
    });
    expect(await stockOf(shop, product)).toMatchObject({ onHand: 4, held: 0, sold: 1 });
    expect(await bankOf(shop, id)).toMatchObject({ capturedMinor: 3 * price, refundedMinor: 2 * price });
  });

  test('by amount, then of the rest, is told to the buyer each time', async () => {
    const { id, product, currency } = await bought();
    expect((await refund(id, { amount: { amount: 1, currency } })).body.status).toBe('partiallyRefunded');
    expect((await refund(id)).body.status).toBe('refunded');
    expect(await stockOf(shop, product)).toMatchObject({ onHand: 2, sold: 3 });
    const mails = await eventually(async () => {
      const types = (await notified(shop, id, 'order.refunded')).map(({ type }) => type);
      return types.length >= 3 ? types : undefined;
    });
    expect(mails).toEqual(['order.confirmed', 'order.refunded', 'order.refunded']);
  });

  test('many at once never come to more than was captured', async () => {
    const { id, currency } = await bought();
    const body = { amount: { amount: price, currency } };
    const answers = await Promise.all(Array.from({ length: 6 }, () => refund(id, body)));
    const codes = answers.map(({ status, body: said }) => (status === 409 ? said.code : status));
    expect(codes.filter((code) => code === 200)).toHaveLength(3);
    expect(codes.filter((code) => code !== 200 && code !== 'illegal-transition')).toEqual([]);
    expect(await bankOf(shop, id)).toMatchObject({ refundedMinor: 3 * price });
  });

  test('repeated with its key is one refund', async () => {
    const { id, currency } = await bought();
    const again = () =>
      refund(id, { amount: { amount: 100, currency } }, { ...asAdmin, 'idempotency-key': 'refund-1' });
    const first = await again();
    expect((await again()).body).toEqual(first.body);
    expect(await bankOf(shop, id)).toMatchObject({ refundedMinor: 100 });
  });

  test.each([
    ['more than was captured', { amount: 3 * price + 1 }, 409, 'refund-exceeds-capture'],
    ['nothing', { amount: 0 }, 400, 'validation-failed'],
    ['less than nothing', { amount: -1 }, 400, 'validation-failed'],
    ['another currency', { amount: 1, currency: 'ISK' }, 409, 'currency-mismatch'],
  ])('of %s is refused', async (_, amount, status, code) => {
    const { id, currency } = await bought();
    const answer = await refund(id, { amount: { currency, ...amount } });
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect(await bankOf(shop, id)).toMatchObject({ refundedMinor: 0 });
  });

  test('of items that were not bought, or of goods that nobody names, is refused', async () => {
    const { id, product, currency } = await bought();
    expect((await refund(id, { items: [{ productId: product, quantity: 4 }] })).body).toMatchObject({
      code: 'items-not-refundable',
      items: [{ productId: product, requested: 4, refundable: 3 }],
    });
    const twice = [1, 1].map((quantity) => ({ productId: product, quantity }));
    expect((await refund(id, { items: twice })).status).toBe(400);
    expect((await refund(id, { restock: true, amount: { amount: 1, currency } })).status).toBe(400);
    expect(await bankOf(shop, id)).toMatchObject({ refundedMinor: 0 });
  });

  test('of an order that is not paid is refused', async () => {
    const { id } = await bought('tok_authenticate');
    expect((await refund(id)).body).toMatchObject({
      code: 'illegal-transition',
      from: 'awaitingPayment',
      to: 'refunded',
    });
  });

  test('is the administrator’s to make, as is sending the goods', async () => {
    const { id, buyer } = await bought();
    for (const action of ['refunds', 'fulfill']) {
      const path = `/v1/orders/${id}/${action}`;
      expect((await post(path, {}, {})).status).toBe(401);
      expect((await post(path, {}, buyer.as)).status).toBe(403);
      expect((await post(path, {}, await asCustomer('somebody'))).status).toBe(403);
      expect((await post(path.replace(id, `ord_${'0'.repeat(26)}`))).body.code).toBe('order-not-found');
    }
  });
});

describe.concurrent('an order that was sent', () => {
  test('says so, tells its buyer once, and cannot be canceled', async () => {
    const { id, buyer } = await bought();
    const sent = await post(`/v1/orders/${id}/fulfill`);
    expect(sent.body).toMatchObject({ status: 'fulfilled', fulfilledAt: expect.stringMatching(/Z$/) });
    expect((await post(`/v1/orders/${id}/fulfill`)).body).toEqual(sent.body);
    expect((await post(`/v1/orders/${id}/cancel`, {}, buyer.as)).body).toMatchObject({
      code: 'illegal-transition',
      from: 'fulfilled',
      to: 'canceled',
    });
    const mails = await notified(shop, id, 'order.confirmed', 'order.fulfilled');
    expect(mails.map(({ type }) => type)).toEqual(['order.confirmed', 'order.fulfilled']);
  });

  test('can still be refunded', async () => {
    const { id } = await bought();
    await post(`/v1/orders/${id}/fulfill`);
    expect((await refund(id)).body.status).toBe('refunded');
  });
});
