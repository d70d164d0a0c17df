import { describe, expect, it } from 'vitest';
import { shownStatus } from './order.ts';
import {
  facts,
  fulfill,
  orderAfter,
  paidFor,
  placedAfter,
  refund,
  refundCoffee,
  refundPaid,
  refundRefused,
  restocked,
  story,
  type Timeless,
  when,
} from './test-support/orders.ts';

/* The order comes to 520: an onigiri for 220 and two coffees for 150 each. */

const first = `${facts.orderId}-refund-1`;

function coffees(quantity: number) {
  return { items: [{ productId: 'coffee', quantity }] };
}

function requested(...given: Timeless[]) {
  return placedAfter(story(...paidFor, ...given)).refunds;
}

describe('what is refunded', () => {
  it('is the price of the items, unless an amount is given', () => {
    expect(requested(refund(coffees(2)))).toMatchObject([{ amountMinor: 300, ...coffees(2) }]);
    expect(requested(refund({ ...coffees(2), amountMinor: 250 }))).toMatchObject([
      { amountMinor: 250, ...coffees(2) },
    ]);
  });

  it('is an amount without items, to say sorry with', () => {
    expect(requested(refund({ amountMinor: 1, currency: 'EUR' }))).toMatchObject([
      { amountMinor: 1, items: [] },
    ]);
  });

  it('is all that is left, unless anything is given', () => {
    expect(requested(refund())).toMatchObject([
      {
        amountMinor: 520,
        items: [
          { productId: 'onigiri', quantity: 1 },
          { productId: 'coffee', quantity: 2 },
        ],
      },
    ]);
    expect(requested(refundCoffee, refund()).at(-1)).toMatchObject({
      amountMinor: 370,
      items: [
        { productId: 'onigiri', quantity: 1 },
        { productId: 'coffee', quantity: 1 },
      ],
    });
  });

  it('does not name what has come back already', () => {
    expect(requested(refund(coffees(2)), refund()).at(-1)).toMatchObject({
      amountMinor: 220,
      items: [{ productId: 'onigiri', quantity: 1 }],
    });
  });

  it('has a name of its own, the same for every try of it', () => {
    expect(requested(refundCoffee, refundCoffee).map(({ refundId }) => refundId)).toEqual([
      first,
      `${facts.orderId}-refund-2`,
    ]);
  });
});

describe('a refund is refused', () => {
  const tooMuch = (amount: number) => ({
    type: 'RefundExceedsCapture',
    refundable: { amount, currency: 'EUR' },
  });

  it('when it comes to more than is left, counting those that are under way (lesson 14)', () => {
    expect(when(paidFor, refund({ amountMinor: 521 }))).toEqual(tooMuch(520));
    expect(when([...paidFor, refundCoffee], refund({ amountMinor: 371 }))).toEqual(tooMuch(370));
    expect(when([...paidFor, refundCoffee], refund({ amountMinor: 370 }))).toHaveLength(1);
  });

  it('when it comes to nothing', () => {
    expect(when(paidFor, refund({ amountMinor: 0 }))).toEqual(tooMuch(520));
  });

  it('when it is in another currency (lesson 15)', () => {
    expect(when(paidFor, refund({ amountMinor: 100, currency: 'JPY' }))).toEqual({
      type: 'CurrencyMismatch',
      expected: 'EUR',
      actual: 'JPY',
    });
  });

  it.each([
    ['more of an item than was bought', [], 'coffee', 3, 2],
    ['more of an item than is left', [refundCoffee], 'coffee', 2, 1],
    ['an item that was not bought', [], 'tea', 1, 0],
  ] as const)('when it names %s', (_, given, productId, quantity, left) => {
    expect(when([...paidFor, ...given], refund({ items: [{ productId, quantity }] }))).toEqual({
      type: 'ItemsNotRefundable',
      items: [{ productId, requested: quantity, refundable: left }],
    });
  });

  it('when nothing is left', () => {
    const all = [...paidFor, refund(), refundPaid];
    const illegal = { type: 'IllegalTransition', from: 'refunded', to: 'refunded' };
    expect(when(all, refund())).toEqual(illegal);
    expect(when(all, refund({ amountMinor: 1 }))).toEqual(illegal);
  });
});

