import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView } from '../../shared/contracts/order.ts';
import { bankOf, bankTotals, ordersOf, ownCurrency } from './books.ts';
import {
  answerPayment,
  asAdmin,
  asCustomer,
  type Buyer,
  call,
  cancelOrder,
  cartOf,
  checkOut,
  eventually,
  newCart,
  newProduct,
  stockOf,
} from './client.ts';
import { closeShop, type Shop, sharedShop, wiring } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

interface Scene {
  buyer: Buyer;
  customerId: string;
  product: string;
  currency: string;
}

const price = 450;
const total = 2 * price;
let scenes = 0;

/** A customer with two of five units in the cart, in a currency of their own. */
async function scene(): Promise<Scene> {
  scenes += 1;
  const customerId = `payer-${scenes}-${Date.now()}`;
  const currency = await ownCurrency(shop);
  const product = await newProduct(shop, 5, price, currency);
  const buyer = await newCart(shop, { [product]: 2 }, await asCustomer(customerId), currency);
  return { buyer, customerId, product, currency };
}

function authenticate(buyer: Buyer, order: { id: string }, approve: boolean) {
  return answerPayment(shop, buyer, order.id, approve);
}

function cancel({ as }: Buyer, order: { id: string }) {
  return cancelOrder(shop, order.id, as);
}

async function expectNothingSold({ buyer, product }: Scene): Promise<void> {
  const cart = await cartOf(shop, buyer);
  expect(cart).toMatchObject({ status: 'open', items: [{ productId: product, quantity: 2 }] });
  expect(cart.orderId).toBeUndefined();
  expect(await stockOf(shop, product)).toEqual({ onHand: 5, held: 0, available: 5, sold: 0 });
}

/** The cart is bought after all, and everything that was charged for it in all tries is its price, once. */
async function expectSoldOnce({ buyer, product, currency }: Scene): Promise<OrderView> {
  const { status, body: order } = await checkOut(shop, buyer);
  expect(status).toBe(201);
  expect(await stockOf(shop, product)).toEqual({ onHand: 3, held: 0, available: 3, sold: 2 });
  expect(await bankOf(shop, order.id)).toMatchObject({ status: 'captured', capturedMinor: total });
  expect(await bankTotals(shop, currency)).toMatchObject({
    authorizedMinor: 0,
    capturedMinor: total,
    refundedMinor: 0,
  });
  return order;
}

