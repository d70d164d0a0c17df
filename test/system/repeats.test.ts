import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CartView } from '../../shared/contracts/cart.ts';
import { bankTotals, ordersOf, ownCurrency } from './books.ts';
import {
  addItem,
  asAdmin,
  asCustomer,
  type Buyer,
  type CheckoutReply,
  call,
  cartOf,
  checkOut,
  eventually,
  newCart,
  newProduct,
  placeOrder,
  putProduct,
  type Said,
  stockOf,
  times,
} from './client.ts';
import { closeShop, type Shop, sharedShop, wiring } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

const price = 800;
let scenes = 0;

async function scene() {
  scenes += 1;
  const customerId = `clicker-${scenes}-${Date.now()}`;
  const currency = await ownCurrency(shop);
  const product = await newProduct(shop, 5, price, currency);
  const buyer = await newCart(shop, { [product]: 1 }, await asCustomer(customerId), currency);
  return { buyer, customerId, product, currency };
}

/** However many were asked for: one order, one unit, one charge. */
async function expectOneOrder({ buyer, customerId, product, currency }: Awaited<ReturnType<typeof scene>>) {
  const orders = await ordersOf(shop, customerId, 1);
  expect(orders.map(({ status }) => status)).toEqual(['confirmed']);
  expect(await stockOf(shop, product)).toEqual({ onHand: 4, held: 0, available: 4, sold: 1 });
  expect(await bankTotals(shop, currency)).toEqual({
    payments: 1,
    authorizedMinor: 0,
    capturedMinor: price,
    refundedMinor: 0,
  });
  const cart = await eventually(async () => {
    const seen = await cartOf(shop, buyer);
    return seen.status === 'converted' ? seen : undefined;
  });
  expect(cart.orderId).toBe(orders[0]?.id);
}

const key = (value: string) => ({ 'idempotency-key': value });

describe.concurrent('a double click', () => {
  test.each([
    ['without keys', () => ({})],
    ['with a key each', (click: number) => key(`click ${click}`)],
    ['with one key', () => key('the button')],
  ])('%s: one order, one charge', async (_, headers) => {
    const stage = await scene();
    const answers = await Promise.all(
      times(2).map((click) => checkOut(shop, stage.buyer, 'tok_ok', headers(click))),
    );
    const created = answers.filter(({ status }) => status === 201);
    expect(created.length).toBeGreaterThanOrEqual(1);
    for (const { status, body, headers: said } of answers) {
      if (status === 201) expect(body.id).toBe(created[0]?.body.id);
      else {
        expect(status).toBe(409);
        expect(['checkout-in-progress', 'cart-converted', 'request-in-progress']).toContain(body.code);
        if (body.orderId) expect(body.orderId).toBe(created[0]?.body.id);
        if (body.code === 'request-in-progress') expect(said.get('retry-after')).toBe('1');
      }
    }
    await expectOneOrder(stage);
  });

  test('while the payment is slow: the others hear of the order at once, and the key waits for its answer', async () => {
    const stage = await scene();
    const first = checkOut(shop, stage.buyer, 'tok_slow', key('slow'));
    await eventually(async () => ((await stockOf(shop, stage.product)).held === 1 ? true : undefined));
    const same = await placeOrder(shop, stage.buyer, 'tok_slow', key('slow'));
    const waits = { status: 409, body: { code: 'request-in-progress' } };
    // In events its answer is there at once: the order is accepted.
    const accepted = { status: 202, body: { status: 'placing' } };
    expect(same).toMatchObject({ hybrid: waits, events: accepted, direct: waits }[wiring]);
    const other = await checkOut(shop, stage.buyer, 'tok_ok');
    expect(other.body).toMatchObject({ status: 409, code: 'checkout-in-progress' });
    const { status, body: order } = await first;
    expect(status).toBe(201);
    expect(other.body.orderId).toBe(order.id);
    const replayed = await checkOut(shop, stage.buyer, 'tok_slow', key('slow'));
    expect(replayed).toMatchObject({ status: 201, body: order });
    await expectOneOrder(stage);
  });
});

describe.concurrent('a checkout that is sent again with its key', () => {
  test('and the same body gets the first answer, also after the cart has become an order', async () => {
    const stage = await scene();
    const first = await checkOut(shop, stage.buyer, 'tok_ok', key('pay'));
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    const again = async (): Promise<CheckoutReply> => checkOut(shop, stage.buyer, 'tok_ok', key('pay'));
    const second = await again();
    await expectOneOrder(stage);
    for (const replayed of [second, await again()]) {
      expect(replayed.status).toBe(201);
      expect(replayed.headers.get('idempotent-replayed')).toBe('true');
      expect(replayed.headers.get('location')).toBe(first.headers.get('location'));
      expect(replayed.headers.get('etag')).toBe(first.headers.get('etag'));
      expect(replayed.body).toEqual(first.body);
    }
  });

  test('and another body is refused, and changes nothing', async () => {
    const stage = await scene();
    await checkOut(shop, stage.buyer, 'tok_ok', key('pay'));
    for (const more of [{ email: 'other@example.com' }, { acceptPriceChanges: true }]) {
      const refused = await checkOut(shop, stage.buyer, 'tok_ok', key('pay'), more);
      expect(refused.body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    }
    await expectOneOrder(stage);
  });

  test('after a refusal gets the same refusal', async () => {
    const { buyer, customerId } = await scene();
    const first = await checkOut(shop, buyer, 'tok_declined', key('pay'));
    const second = await checkOut(shop, buyer, 'tok_declined', key('pay'));
    expect(first.status).toBe(402);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.body).toEqual(first.body);
    expect(await ordersOf(shop, customerId, 1)).toHaveLength(1);
  });

  test('after a 503 is tried anew', async () => {
    const { buyer, customerId, currency } = await scene();
    for (const _ of times(2)) {
      const lost = await checkOut(shop, buyer, 'tok_timeout', key('pay'));
      expect(lost.status).toBe(503);
      expect(lost.headers.get('idempotent-replayed')).toBeNull();
    }
    const third = await checkOut(shop, buyer, 'tok_ok', key('pay'));
    expect(third.status).toBe(201);
    const orders = await ordersOf(shop, customerId, 3);
    expect(orders.map(({ status }) => status)).toEqual(['confirmed', 'failed', 'failed']);
    expect(await bankTotals(shop, currency)).toMatchObject({ authorizedMinor: 0, capturedMinor: price });
  });

  test('is not another buyer’s request with an equal key', async () => {
    const stages = [await scene(), await scene()];
    const answers = await Promise.all(stages.map(({ buyer }) => checkOut(shop, buyer, 'tok_ok', key('1'))));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.body.id).not.toBe(answers[1]?.body.id);
  });
});

