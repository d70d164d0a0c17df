import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView, TimelineStep } from '../../shared/contracts/order.ts';
import { bankOf, bankTotals, notificationsOf, notified, ordersOf, ownCurrency } from './books.ts';
import {
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
  type Said,
  stockOf,
  tally,
  times,
} from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

function cancel(orderId: string, as: Record<string, string>) {
  return cancelOrder(shop, orderId, as);
}

async function timelineOf(orderId: string, { as }: Buyer): Promise<TimelineStep[]> {
  const path = `/v1/orders/${orderId}/timeline`;
  return (await call<{ steps: TimelineStep[] }>(shop, 'GET', path, { headers: as })).body.steps;
}

function shortly(steps: TimelineStep[]): string[] {
  return steps.map(({ step, status }) => `${step} ${status}`);
}

const price = 600;

async function bought(customer?: Record<string, string>) {
  const currency = await ownCurrency(shop);
  const product = await newProduct(shop, 5, price, currency);
  const buyer = await newCart(shop, { [product]: 3 }, customer, currency);
  const { body: order } = await checkOut(shop, buyer);
  return { currency, product, buyer, order };
}

describe.concurrent('an order that is confirmed', () => {
  test('converts its cart, and its buyer is notified once', async () => {
    const { buyer, order } = await bought();
    const all = await notified(shop, order.id, 'order.confirmed');
    expect(all).toEqual([
      {
        id: `${order.id}-confirmed`,
        type: 'order.confirmed',
        channel: 'email',
        to: 'buyer@example.com',
        subject: 'Your order at Konbini is confirmed',
        status: 'kept',
        at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
        orderId: order.id,
      },
    ]);
    const converted = await eventually(async () => {
      const cart = await cartOf(shop, buyer);
      return cart.status === 'converted' ? cart : undefined;
    });
    expect(converted.orderId).toBe(order.id);
    // Looking again, and checking out again, sends nothing more.
    await checkOut(shop, buyer);
    expect(await notificationsOf(shop, order.id)).toEqual(all);
    expect((await shop.logs()).filter((line) => line.includes('buyer@example.com'))).toEqual([]);
  });

  test('has its saga as the timeline', async () => {
    const { buyer, order } = await bought();
    const steps = await timelineOf(order.id, buyer);
    expect(shortly(steps)).toEqual([
      'validateCart succeeded',
      'reserveStock succeeded',
      'processPayment succeeded',
      'commitStock succeeded',
      'capturePayment succeeded',
      'createOrder succeeded',
    ]);
    expect(steps.every(({ attempt }) => attempt === 1)).toBe(true);
    const at = steps.map((step) => step.at);
    expect(at).toEqual(at.toSorted());
  });
});

describe.concurrent('an order that failed', () => {
  test('has its compensations in the timeline, in reverse', async () => {
    const product = await newProduct(shop, 5);
    const customerId = `failing-${Date.now()}`;
    const buyer = await newCart(shop, { [product]: 1 }, await asCustomer(customerId));
    await checkOut(shop, buyer, 'tok_timeout');
    const [order] = await ordersOf(shop, customerId, 1);
    expect(shortly(await timelineOf(order?.id ?? '', buyer))).toEqual([
      'validateCart succeeded',
      'reserveStock succeeded',
      'processPayment failed',
      'voidPayment succeeded',
      'releaseStock succeeded',
      'reopenCart succeeded',
    ]);
    expect(await notificationsOf(shop, order?.id ?? '')).toEqual([]);
    expect((await cancel(order?.id ?? '', buyer.as)).body).toMatchObject({
      status: 409,
      code: 'illegal-transition',
    });
  });
});

