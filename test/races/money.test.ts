import { describe, expect, test } from 'vitest';
import type { Diary } from '../simulation/people.ts';
import type { Shop } from '../simulation/shop.ts';
import {
  approve,
  cancel,
  cartOf,
  checkOut,
  fill,
  fulfill,
  guest,
  hana,
  order,
  priceMinor,
  refund,
  said,
  statuses,
  stock,
  webhook,
} from './acts.ts';
import { race, raceEverywhere } from './race.ts';

/* That money taken = money owed, and taken at most once, is looked at after every race. */

const minute = 60_000;
const cart = cartOf('h');

async function filledCart(shop: Shop, diary: Diary): Promise<void> {
  await stock(shop, diary, { apple: 3 });
  await fill(shop, hana, 'h', { apple: 2 });
}

async function paidOrder(shop: Shop, diary: Diary): Promise<string> {
  await filledCart(shop, diary);
  return order(shop, hana, cart);
}

async function waitingOrder(shop: Shop, diary: Diary): Promise<string> {
  await filledCart(shop, diary);
  return order(shop, hana, cart, 'tok_authenticate');
}

/** The one order of a shop. */
function onlyOrder(shop: Shop): string {
  return [...shop.orders.keys()][0] ?? '';
}

describe('lesson 10: storefront and webhook complete the same order at once', () => {
  test('the webhook comes at any step of the approval: one order, one charge', async () => {
    const outcomes = await raceEverywhere({
      given: waitingOrder,
      first: (shop, id) => approve(shop, hana, id),
      other: webhook,
    });
    expect(outcomes.length).toBeGreaterThan(8);
    for (const { first, shop, where } of outcomes) {
      expect(said(first), where ?? '').toBe('confirmed');
      expect(statuses(shop)).toEqual(['confirmed']);
    }
  });

  test('the approval comes at any step of what the webhook leads to', async () => {
    const outcomes = await raceEverywhere({
      given: waitingOrder,
      first: async (shop, id) => {
        await shop.bank.invoke('authenticate', (bank) => bank.authenticate(`pay_${id.slice(4)}`, true));
        return webhook(shop, id);
      },
      other: (shop, id) => approve(shop, hana, id),
    });
    expect(outcomes.length).toBeGreaterThan(8);
    for (const { shop, where } of outcomes) expect(statuses(shop), where ?? '').toEqual(['confirmed']);
  });
});

describe('lesson 11: a webhook that comes three times, before the answer to the call that caused it', () => {
  test('settles nothing twice, at whatever step of the checkout', async () => {
    const outcomes = await raceEverywhere({
      given: filledCart,
      first: (shop) => checkOut(shop, hana, cart),
      async other(shop) {
        if (!onlyOrder(shop)) return;
        for (let i = 0; i < 3; i++) await webhook(shop, onlyOrder(shop));
      },
    });
    for (const { first, where } of outcomes) expect(said(first), where ?? '').toBe('confirmed');
  });
});

describe('lesson 12: the page is refreshed while the checkout runs', () => {
  test.each([
    ['another key', 'another'],
    ['no key', undefined],
  ])('with %s: one order, one charge', async (_, key) => {
    const outcomes = await raceEverywhere({
      given: filledCart,
      first: (shop) => checkOut(shop, hana, cart, { key: 'first' }),
      other: (shop) => checkOut(shop, hana, cart, key ? { key } : {}),
    });
    for (const { first, other, shop, where } of outcomes) {
      expect(statuses(shop), where ?? '').toEqual(['confirmed']);
      expect([said(first), said(other)], where ?? '').toContain('confirmed');
      expect(['confirmed', 'CheckoutInProgress', 'CartConverted']).toContain(said(other));
    }
  });

  test('with the same key: the same answer, or a request to wait for it', async () => {
    const outcomes = await raceEverywhere({
      given: filledCart,
      first: (shop) => checkOut(shop, hana, cart, { key: 'same' }),
      other: (shop) => checkOut(shop, hana, cart, { key: 'same' }),
    });
    for (const { first, other, shop, where } of outcomes) {
      expect(statuses(shop), where ?? '').toEqual(['confirmed']);
      expect(said(first)).toBe('confirmed');
      expect(['confirmed', 'RequestInProgress']).toContain(said(other));
    }
  });

  test('with another card: it is not charged as well', async () => {
    const outcomes = await raceEverywhere({
      given: filledCart,
      first: (shop) => checkOut(shop, hana, cart, { token: 'tok_declined' }),
      other: (shop) => checkOut(shop, hana, cart),
    });
    for (const { other, shop, where } of outcomes) {
      const confirmed = statuses(shop).filter((status) => status === 'confirmed');
      expect(confirmed.length, where ?? '').toBe(said(other) === 'confirmed' ? 1 : 0);
    }
  });
});

