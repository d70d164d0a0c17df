import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeadLetterView, Redriven } from '../../shared/contracts/dead-letter.ts';
import { integrationEvent, type OrderUpdated } from '../../shared/contracts/events.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import { encodeCursor } from '../../shared/contracts/page.ts';
import { randomId } from '../../shared/ids.ts';
import { rfc3339 } from '../../shared/time.ts';
import type { Env } from '../../workers/order/worker.ts';
import { asAdmin, call, eventually, type Said } from './client.ts';
import { type OwnShop, openShop } from './shop.ts';

/** Its own shop: messages that cannot be handled leave errors in the log. */
let shop: OwnShop;
let order: Env;
beforeAll(async () => {
  shop = await openShop();
  order = await shop.bindings<Env>('order');
});
afterAll(() => shop.close());

interface Page {
  items: DeadLetterView[];
  next: string | null;
}

async function letters(query = ''): Promise<DeadLetterView[]> {
  const path = `/v1/admin/dead-letters?limit=100${query}`;
  return (await call<Page>(shop, 'GET', path, { headers: asAdmin })).body.items;
}

/** The letter of this body, once it is as wanted. */
function letterOf(
  body: unknown,
  wanted: (letter: DeadLetterView) => boolean = () => true,
  withinMs = 10_000,
) {
  const text = JSON.stringify(body);
  const look = async () => (await letters()).find((one) => JSON.stringify(one.body) === text && wanted(one));
  return eventually(look, withinMs);
}

function redrive(id: string, headers: Record<string, string> = {}) {
  const path = `/v1/admin/dead-letters/${id}/redrive`;
  return call<DeadLetterView & Said>(shop, 'POST', path, { headers: { ...asAdmin, ...headers } });
}

const nothing = { amount: 0, currency: 'EUR' };

/** News of an order that nobody has placed, for the list of orders. */
function news(): OrderUpdated {
  const [orderId, now] = [randomId('ord'), Date.now()];
  const view: OrderView = {
    id: orderId,
    cartId: randomId('crt'),
    status: 'confirmed',
    items: [],
    totals: { subtotal: nothing, discount: nothing, shipping: nothing, tax: nothing, total: nothing },
    email: 'hana@example.com',
    payment: {
      provider: 'sandbox',
      status: 'captured',
      authorized: nothing,
      captured: nothing,
      refunded: nothing,
    },
    version: 1,
    createdAt: rfc3339(now),
    updatedAt: rfc3339(now),
  };
  const data = {
    orderId,
    status: view.status,
    customerId: 'hana',
    createdAt: now,
    forgotten: false,
    view: JSON.stringify(view),
  };
  return integrationEvent('OrderUpdated', `order/${orderId}`, 1, now, '', data);
}

function listed({ data: { orderId } }: OrderUpdated) {
  return eventually(async () => {
    const { body } = await call<{ items: { id: string }[] }>(shop, 'GET', '/v1/orders?limit=100', {
      headers: asAdmin,
    });
    return body.items.find(({ id }) => id === orderId);
  });
}

