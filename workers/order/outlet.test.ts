import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { confirmAfterMs } from '../../shared/actor/relay.ts';
import { orderEventSchema, orderUpdatedSchema } from '../../shared/contracts/events.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import { booksAfter, call, hana, order, orderId, paymentId, Shop, second } from './test-support/shop.ts';

let shop: Shop;
beforeEach(() => {
  shop = new Shop();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const facts = {
  orderId,
  cartId: order.cartId,
  email: 'hana@example.com',
  locale: 'en',
  items: [
    { productId: 'onigiri', name: 'onigiri', quantity: 1, unitPrice: { amount: 220, currency: 'EUR' } },
    { productId: 'coffee', name: 'coffee', quantity: 2, unitPrice: { amount: 150, currency: 'EUR' } },
  ],
  total: { amount: 520, currency: 'EUR' },
};

/** Who was told what, in types. */
function told() {
  const { cart, notifications, list } = shop.told;
  return {
    cart: cart.map(({ type }) => type),
    notifications: notifications.map(({ type }) => type),
    list: list.map(({ data }) => data.status),
  };
}

describe('who is told what', () => {
  it('a confirmed order: the cart, the mailbox and the list', async () => {
    await shop.try(shop.place('tok_ok'));
    expect(told()).toEqual({ cart: ['OrderCreated'], notifications: ['OrderCreated'], list: ['confirmed'] });
  });

  it.each(['tok_declined', 'tok_timeout'] as const)('a failed one: only the list (%s)', async (token) => {
    await shop.try(shop.place(token));
    expect(told()).toEqual({ cart: [], notifications: [], list: ['failed'] });
  });

  it('one that waits for its buyer: only the list, then everybody', async () => {
    await shop.try(shop.place('tok_authenticate'));
    expect(told()).toEqual({ cart: [], notifications: [], list: ['awaitingPayment'] });
    shop.bank.authenticate(paymentId, true);
    await shop.try(shop.order.paymentChanged(call()));
    expect(told()).toEqual({
      cart: ['OrderCreated'],
      notifications: ['OrderCreated'],
      list: ['awaitingPayment', 'confirmed'],
    });
  });

  it('one that was canceled before it was paid: no mail, it never was an order to the buyer', async () => {
    await shop.try(shop.place('tok_authenticate'));
    await shop.try(shop.order.cancel(call()));
    expect(told()).toEqual({ cart: [], notifications: [], list: ['awaitingPayment', 'canceled'] });
  });

  it('one that was canceled afterwards: the mailbox, which had heard that it was confirmed (lesson 20)', async () => {
    await shop.try(shop.place('tok_ok'));
    await shop.try(shop.order.cancel(call()));
    expect(told()).toEqual({
      cart: ['OrderCreated'],
      notifications: ['OrderCreated', 'OrderCanceled'],
      list: ['confirmed', 'canceled'],
    });
  });

  it('both turns when they are told late together, and the list once', async () => {
    const tellList = vi.spyOn(shop, 'tellList').mockRejectedValueOnce(new Error('the queue is down'));
    await shop.try(shop.place('tok_ok'));
    expect(tellList).toHaveBeenCalledTimes(1);
    await shop.try(shop.order.cancel(call()));
    expect(told().list).toEqual(['canceled']);
    expect(shop.told.notifications.map(({ id }) => id)).toEqual([
      `order/${orderId}/7`,
      // Told again with what came after it, under the same id.
      `order/${orderId}/7`,
      `order/${orderId}/11`,
    ]);
  });

  it('nobody of an order that was closed before it was placed', async () => {
    shop.order.outcome();
    await shop.closeBooks();
    expect(told()).toEqual({ cart: [], notifications: [], list: [] });
    expect(shop.asked).toEqual([]);
  });

  it('the cart by alarm when the process died before it could tell', async () => {
    vi.spyOn(shop, 'tellCart').mockImplementationOnce(() => new Promise(() => {}));
    vi.spyOn(shop, 'tellList').mockImplementationOnce(() => new Promise(() => {}));
    await shop.place('tok_ok');
    expect(shop.books.cart).toBe('checkingOut');
    shop.restart();
    await shop.closeBooks();
    expect(shop.books).toEqual(booksAfter.confirmed);
  });
});

describe('a message', () => {
  beforeEach(() => shop.try(shop.place('tok_ok', call('key'))));

  it('of a turn says what has happened, in the number of its event', () => {
    const [created] = shop.told.notifications;
    expect(created).toEqual({
      type: 'OrderCreated',
      id: `order/${orderId}/7`,
      source: `order/${orderId}`,
      seq: 7,
      version: 1,
      time: shop.now,
      trace: '00-aa-bb-01',
      data: facts,
    });
    expect(shop.told.cart).toEqual([created]);
    expect(shop.told.webhooks).toEqual([created]);
  });

  it('to the list carries the order as its owner sees it', () => {
    const [updated] = shop.told.list;
    expect(updated).toMatchObject({ type: 'OrderUpdated', source: `order/${orderId}`, seq: 7, version: 1 });
    expect(updated?.data).toMatchObject({
      orderId,
      status: 'confirmed',
      customerId: 'hana',
      createdAt: shop.now,
    });
    const view: OrderView = JSON.parse(updated?.data.view ?? '');
    expect(view).toEqual(shop.order.view(hana));
    expect(view.version).toBe(7);
  });

  it('that was sent by the version before, with less in it, is still understood', () => {
    const { orderId, cartId, email, total } = facts;
    const older = { ...shop.told.notifications[0], data: { orderId, cartId, email, total } };
    expect(orderEventSchema.parse(older).data).toEqual({ ...older.data, locale: 'en', items: [] });
  });

  it('is what its readers expect', async () => {
    await shop.try(shop.order.cancel(call()));
    for (const message of [...shop.told.cart, ...shop.told.notifications]) {
      expect(orderEventSchema.parse(message)).toEqual(message);
    }
    for (const message of shop.told.list) expect(orderUpdatedSchema.parse(message)).toEqual(message);
  });

  it('carries no secret', () => {
    expect(JSON.stringify(shop.told)).not.toMatch(/tok_|tokenHash|fingerprint/);
  });
});

it('a guest’s order is on nobody’s list of their own, and gives away nothing of the guest’s token', async () => {
  const owner = { kind: 'guest', tokenHash: 'ab'.repeat(32) } as const;
  await shop.try(shop.order.place({ ...order, owner }, 'tok_ok', call()));
  expect(shop.told.list[0]?.data.customerId).toBeNull();
  expect(JSON.stringify(shop.told)).not.toContain(owner.tokenHash.slice(0, 16));
});

it('a turn says where the goods go, what the buyer reads, and what a refund was for', async () => {
  const shippingAddress = { name: 'Mio Sato', line1: '1-2-3 Jingumae', city: 'Tokyo', country: 'JP' };
  await shop.try(shop.order.place({ ...order, shippingAddress, locale: 'ja-JP' }, 'tok_ok', call()));
  const refundedItems = [{ productId: 'coffee', quantity: 1 }];
  await shop.try(shop.order.refund({ items: refundedItems }, call()));
  const [created, refunded] = shop.told.notifications.map((message) => orderEventSchema.parse(message));
  expect(created?.data).toEqual({ ...facts, shippingAddress, locale: 'ja-JP' });
  const amount = { amount: 150, currency: 'EUR' };
  const refund = { refundId: `${orderId}-refund-1`, amount, refundedItems };
  expect(refunded?.data).toEqual({ ...created?.data, ...refund });
  expect(shop.order.view(hana)?.locale).toBe('ja-JP');
});

const confirmedMail = { type: 'order.confirmed', ref: '' };
const canceledMail = { type: 'order.canceled', ref: '' };

describe('whether it has arrived', () => {
  it.each([
    ['confirmed', 'tok_ok', 7, [confirmedMail]],
    ['failed', 'tok_declined', 7, []],
    ['waiting', 'tok_authenticate', 4, []],
  ] as const)('is asked a while later: %s', async (_, token, seq, notifications) => {
    await shop.try(shop.place(token));
    await shop.passTo(shop.now + confirmAfterMs);
    expect(shop.asked).toEqual([{ seq, notifications }]);
  });

  it('is asked for both mails of an order that was canceled afterwards', async () => {
    await shop.try(shop.place('tok_ok'));
    await shop.try(shop.order.cancel(call()));
    await shop.passTo(shop.now + confirmAfterMs);
    expect(shop.asked).toEqual([{ seq: 11, notifications: [confirmedMail, canceledMail] }]);
  });

  it('is asked for the mail of every refund that was made, and of the sending', async () => {
    await shop.try(shop.place('tok_ok'));
    shop.order.fulfill(call());
    for (const amount of [100, 120]) {
      await shop.try(shop.order.refund({ amount: { amount, currency: 'EUR' } }, call()));
    }
    await shop.passTo(shop.now + confirmAfterMs);
    const refundedMail = (nth: number) => ({ type: 'order.refunded', ref: `${orderId}-refund-${nth}` });
    const due = [confirmedMail, { type: 'order.fulfilled', ref: '' }, refundedMail(1), refundedMail(2)];
    expect(shop.asked.at(-1)?.notifications).toEqual(due);
    expect(shop.told.notifications.map(({ type }) => type)).toEqual([
      ...['OrderCreated', 'OrderFulfilled', 'OrderRefunded', 'OrderRefunded'],
    ]);
  });

  it('is asked for no mail of an order that was canceled before it was paid', async () => {
    await shop.try(shop.place('tok_authenticate'));
    await shop.try(shop.order.cancel(call()));
    await shop.passTo(shop.now + confirmAfterMs);
    expect(shop.asked.at(-1)?.notifications).toEqual([]);
  });

  it('and if not, it is told again, with the same ids', async () => {
    await shop.try(shop.place('tok_ok'));
    shop.haveHeardAnswer = false;
    await shop.passTo(shop.now + confirmAfterMs + second);
    shop.haveHeardAnswer = true;
    await shop.closeBooks();
    expect(told().notifications).toEqual(['OrderCreated', 'OrderCreated']);
    expect(new Set(shop.told.notifications.map(({ id }) => id)).size).toBe(1);
    expect(shop.told.list.map(({ seq }) => seq)).toEqual([7, 7]);
  });
});