describe('a price that changes before the checkout', () => {
  test('is a 409 that says so; with acceptPriceChanges it is charged', async () => {
    const { buyer, product, currency } = await scene();
    await putProduct(shop, product, { name: 'Dearer', price: { amount: 950, currency } });
    const refused = await checkOut(shop, buyer);
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'price-changed',
      items: [{ productId: product, from: price, to: 950 }],
    });
    expect((await cartOf(shop, buyer)).status).toBe('open');
    expect(await stockOf(shop, product)).toEqual({ onHand: 5, held: 0, available: 5, sold: 0 });
    expect((await bankTotals(shop, currency)).payments).toBe(0);

    const { status, body: order } = await checkOut(shop, buyer, 'tok_ok', {}, { acceptPriceChanges: true });
    expect(status).toBe(201);
    expect(order).toMatchObject({
      items: [{ unitPrice: { amount: 950, currency } }],
      totals: { total: { amount: 950, currency } },
    });
    expect((await bankTotals(shop, currency)).capturedMinor).toBe(950);
  });

  test('to less is asked about too', async () => {
    const { buyer, product, currency } = await scene();
    await putProduct(shop, product, { name: 'Cheaper', price: { amount: 1, currency } });
    expect((await checkOut(shop, buyer)).body.code).toBe('price-changed');
  });
});

describe('other requests that are sent again with their key', () => {
  test('the cart that was made is the cart that is answered, with its token', async () => {
    const headers = key(`visit-${Date.now()}`);
    const send = (body: unknown) =>
      call<{ cart: CartView; token: string } & Said>(shop, 'POST', '/v1/carts', { headers, body });
    const first = await send({ currency: 'EUR' });
    const second = await send({ currency: 'EUR' });
    expect(first.status).toBe(201);
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect((await send({ currency: 'USD' })).body).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
  });

  test('an add counts once', async () => {
    const { buyer, product } = await scene();
    const first = await addItem(shop, buyer, product, 1, key('k'));
    const second = await addItem(shop, buyer, product, 1, key('k'));
    expect(second).toMatchObject({ status: 200, body: first.body });
    expect((await addItem(shop, buyer, product, 2, key('k'))).body.code).toBe('idempotency-key-reused');
    expect((await cartOf(shop, buyer)).items).toMatchObject([{ quantity: 2 }]);
  });

  const post = (path: string, { as }: Buyer, body: unknown, value: string) =>
    call<Said>(shop, 'POST', path, { headers: { ...as, ...key(value) }, body });

  test('a cancel is answered as the first time', async () => {
    const { buyer } = await scene();
    const { body: order } = await checkOut(shop, buyer);
    const canceled = await post(`/v1/orders/${order.id}/cancel`, buyer, undefined, 'c');
    const repeated = await post(`/v1/orders/${order.id}/cancel`, buyer, undefined, 'c');
    const done = { status: 200, body: { status: 'canceled' } };
    // In events the goods come back behind the answer.
    const accepted = { status: 202, body: { status: 'confirmed' } };
    expect(canceled).toMatchObject({ hybrid: done, events: accepted, direct: done }[wiring]);
    expect(repeated).toMatchObject({ status: canceled.status, body: canceled.body });
    expect(repeated.headers.get('idempotent-replayed')).toBe('true');
  });

  test('an approval is answered as the first time, and its key does not serve for a refusal', async () => {
    const { buyer } = await scene();
    const { body: order } = await checkOut(shop, buyer, 'tok_authenticate');
    const authenticate = `/v1/payments/sandbox/${order.id}/authenticate`;
    const approved = await post(authenticate, buyer, { approve: true }, 'a');
    const again = await post(authenticate, buyer, { approve: true }, 'a');
    expect(again.body).toEqual(approved.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await post(authenticate, buyer, { approve: false }, 'a')).body.code).toBe(
      'idempotency-key-reused',
    );
  });

  test('a stock delivery is refused with another amount', async () => {
    const product = await newProduct(shop, 1);
    const deliver = (delta: number) =>
      call(shop, 'POST', `/v1/products/${product}/stock`, {
        headers: { ...asAdmin, ...key('d') },
        body: { delta },
      });
    expect((await deliver(5)).body).toMatchObject({ onHand: 6 });
    expect((await deliver(6)).body).toMatchObject({ code: 'idempotency-key-reused' });
    expect((await stockOf(shop, product)).onHand).toBe(6);
  });
});