describe.concurrent('a message', () => {
  describe('that nobody understands', () => {
    test.each([
      ['konbini-product-updated-catalog', 'TO_CATALOG'],
      ['konbini-product-updated-carts', 'TO_COPIES'],
      ['konbini-order-created-carts', 'TO_CARTS'],
      ['konbini-order-notifications', 'TO_NOTIFICATIONS'],
      ['konbini-order-list', 'TO_LIST'],
    ] as const)('on %s is kept with its reason', async (queue, binding) => {
      const body = { nonsense: queue };
      await (order[binding] as Queue).send(body);
      expect(await letterOf(body)).toEqual({
        id: expect.stringMatching(/^dlt_[0-9a-z]{26}$/),
        queue,
        reason: expect.stringMatching(/^not understood: /),
        attempts: 1,
        status: 'kept',
        receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        redrivenAt: null,
        body,
      });
      expect((await letters(`&queue=${queue}`)).every((one) => one.queue === queue)).toBe(true);
    });

    test('holds none of its neighbours back (lesson 21)', async () => {
      const [before, poison, after] = [news(), { poison: 'between' }, news()] as const;
      await (order.TO_LIST as Queue).sendBatch([before, poison, after].map((body) => ({ body })));
      await Promise.all([listed(before), listed(after), letterOf(poison)]);
    });

    test('is the same letter when it is redriven in vain, with one more try', async () => {
      const body = { poison: 'for ever' };
      await (order.TO_LIST as Queue).send(body);
      const { id } = await letterOf(body);
      const redriven = await redrive(id);
      expect(redriven).toMatchObject({ status: 200, body: { id, status: 'redriven', attempts: 1 } });
      const back = await letterOf(body, ({ attempts }) => attempts === 2);
      expect(back).toMatchObject({ id, status: 'kept', redrivenAt: redriven.body.redrivenAt });
    });

    test('is redriven once for each Idempotency-Key', async () => {
      const body = { poison: 'with a key' };
      await (order.TO_LIST as Queue).send(body);
      const { id } = await letterOf(body);
      const first = await redrive(id, { 'idempotency-key': 'k' });
      await letterOf(body, ({ attempts }) => attempts === 2);
      const again = await redrive(id, { 'idempotency-key': 'k' });
      expect(again.body).toEqual(first.body);
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      await redrive(id, { 'idempotency-key': 'other' });
      await letterOf(body, ({ attempts }) => attempts === 3);
    });
  });

  describe('that cannot be handled for a while', () => {
    // 1 + 2 + 4 + 8 + 16 seconds between six tries.
    const givenUpWithinMs = 50_000;

    test('is given up after six tries, and handled when it is redriven after the cause is gone', async () => {
      const [first, broken, neighbour] = [news(), news(), news()];
      // The table is there once the first has been taken in.
      await order.TO_LIST.send(first);
      await listed(first);
      const db = order.ORDERS_DB;
      await db.exec(
        `CREATE TRIGGER broken BEFORE INSERT ON order_list_a WHEN NEW.id = '${broken.data.orderId}' BEGIN SELECT RAISE(ABORT, 'it is broken'); END`,
      );
      await order.TO_LIST.sendBatch([{ body: broken }, { body: neighbour }]);
      await listed(neighbour);
      const letter = await letterOf(broken, () => true, givenUpWithinMs);
      expect(letter).toMatchObject({ queue: 'konbini-order-list', attempts: 6, status: 'kept' });
      expect(letter.reason).toContain('it is broken');
      await db.exec('DROP TRIGGER broken');
      expect((await redrive(letter.id)).status).toBe(200);
      await listed(broken);
      expect(await letterOf(broken)).toMatchObject({ status: 'redriven', attempts: 6 });
    });

    test('is kept without a reason when not even a letter can be written', async () => {
      // With what a letter adds, more than the 128 KB that a queue takes.
      const body = 'x'.repeat(127_950);
      await (order.TO_CARTS as Queue).send(body);
      expect(await letterOf(body, () => true, givenUpWithinMs)).toMatchObject({
        queue: 'konbini-order-created-carts',
        reason: 'not known: its consumer did not live to say',
        attempts: 6,
      });
    });
  });
});

describe('a dead letter', () => {
  test('that nobody knows is a 404', async () => {
    for (const id of [`dlt_${'0'.repeat(26)}`, 'x', encodeURIComponent("' OR 1=1 --")]) {
      expect(await redrive(id)).toMatchObject({ status: 404, body: { code: 'dead-letter-not-found' } });
    }
  });

  test('of a queue that is gone, or that is none, is kept and shown, and not redriven', async () => {
    const body = { of: 'a queue that is gone' };
    await order.DEAD_LETTERS.send({ queue: 'konbini-gone', body, reason: 'Error: gone', attempts: 6 });
    await (order.DEAD_LETTERS as Queue).send('not a letter');
    for (const { id, queue } of [await letterOf(body), await letterOf('not a letter')]) {
      expect(await redrive(id)).toMatchObject({ status: 409, body: { code: 'queue-not-found', queue } });
    }
  });

  test.each(['status=open', 'limit=0', 'cursor=x', `cursor=${encodeCursor('x')}`, 'reason=x'])(
    'is not looked for by ?%s',
    async (query) => {
      const path = `/v1/admin/dead-letters?${query}`;
      expect(await call(shop, 'GET', path, { headers: asAdmin })).toMatchObject({ status: 400 });
    },
  );

  test('is redriven without fields', async () => {
    const { id } = (await letters())[0] as DeadLetterView;
    const path = `/v1/admin/dead-letters/${id}/redrive`;
    const refused = await call(shop, 'POST', path, { headers: asAdmin, body: { queue: 'other' } });
    expect(refused).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
  });
});

test('all dead letters are redriven at once, and those that fail again are back', async () => {
  const waiting = (await letters('&status=kept')).filter(({ reason }) => reason.startsWith('not understood'));
  expect(waiting.length).toBeGreaterThanOrEqual(8);
  const path = '/v1/admin/dead-letters/redrive';
  const { status, body } = await call<Redriven>(shop, 'POST', path, { headers: asAdmin });
  // With the one that no letter could be written for.
  expect({ status, body }).toMatchObject({ status: 200, body: { redriven: waiting.length + 1 } });
  for (const { body, attempts } of waiting) {
    await letterOf(body, (letter) => letter.status === 'kept' && letter.attempts === attempts + 1);
  }
});