describe.concurrent('cancel gives everything back', () => {
  test('stock, money, and word to the buyer', async () => {
    const { currency, product, buyer, order } = await bought();
    const { status, headers, body: canceled } = await cancel(order.id, buyer.as);
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe(`"${canceled.version}"`);
    expect(canceled).toMatchObject({
      id: order.id,
      status: 'canceled',
      payment: {
        status: 'refunded',
        captured: { amount: 3 * price },
        refunded: { amount: 3 * price, currency },
      },
    });
    expect(await stockOf(shop, product)).toEqual({ onHand: 5, held: 0, available: 5, sold: 0 });
    expect(await bankOf(shop, order.id)).toMatchObject({ status: 'refunded', refundedMinor: 3 * price });
    const all = await notified(shop, order.id, 'order.confirmed', 'order.canceled');
    expect(tally(all.map(({ type }) => type))).toEqual({ 'order.confirmed': 1, 'order.canceled': 1 });
    expect(shortly(await timelineOf(order.id, buyer)).slice(-3)).toEqual([
      'cancel succeeded',
      'refundPayment succeeded',
      'returnStock succeeded',
    ]);
    expect((await cartOf(shop, buyer)).status).toBe('converted');
  });

  test('once, however often it is asked for', async () => {
    const { currency, product, buyer, order } = await bought();
    const answers = await Promise.all(times(5).map(() => cancel(order.id, buyer.as)));
    answers.push(await cancel(order.id, asAdmin));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 6 });
    expect(answers.at(-1)?.body.status).toBe('canceled');
    expect(await stockOf(shop, product)).toEqual({ onHand: 5, held: 0, available: 5, sold: 0 });
    expect(await bankTotals(shop, currency)).toEqual({
      payments: 1,
      authorizedMinor: 0,
      capturedMinor: 3 * price,
      refundedMinor: 3 * price,
    });
    const all = await notified(shop, order.id, 'order.confirmed', 'order.canceled');
    expect(tally(all.map(({ type }) => type))).toEqual({ 'order.confirmed': 1, 'order.canceled': 1 });
  });
});

describe.concurrent('the list of orders', () => {
  interface Page {
    items: OrderView[];
    next: string | null;
  }
  const list = async (query: string, headers: Record<string, string>) =>
    (await call<Page>(shop, 'GET', `/v1/orders?${query}`, { headers })).body;
  const ids = ({ items }: Page) => items.map(({ id }) => id);

  test('by customer, by status and by time, page by page, newest first, each once', async () => {
    const customerId = `regular-${Date.now()}`;
    const customer = await asCustomer(customerId);
    const orders: OrderView[] = [];
    for (const _ of times(5)) orders.push((await bought(customer)).order);
    const newestFirst = orders.map(({ id }) => id).reverse();
    await cancel(newestFirst[1] as string, customer);
    const listed = await eventually(async () => {
      const page = await list('', customer);
      const settled = page.items.length === 5 && page.items[1]?.status === 'canceled';
      return settled ? page : undefined;
    });
    expect(ids(listed)).toEqual(newestFirst);
    expect(listed.next).toBeNull();
    const read = await call(shop, 'GET', `/v1/orders/${newestFirst[1]}`, { headers: customer });
    expect(listed.items[1]).toEqual(read.body);

    expect(ids(await list(`customer=${customerId}`, customer))).toEqual(newestFirst);
    expect(ids(await list(`customer=${customerId}`, asAdmin))).toEqual(newestFirst);
    expect(ids(await list('status=canceled', customer))).toEqual([newestFirst[1]]);
    expect(ids(await list(`status=confirmed&customer=${customerId}`, asAdmin))).toHaveLength(4);

    const third = orders[2]?.createdAt as string;
    expect(ids(await list(`from=${third}`, customer))).toEqual(newestFirst.slice(0, 3));
    expect(ids(await list(`to=${third}`, customer))).toEqual(newestFirst.slice(3));
    expect(ids(await list('from=2001-01-01&to=2001-01-02', customer))).toEqual([]);

    const pages: string[][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await list(`limit=2${cursor && `&cursor=${cursor}`}`, customer);
      pages.push(ids(page));
      cursor = page.next;
    }
    expect(pages).toEqual([newestFirst.slice(0, 2), newestFirst.slice(2, 4), newestFirst.slice(4)]);
  });

  test('shows a customer no one else’s', async () => {
    const [one, other] = [`one-${Date.now()}`, `other-${Date.now()}`];
    const { order } = await bought(await asCustomer(one));
    await ordersOf(shop, one, 1);
    expect(ids(await list('', await asCustomer(other)))).toEqual([]);
    const asked = await call(shop, 'GET', `/v1/orders?customer=${one}`, { headers: await asCustomer(other) });
    expect(asked.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(asked.body)).not.toContain(order.id);
  });
});

test('a cancellation with a field that means nothing is refused, and cancels nothing', async () => {
  const { buyer, order } = await bought();
  const path = `/v1/orders/${order.id}/cancel`;
  const answer = await call<Said>(shop, 'POST', path, { headers: buyer.as, body: { why: 'because' } });
  expect([answer.status, answer.body.code]).toEqual([400, 'validation-failed']);
  const { body } = await call<OrderView>(shop, 'GET', `/v1/orders/${order.id}`, { headers: buyer.as });
  expect(body.status).toBe('confirmed');
});