describe('lesson 14: money goes back twice at once', () => {
  test('two refunds of all of it: one is made, the other refused', async () => {
    const outcomes = await raceEverywhere({
      given: paidOrder,
      first: (shop, id) => refund(shop, id),
      other: (shop, id) => refund(shop, id),
    });
    expect(outcomes.length).toBeGreaterThan(3);
    for (const { first, other, where } of outcomes) {
      expect([said(first), said(other)].sort(), where ?? '').toEqual(['IllegalTransition', 'refunded']);
    }
  });

  test('two of a part each: both are made, and no more', async () => {
    const part = { amount: { amount: priceMinor, currency: 'EUR' } };
    const outcomes = await raceEverywhere({
      given: paidOrder,
      first: (shop, id) => refund(shop, id, part),
      other: (shop, id) => refund(shop, id, part),
    });
    for (const { shop, given, where } of outcomes) {
      const state = shop.order(given).inspect().actor.state;
      expect(state, where ?? '').toMatchObject({ payment: { status: 'refunded', refundedMinor: 1_000 } });
    }
  });

  test.each([
    ['a refund, then a cancellation', refund, (shop: Shop, id: string) => cancel(shop, hana, id)],
    ['a cancellation, then a refund', (shop: Shop, id: string) => cancel(shop, hana, id), refund],
    ['two cancellations', ...(Array(2).fill((shop: Shop, id: string) => cancel(shop, hana, id)) as [])],
  ] as [string, typeof webhook, typeof webhook][])('%s', async (_, first, other) => {
    const outcomes = await raceEverywhere({
      given: paidOrder,
      first: (shop, id) => first(shop, id),
      other: (shop, id) => other(shop, id),
    });
    for (const { shop, given, where } of outcomes) {
      const state = shop.order(given).inspect().actor.state;
      expect(state, where ?? '').toMatchObject({ payment: { status: 'refunded', refundedMinor: 1_000 } });
    }
  });
});

describe('a cancellation', () => {
  test('at any step of the approval: canceled and paid back, or too late', async () => {
    const outcomes = await raceEverywhere({
      given: waitingOrder,
      first: (shop, id) => approve(shop, hana, id),
      other: (shop, id) => cancel(shop, hana, id),
    });
    for (const { other, shop, where } of outcomes) {
      expect(statuses(shop), where ?? '').toEqual([other?.ok ? 'canceled' : 'confirmed']);
    }
  });

  test('at any step of the checkout: canceled and paid back, or too early', async () => {
    const outcomes = await raceEverywhere({
      given: filledCart,
      first: (shop) => checkOut(shop, hana, cart),
      other: async (shop) => (onlyOrder(shop) ? cancel(shop, hana, onlyOrder(shop)) : undefined),
    });
    for (const { other, shop, where } of outcomes) {
      expect(statuses(shop), where ?? '').toEqual([other?.ok ? 'canceled' : 'confirmed']);
    }
  });

  test('while the goods are sent: one of both', async () => {
    const outcomes = await raceEverywhere({
      given: paidOrder,
      first: (shop, id) => cancel(shop, hana, id),
      other: fulfill,
    });
    for (const { first, other, where } of outcomes) {
      expect([said(first), said(other)].sort(), where ?? '').toHaveLength(2);
      expect(first.ok !== other?.ok, where ?? '').toBe(true);
    }
  });
});

describe('an approval that comes while the time for it runs out', () => {
  test('is carried out, or too late and nothing is taken', async () => {
    const outcomes = await raceEverywhere({
      given: waitingOrder,
      first: (shop, id) => approve(shop, hana, id),
      other: (shop) => shop.world.sleep(16 * minute),
    });
    for (const { shop, where } of outcomes) {
      expect([['confirmed'], ['failed']], where ?? '').toContainEqual(statuses(shop));
    }
  });
});

describe('lesson 24: a guest in the middle of somebody else’s checkout', () => {
  test('can do nothing to the order', async () => {
    const { other } = await race(
      {
        given: filledCart,
        first: (shop) => checkOut(shop, hana, cart),
        other: (shop) => cancel(shop, guest, onlyOrder(shop)),
      },
      /before authorize/,
    );
    expect(said(other)).toBe('OrderNotFound');
  });
});
