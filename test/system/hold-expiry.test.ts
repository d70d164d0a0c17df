import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TimelineStep } from '../../shared/contracts/order.ts';
import { bankOf, bankTotals, ownCurrency } from './books.ts';
import {
  answerPayment,
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
import { closeShop, openShop, type Shop, wiring } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  // Much shorter than tok_slow takes to answer.
  // As text, which is what a command line and a dashboard make of it.
  shop = await openShop({ order: { HOLD_TTL_MS: '500' } });
});
afterAll(() => closeShop(shop));

const price = 300;
let scenes = 0;

/** Two buyers who want the only unit. */
async function scene() {
  scenes += 1;
  const currency = await ownCurrency(shop);
  const product = await newProduct(shop, 1, price, currency);
  const late = await newCart(shop, { [product]: 1 }, await asCustomer(`late-${scenes}`), currency);
  const quick = await newCart(shop, { [product]: 1 }, undefined, currency);
  return { currency, product, late, quick };
}

/** Not by looking for the hold itself: on a busy machine it may be over before one looks. */
async function holdHasExpired(buyer: Buyer, product: string): Promise<{ orderId: string }> {
  const found = await eventually(async () => {
    const { orderId } = await cartOf(shop, buyer);
    if (!orderId) return undefined;
    const path = `/v1/orders/${orderId}/timeline`;
    const { body } = await call<{ steps?: TimelineStep[] }>(shop, 'GET', path, { headers: buyer.as });
    const held = body.steps?.some(({ step, status }) => step === 'reserveStock' && status === 'succeeded');
    return held ? { orderId } : undefined;
  });
  await eventually(async () => (await stockOf(shop, product)).held === 0 || undefined);
  expect(await stockOf(shop, product)).toEqual({ onHand: 1, held: 0, available: 1, sold: 0 });
  return found;
}

describe.concurrent('a hold that expires during payment', () => {
  test('is taken anew when the unit is still there: sold once, paid once', async () => {
    const { currency, product, late } = await scene();
    const paying = checkOut(shop, late, 'tok_slow');
    await holdHasExpired(late, product);
    expect(await paying).toMatchObject({ status: 201, body: { status: 'confirmed' } });
    expect(await stockOf(shop, product)).toEqual({ onHand: 0, held: 0, available: 0, sold: 1 });
    expect(await bankTotals(shop, currency)).toMatchObject({
      payments: 1,
      authorizedMinor: 0,
      capturedMinor: price,
    });
  });

  test('and whose unit went to another buyer: refused, the payment undone, the cart open', async () => {
    const { currency, product, late, quick } = await scene();
    const paying = checkOut(shop, late, 'tok_slow');
    const { orderId } = await holdHasExpired(late, product);
    const quickly = await checkOut(shop, quick);
    const slowly = await paying;
    // In events the quick one has messages to wait for, and may come after the slow payment.
    const ends = { hybrid: ['409 201'], events: ['409 201', '201 409'], direct: ['409 201'] }[wiring];
    expect(ends).toContain(`${slowly.status} ${quickly.status}`);

    const [loser, refused] = slowly.status === 409 ? [late, slowly] : [quick, quickly];
    expect(refused.body).toMatchObject({
      code: 'insufficient-stock',
      items: [{ productId: product, requested: 1, available: 0 }],
    });
    expect((await cartOf(shop, loser)).status).toBe('open');
    expect(await stockOf(shop, product)).toEqual({ onHand: 0, held: 0, available: 0, sold: 1 });
    expect(await bankTotals(shop, currency)).toMatchObject({ authorizedMinor: 0, capturedMinor: price });
    if (loser === late) await expectUndone(late, orderId);
  });
});

async function expectUndone({ as }: Buyer, orderId: string): Promise<void> {
  const { body: order } = await call(shop, 'GET', `/v1/orders/${orderId}`, { headers: as });
  expect(order).toMatchObject({ status: 'failed', failure: { code: 'insufficient-stock' } });
  const book = await bankOf(shop, orderId);
  expect((book?.capturedMinor ?? 0) - (book?.refundedMinor ?? 0)).toBe(0);
  expect(['voided', 'refunded']).toContain(book?.status);
}

describe.concurrent('a hold that expires while the buyer is asked to approve', () => {
  test('is taken anew when the unit is still there', async () => {
    const { currency, product, late } = await scene();
    const { body: order } = await checkOut(shop, late, 'tok_authenticate');
    await holdHasExpired(late, product);
    expect(await answerPayment(shop, late, order.id, true)).toMatchObject({
      status: 200,
      body: { status: 'confirmed' },
    });
    expect(await stockOf(shop, product)).toMatchObject({ onHand: 0, held: 0, sold: 1 });
    expect((await bankTotals(shop, currency)).capturedMinor).toBe(price);
  });

  test('and whose unit is held by another buyer: refused, and that buyer keeps it', async () => {
    const { currency, product, late, quick } = await scene();
    const { body: order } = await checkOut(shop, late, 'tok_authenticate');
    await holdHasExpired(late, product);
    const other = checkOut(shop, quick, 'tok_ok');
    const refused = await answerPayment(shop, late, order.id, true);
    const won = (await other).status === 201;
    // Whoever came first: never both, never neither.
    expect(refused.status).toBe(won ? 409 : 200);
    expect(await stockOf(shop, product)).toEqual({ onHand: 0, held: 0, available: 0, sold: 1 });
    expect(await bankTotals(shop, currency)).toMatchObject({ authorizedMinor: 0, capturedMinor: price });
  });

  test('and is canceled then: nothing is given back that was not held', async () => {
    const { product, late } = await scene();
    const { body: order } = await checkOut(shop, late, 'tok_authenticate');
    await holdHasExpired(late, product);
    const canceled = await cancelOrder(shop, order.id, late.as);
    expect(canceled.body).toMatchObject({ status: 'canceled' });
    expect(await stockOf(shop, product)).toEqual({ onHand: 1, held: 0, available: 1, sold: 0 });
  });
});