describe('a refund that the provider refuses', () => {
  const refused = [...paidFor, refundCoffee, refundRefused];

  it('is over, with the reason, and nothing goes back on the shelf', () => {
    const { refunds, payment } = placedAfter(story(...refused));
    expect(refunds).toMatchObject([{ status: 'refused', refusal: 'account closed' }]);
    expect(payment).toMatchObject({ status: 'captured', refundedMinor: 0 });
    expect(when(refused, restocked)).toEqual([]);
  });

  it('may be asked for again, under another name', () => {
    expect(when(refused, refund())).toMatchObject([
      { type: 'RefundRequested', amountMinor: 520, refundId: `${facts.orderId}-refund-2` },
    ]);
  });

  it('does not stand in the way of canceling', () => {
    expect(when(refused, { type: 'CancelOrder' })).toEqual([{ type: 'CancelRequested' }]);
  });
});

describe('the status', () => {
  const statusAfter = (...given: Timeless[]) => shownStatus(placedAfter(story(...paidFor, ...given)));

  it('follows what was paid back, not what was asked for', () => {
    expect(statusAfter(refundCoffee)).toBe('confirmed');
    expect(statusAfter(refundCoffee, refundPaid)).toBe('partiallyRefunded');
    expect(statusAfter(refundCoffee, refundPaid, restocked, refund())).toBe('partiallyRefunded');
    expect(statusAfter(refundCoffee, refundPaid, restocked, refund(), refundPaid)).toBe('refunded');
  });

  it('of an order that was sent is fulfilled until something is refunded', () => {
    expect(statusAfter(fulfill)).toBe('fulfilled');
    expect(statusAfter(fulfill, refundCoffee, refundPaid)).toBe('partiallyRefunded');
    expect(statusAfter(refundCoffee, refundPaid, restocked, fulfill)).toBe('partiallyRefunded');
  });
});

describe('a refund that was paid', () => {
  const paidBack = (...given: Timeless[]) => placedAfter(story(...paidFor, ...given));

  it('of a part leaves the rest of the payment captured', () => {
    const { status, refundedMinor } = paidBack(refundCoffee, refundPaid).payment;
    expect({ status, refundedMinor }).toEqual({ status: 'captured', refundedMinor: 150 });
  });

  it('is done when its items are on the shelf, and at once where there are none to come', () => {
    const sorry = refund({ amountMinor: 1, restock: true });
    expect(paidBack(refundCoffee, refundPaid).refunds).toMatchObject([{ status: 'paid' }]);
    expect(paidBack(refundCoffee, refundPaid, restocked).refunds).toMatchObject([{ status: 'done' }]);
    expect(paidBack(sorry, refundPaid).refunds).toMatchObject([{ status: 'done' }]);
    expect(paidBack(refund(), refundPaid).refunds).toMatchObject([{ status: 'done' }]);
  });
});

describe('an order with a refund', () => {
  it('is not canceled any more, also while the refund is under way', () => {
    const cancel: Timeless = { type: 'CancelOrder' };
    expect(when([...paidFor, refundCoffee], cancel)).toMatchObject({ from: 'confirmed', to: 'canceled' });
    expect(when([...paidFor, refundCoffee, refundPaid], cancel)).toMatchObject({ from: 'partiallyRefunded' });
  });

  it('is sent while there is something to send, and not once all of it is on its way back', () => {
    expect(when([...paidFor, refundCoffee], fulfill)).toEqual([{ type: 'OrderFulfilled' }]);
    expect(when([...paidFor, refund()], fulfill)).toMatchObject({ from: 'confirmed', to: 'fulfilled' });
  });

  it('carries out two refunds one after the other', () => {
    const both = [...paidFor, refundCoffee, refund(), refundPaid];
    expect(orderAfter(story(...both))).toMatchObject({ payment: { refundedMinor: 150 } });
    expect(when(both, restocked)).toEqual([{ type: 'ItemsRestocked', refundId: first }]);
    expect(orderAfter(story(...both, restocked, refundPaid))).toMatchObject({
      payment: { refundedMinor: 520, status: 'refunded' },
    });
  });
});
