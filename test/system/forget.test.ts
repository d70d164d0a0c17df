import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ForgottenCustomer } from '../../shared/contracts/forget.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import { bankOf, contentOf, notificationsOf, notified, ordersOf } from './books.ts';
import { asAdmin, asCustomer, call, checkOut, eventually, newCart, newProduct, type Said } from './client.ts';
import { closeShop, type OwnShop, openShop } from './shop.ts';

let shop: OwnShop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => closeShop(shop));

let customers = 0;

/** A customer with an e-mail and an address that nobody else has. */
async function somebody() {
  const id = `forgetful-${++customers}`;
  const [email, street] = [`${id}@example.com`, `${customers} Forgotten Street`];
  const shippingAddress = { name: 'Mio Sato', line1: street, city: 'Wien', country: 'AT' };
  const as = await asCustomer(id);
  const product = await newProduct(shop, 10);
  return {
    id,
    email,
    street,
    as,
    async buy(more: object = { shippingAddress }, headers: Record<string, string> = {}) {
      const cart = await newCart(shop, { [product]: 2 }, as);
      const again = () => checkOut(shop, cart, 'tok_ok', headers, { email, ...more });
      const { body } = await again();
      await notified(shop, body.id, 'order.confirmed');
      return { id: body.id, again };
    },
  };
}

function forget(customerId: string, headers: Record<string, string> = {}) {
  const path = `/v1/admin/customers/${encodeURIComponent(customerId)}/forget`;
  return call<ForgottenCustomer & Said>(shop, 'POST', path, { headers: { ...asAdmin, ...headers } });
}

function post(path: string, body: object = {}) {
  return call<OrderView>(shop, 'POST', path, { headers: asAdmin, body });
}

async function orderOf(id: string): Promise<OrderView> {
  return (await call<OrderView>(shop, 'GET', `/v1/orders/${id}`, { headers: asAdmin })).body;
}

/** Whether this text stands anywhere in the order service's database. */
async function isRemembered(text: string): Promise<boolean> {
  const { ORDERS_DB: db } = await shop.bindings<{ ORDERS_DB: D1Database }>('order');
  const tables = await db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'")
    .all<{ name: string }>();
  const rows = tables.results.map(({ name }) => db.prepare(`SELECT * FROM ${name}`).all());
  return JSON.stringify(await Promise.all(rows)).includes(text);
}

describe.concurrent('a customer who asks to be forgotten', () => {
  test('is, wherever the shop has written down who it was', async () => {
    const { id, email, street, as, buy } = await somebody();
    const order = await buy(undefined, { 'idempotency-key': 'k1' });
    await post(`/v1/orders/${order.id}/fulfill`);
    await notified(shop, order.id, 'order.confirmed', 'order.fulfilled');
    await ordersOf(shop, id, 1);
    expect(await isRemembered(email)).toBe(true);

    const answer = await forget(id);
    expect(answer).toMatchObject({
      status: 200,
      body: { customerId: id, orders: 1, forgotten: 1, pending: 0 },
    });
    const { email: known, ...view } = await orderOf(order.id);
    expect(known).toBeNull();
    expect(view).not.toHaveProperty('shippingAddress');
    expect(view).toMatchObject({ status: 'fulfilled', items: [{ quantity: 2 }] });
    const emptied = { to: null, subject: null, status: 'kept' };
    expect(await notificationsOf(shop, order.id)).toMatchObject([emptied, emptied]);
    expect(await contentOf(shop, `${order.id}-fulfilled`)).toMatchObject({ text: null, html: null });
    // The owner still has the order, and a repeated checkout its answer.
    expect((await call(shop, 'GET', `/v1/orders/${order.id}`, { headers: as })).status).toBe(200);
    expect(await order.again()).toMatchObject({ status: 201, body: { id: order.id, email: null } });

    await eventually(async () => ((await isRemembered(email)) ? undefined : true));
    expect(await isRemembered(street)).toBe(false);
    expect((await ordersOf(shop, id, 1))[0]?.email).toBeNull();
  });

  test('is as soon as goods were sent to the address', async () => {
    const { id, email, buy } = await somebody();
    const order = await buy();
    await ordersOf(shop, id, 1);
    expect((await forget(id)).body).toMatchObject({ orders: 1, forgotten: 0, pending: 1 });
    expect((await orderOf(order.id)).email).toBe(email);
    await post(`/v1/orders/${order.id}/fulfill`);
    await eventually(async () => ((await orderOf(order.id)).email === null ? true : undefined));
    await eventually(async () => ((await forget(id)).body.pending === 0 ? true : undefined));
  });

  test('can have money back afterwards, and is not written to', async () => {
    const { id, buy } = await somebody();
    const order = await buy({});
    await ordersOf(shop, id, 1);
    await forget(id);
    const refunded = await post(`/v1/orders/${order.id}/refunds`);
    expect(refunded.body).toMatchObject({ status: 'refunded', email: null });
    const payment = await bankOf(shop, order.id);
    expect(payment?.refundedMinor).toBe(payment?.capturedMinor);
    await eventually(async () =>
      (await ordersOf(shop, id, 1))[0]?.status === 'refunded' ? true : undefined,
    );
    expect((await notificationsOf(shop, order.id)).map(({ type }) => type)).toEqual(['order.confirmed']);
  });

  test('may come back: what is ordered later is not forgotten', async () => {
    const { id, email, buy } = await somebody();
    await forget(id);
    const order = await buy({});
    await ordersOf(shop, id, 1);
    expect((await orderOf(order.id)).email).toBe(email);
    expect((await forget(id)).body).toMatchObject({ orders: 1, forgotten: 1, pending: 0 });
  });
});

describe('forgetting', () => {
  test('of somebody who has never ordered changes nothing', async () => {
    const nothing = { orders: 0, forgotten: 0, pending: 0 };
    for (const customerId of ['nobody', 'auth0|5f7c8ec7', 'Ünal Ü', "' OR 1=1 --"]) {
      expect(await forget(customerId)).toMatchObject({ status: 200, body: { customerId, ...nothing } });
    }
  });

  test('answers a repeat as before', async () => {
    const { id, buy } = await somebody();
    const key = { 'idempotency-key': 'forget-1' };
    const first = await forget(id, key);
    await buy({});
    await ordersOf(shop, id, 1);
    expect((await forget(id, key)).body).toEqual(first.body);
    expect((await ordersOf(shop, id, 1))[0]?.email).not.toBeNull();
  });

  test('is for administrators, and takes no fields', async () => {
    const { id, as } = await somebody();
    const path = `/v1/admin/customers/${id}/forget`;
    expect((await call<Said>(shop, 'POST', path, { headers: as })).status).toBe(403);
    expect((await call<Said>(shop, 'POST', path)).status).toBe(401);
    const body = { customerId: 'somebody else' };
    const strict = await call<Said>(shop, 'POST', path, { headers: asAdmin, body });
    expect([strict.status, strict.body.code]).toEqual([400, 'validation-failed']);
  });
});