describe.concurrent('a payment that goes well', () => {
  test.each([
    ['tok_ok', 0],
    ['tok_slow', 2_900],
  ])('%s: 201, the money is taken and the stock is sold', async (token, atLeastMs) => {
    const { buyer, product, currency } = await scene();
    const started = Date.now();
    const { status, headers, body: order } = await checkOut(shop, buyer, token);
    expect(Date.now() - started).toBeGreaterThanOrEqual(atLeastMs);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/v1/orders/${order.id}`);
    expect(order).toMatchObject({
      status: 'confirmed',
      totals: { total: { amount: total, currency } },
      payment: {
        provider: 'sandbox',
        status: 'captured',
        authorized: { amount: total, currency },
        captured: { amount: total, currency },
        refunded: { amount: 0, currency },
      },
    });
    expect(order.failure).toBeUndefined();
    expect(await stockOf(shop, product)).toEqual({ onHand: 3, held: 0, available: 3, sold: 2 });
    const inTheBooks = {
      status: 'captured',
      currency,
      amountMinor: total,
      capturedMinor: total,
      refundedMinor: 0,
    };
    expect(await bankOf(shop, order.id)).toEqual(inTheBooks);
    expect((await call(shop, 'GET', `/v1/orders/${order.id}`, { headers: buyer.as })).body).toEqual(order);
    const converted = await eventually(async () => {
      const cart = await cartOf(shop, buyer);
      return cart.status === 'checkingOut' ? undefined : cart;
    });
    expect(converted).toMatchObject({ status: 'converted', orderId: order.id });
    expect((await checkOut(shop, buyer)).body).toMatchObject({ code: 'cart-converted', orderId: order.id });
    expect((await bankTotals(shop, currency)).payments).toBe(1);
  });
});

const declined = { status: 402, code: 'payment-declined' };
const down = { status: 503, code: 'service-unavailable' };

describe.concurrent('a payment that fails', () => {
  test.each([
    { token: 'tok_declined', problem: { ...declined, reason: 'card declined' }, book: 'declined' },
    {
      token: 'tok_insufficient_funds',
      problem: { ...declined, reason: 'insufficient funds' },
      book: 'declined',
    },
    { token: 'tok_error', problem: { ...down, service: 'payment' }, book: 'voided' },
    { token: 'tok_timeout', problem: { ...down, service: 'payment' }, book: 'voided' },
  ])('$token: $problem.code, cart open, nothing held, nothing charged; then it sells once', async (row) => {
    const stage = await scene();
    const { buyer, customerId } = stage;
    const { status, headers, body } = await checkOut(shop, buyer, row.token);
    expect(status).toBe(row.problem.status);
    expect(body).toMatchObject(row.problem);
    // In events nobody waits for the problem: it is part of the order that failed.
    const [type, retryAfter] =
      wiring === 'events' ? ['application/json', null] : ['application/problem+json', '5'];
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('retry-after')).toBe(status === 503 ? retryAfter : null);
    await expectNothingSold(stage);

    const [failed] = await ordersOf(shop, customerId, 1);
    expect(failed).toMatchObject({
      status: 'failed',
      failure: { code: row.problem.code },
      payment: { status: row.book, captured: { amount: 0 } },
    });
    expect(await bankOf(shop, failed?.id ?? '')).toMatchObject({
      status: row.book,
      capturedMinor: 0,
      refundedMinor: 0,
    });

    const order = await expectSoldOnce(stage);
    const orders = await ordersOf(shop, customerId, 2);
    expect(orders.map(({ id, status: said }) => [id, said])).toEqual([
      [order.id, 'confirmed'],
      [failed?.id, 'failed'],
    ]);
  });
});

describe.concurrent('a payment that needs the buyer', () => {
  async function waiting(): Promise<Scene & { order: OrderView }> {
    const stage = await scene();
    const { status, headers, body: order } = await checkOut(shop, stage.buyer, 'tok_authenticate');
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/v1/orders/${order.id}`);
    expect(order).toMatchObject({
      status: 'awaitingPayment',
      payment: {
        status: 'requiresAction',
        captured: { amount: 0 },
        nextAction: { type: 'authenticate', url: `/v1/payments/sandbox/${order.id}/authenticate` },
      },
    });
    const cart = await cartOf(shop, stage.buyer);
    expect(cart).toMatchObject({ status: 'checkingOut', orderId: order.id });
    expect(await stockOf(shop, stage.product)).toEqual({ onHand: 5, held: 2, available: 3, sold: 0 });
    return { ...stage, order };
  }

  test('approved: confirmed, and approving again changes nothing', async () => {
    const { buyer, product, currency, order } = await waiting();
    const approved = await authenticate(buyer, order, true);
    expect(approved).toMatchObject({
      status: 200,
      body: { status: 'confirmed', payment: { status: 'captured' } },
    });
    expect(approved.body.payment.nextAction).toBeUndefined();
    expect((await authenticate(buyer, order, true)).body).toEqual(approved.body);
    expect((await authenticate(buyer, order, false)).body).toEqual(approved.body);
    expect(await stockOf(shop, product)).toEqual({ onHand: 3, held: 0, available: 3, sold: 2 });
    expect(await bankTotals(shop, currency)).toMatchObject({ payments: 1, capturedMinor: total });
  });

  test('approved five times at once: one capture', async () => {
    const { buyer, product, currency, order } = await waiting();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => authenticate(buyer, order, true)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const seen = await call<OrderView>(shop, 'GET', `/v1/orders/${order.id}`, { headers: buyer.as });
    expect(seen.body.status).toBe('confirmed');
    expect((await stockOf(shop, product)).sold).toBe(2);
    expect(await bankTotals(shop, currency)).toMatchObject({ payments: 1, capturedMinor: total });
  });

  test('refused: 402, cart open, nothing held, and no approving afterwards; then it sells once', async () => {
    const stage = await waiting();
    const refused = await authenticate(stage.buyer, stage.order, false);
    expect(refused.body).toMatchObject({ ...declined, reason: 'authentication failed' });
    await expectNothingSold(stage);
    expect((await authenticate(stage.buyer, stage.order, true)).status).toBe(402);
    expect(await bankOf(shop, stage.order.id)).toMatchObject({ status: 'declined', capturedMinor: 0 });
    await expectSoldOnce(stage);
  });

  test('canceled: cart open, nothing held, the payment is voided, and no approving afterwards', async () => {
    const stage = await waiting();
    const canceled = await cancel(stage.buyer, stage.order);
    expect(canceled).toMatchObject({
      status: 200,
      body: { status: 'canceled', payment: { status: 'voided' } },
    });
    await expectNothingSold(stage);
    await authenticate(stage.buyer, stage.order, true);
    expect(await bankOf(shop, stage.order.id)).toMatchObject({ status: 'voided', capturedMinor: 0 });
    await expectSoldOnce(stage);
  });

  test('approved and canceled at once: either sold and paid, or neither', async () => {
    const { buyer, product, currency, order } = await waiting();
    await Promise.all([authenticate(buyer, order, true), cancel(buyer, order)]);
    const { status } = await eventually(async () => {
      const { body } = await call<OrderView>(shop, 'GET', `/v1/orders/${order.id}`, { headers: buyer.as });
      return ['confirmed', 'canceled'].includes(body.status) ? body : undefined;
    });
    const sold = status === 'confirmed';
    expect(await stockOf(shop, product)).toMatchObject({ held: 0, sold: sold ? 2 : 0 });
    const { capturedMinor, refundedMinor, authorizedMinor } = await bankTotals(shop, currency);
    expect({ kept: capturedMinor - refundedMinor, authorizedMinor }).toEqual({
      kept: sold ? total : 0,
      authorizedMinor: 0,
    });
  });

  test('a second checkout meanwhile hears which order is under way', async () => {
    const { buyer, currency, order } = await waiting();
    const second = await checkOut(shop, buyer);
    expect(second.body).toMatchObject({ status: 409, code: 'checkout-in-progress', orderId: order.id });
    expect(second.headers.get('retry-after')).toBe('2');
    expect((await bankTotals(shop, currency)).payments).toBe(1);
  });

  test('is approved by its buyer only', async () => {
    const { order } = await waiting();
    const strangers = [await newCart(shop), await newCart(shop, {}, await asCustomer('somebody else'))];
    for (const stranger of strangers) {
      const refused = await authenticate(stranger, order, true);
      expect(refused.body).toMatchObject({ status: 404, code: 'order-not-found' });
    }
    expect(await bankOf(shop, order.id)).toMatchObject({ status: 'requiresAction' });
  });
});

test('a payment that the bank has never heard of is a 404', async () => {
  const unknown = await call(shop, 'GET', `/v1/admin/sandbox/payments/ord_${'0'.repeat(26)}`, {
    headers: asAdmin,
  });
  expect(unknown.body).toMatchObject({ status: 404, code: 'payment-not-found' });
});
