import { describe, expect, it } from 'vitest';
import { due, type PlacedOrder } from './order.ts';
import {
  at,
  cancel,
  facts,
  forget,
  fulfill,
  history,
  minute,
  noAnswer,
  orderAfter,
  paidFor,
  placedAfter,
  refund,
  refundCoffee,
  refunded,
  refundPaid,
  refundRefused,
  stockBack,
  story,
  type Timeless,
  t0,
  when,
} from './test-support/orders.ts';

const shippingAddress = { name: 'Hana Abe', line1: '1-2-3 Jingumae', city: 'Tokyo', country: 'JP' };
const paidForAndToBeSent: Timeless[] = [
  { type: 'PlaceOrder', ...facts, shippingAddress },
  ...paidFor.slice(1),
];
const forgotten = [{ type: 'PersonalDataForgotten' }];
const refused = { type: 'IllegalTransition', to: 'forgotten' };

describe('goods that are still to go to an address', () => {
  it.each<[string, Timeless[]]>([
    ['paid for', []],
    ['refunded in part', [refundCoffee, refundPaid]],
    ['whose refund may still be refused', [refund()]],
    ['whose refund was refused', [refund(), refundRefused]],
    ['being canceled', [cancel]],
  ])('(%s) keep the order from forgetting it', (_, more) => {
    expect(when([...paidForAndToBeSent, ...more], forget)).toMatchObject(refused);
  });

  it.each<[string, Timeless[]]>([
    ['sent', [fulfill]],
    ['refunded in whole', [refund(), refundPaid]],
    ['canceled', [cancel, refunded, stockBack]],
  ])('and are %s do so no longer', (_, more) => {
    expect(when([...paidForAndToBeSent, ...more], forget)).toEqual(forgotten);
  });
});

describe('an order whose buyer was forgotten', () => {
  const story1 = [...paidForAndToBeSent, fulfill, forget];

  it('knows neither e-mail nor address, and everything else', () => {
    const before = placedAfter(story(...story1.slice(0, -1)));
    expect(before).toMatchObject({ email: facts.email, shippingAddress });
    expect(orderAfter(story(...story1))).toEqual({ ...before, email: null, shippingAddress: null });
  });

  it('has nothing more to forget', () => {
    expect(when(story1, forget)).toEqual([]);
  });

  it('gives money back as any other', () => {
    const order = placedAfter(story(...story1, refund(), refundPaid));
    expect(order).toMatchObject({ email: null, payment: { status: 'refunded', refundedMinor: 520 } });
  });

  it('tries a refund again when it would have', () => {
    const failing = [...paidForAndToBeSent, fulfill, refund(), noAnswer('payRefund')];
    const events = story(...failing);
    const more = history(
      ...failing.map((command, index) => at(t0 + index * 1_000, command)),
      at(t0 + minute, forget),
    );
    expect(due(orderAfter(more))).toBe(due(orderAfter(events)));
    expect((orderAfter(more) as PlacedOrder).attempt).toBe(2);
  });
});
