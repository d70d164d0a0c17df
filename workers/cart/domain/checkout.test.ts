import { describe, expect, it } from 'vitest';
import { accept, reject } from '../../../shared/result.ts';
import {
  add,
  added,
  alice,
  at,
  cartId,
  checkoutStarted,
  converted,
  created,
  expired,
  given,
  line,
  mergeRefused,
  mergeStarted,
  noted,
  orderId,
  removed,
  reopened,
  startCheckout,
  takenOver,
} from '../test-support/basket.ts';
import { type CartEvent, type Contents, cartTtlMs, checkoutAskAfterMs, due } from './cart.ts';
import type { CartCommand } from './commands.ts';

const nothing = accept([]);
const filled = [created, added('tea', 3)];
const frozen = [...filled, checkoutStarted];
const other = 'ord_2';

const reopen = (id: string): CartCommand => ({ type: 'ReopenCart', at, orderId: id });
const convert = (id: string): CartCommand => ({ type: 'ConvertCart', at, orderId: id });
const awaitCheckout = (id: string, when: number): CartCommand => ({
  type: 'AwaitCheckout',
  at: when,
  orderId: id,
});

describe('a cart', () => {
  it('is created empty, for its owner', () => {
    const create: CartCommand = { type: 'CreateCart', at, cartId, owner: alice, currency: 'EUR' };
    expect(given().when(create)).toEqual(accept([created]));
    expect(given(created).state).toEqual({
      status: 'open',
      cartId,
      owner: alice,
      currency: 'EUR',
      lines: [],
      merging: null,
      version: 1,
      updatedAt: at,
      touchedAt: at,
    });
  });

  it('is not created again, nor handed to somebody else', () => {
    const owner = { kind: 'customer', customerId: 'bob' } as const;
    const create: CartCommand = { type: 'CreateCart', at, cartId, owner, currency: 'EUR' };
    expect(given(created).when(create)).toEqual(reject({ type: 'IdempotencyKeyReused' }));
  });
});

describe('a log that does not begin with the making of a cart', () => {
  it('is not read: nothing is made up', () => {
    expect(() => given(added('tea', 3))).toThrow('ItemAdded before CartCreated');
  });
});

describe('starting a checkout', () => {
  it('freezes the cart for that order', () => {
    expect(given(...filled).when(startCheckout)).toEqual(accept([checkoutStarted]));
    expect(given(...frozen).state).toMatchObject({ status: 'checkingOut', orderId, lines: [line('tea', 3)] });
  });

  it('is refused of an empty cart', () => {
    const empty = reject({ type: 'CartEmpty' });
    expect(given(created).when(startCheckout)).toEqual(empty);
    expect(given(...filled, removed('tea')).when(startCheckout)).toEqual(empty);
  });

  it('is refused while lines are on their way here', () => {
    expect(given(...filled, mergeStarted).when(startCheckout)).toEqual(reject({ type: 'CartMerging' }));
  });

  it('is refused to a second checkout, which hears of the first', () => {
    const second: CartCommand = { type: 'StartCheckout', at, caller: alice, orderId: other };
    expect(given(...frozen).when(second)).toEqual(reject({ type: 'CheckoutInProgress', orderId }));
  });
});

describe('a frozen cart', () => {
  it('is thawed by its own checkout, with everything in it', () => {
    expect(given(...frozen).when(reopen(orderId))).toEqual(accept([reopened]));
    expect(given(...frozen, reopened).state).toEqual({ ...given(...filled).state, version: 4 });
    expect(given(...frozen, reopened).when(add('tea', 1)).ok).toBe(true);
  });

  it('becomes an order by its own checkout', () => {
    expect(given(...frozen).when(convert(orderId))).toEqual(accept([converted]));
    expect(given(...frozen, converted).state).toMatchObject({ status: 'converted', orderId });
  });

  it('does not listen to another checkout', () => {
    expect(given(...frozen).when(reopen(other))).toEqual(nothing);
    expect(given(...frozen).when(convert(other))).toEqual(nothing);
    expect(given(...frozen).when(awaitCheckout(other, at))).toEqual(nothing);
  });

  it('still hears news of its products', () => {
    const news = noted('tea', { seq: 6, priceMinor: 200 });
    expect(given(...frozen, news).state).toMatchObject({ lines: [{ known: { priceMinor: 200 } }] });
  });

  it('cannot be frozen, thawed or converted by what comes late', () => {
    expect(given(...frozen, reopened).when(reopen(orderId))).toEqual(nothing);
    expect(given(...frozen, reopened).when(convert(orderId))).toEqual(nothing);
    expect(given(...frozen, converted).when(reopen(orderId))).toEqual(nothing);
    expect(given(...frozen, converted).when(convert(orderId))).toEqual(nothing);
  });

  it('that was thawed can be checked out again, for another order', () => {
    const again: CartCommand = { type: 'StartCheckout', at, caller: alice, orderId: other };
    expect(given(...frozen, reopened).when(again)).toEqual(
      accept([{ type: 'CheckoutStarted', at, orderId: other }]),
    );
  });
});

describe('a checkout that does not say how it went', () => {
  it('is asked twenty seconds later, then after twice as long each time, up to five minutes', () => {
    const run = given(...frozen);
    const asked: number[] = [];
    for (let i = 0; i < 8; i++) {
      const when = due(run.state) as number;
      asked.push((when - at) / 1_000);
      run.take(awaitCheckout(orderId, when));
    }
    expect(asked).toEqual([20, 40, 80, 160, 320, 620, 920, 1_220]);
    expect(checkoutAskAfterMs).toBe(20_000);
    expect(run.state).toMatchObject({ status: 'checkingOut', orderId, lines: [line('tea', 3)] });
  });

  it('leaves the cart as clients see it, with the same version, while it is asked', () => {
    const { version, updatedAt } = given(...frozen).state as Contents;
    const run = given(...frozen);
    run.take(awaitCheckout(orderId, at + checkoutAskAfterMs));
    expect(run.state).toMatchObject({ version, updatedAt });
  });
});

describe('a cart that nobody touches', () => {
  const expire = (when: number): CartCommand => ({ type: 'ExpireCart', at: when });

  it('expires after its time, not a moment before', () => {
    expect(due(given(...filled).state)).toBe(at + cartTtlMs);
    expect(given(...filled).when(expire(at + cartTtlMs - 1))).toEqual(nothing);
    expect(given(...filled).when(expire(at + cartTtlMs))).toEqual(
      accept([{ ...expired, at: at + cartTtlMs }]),
    );
  });

  it.each<[string, CartEvent[], CartEvent]>([
    ['adding', [created], added('tea', 1)],
    ['changing', filled, { type: 'ItemQuantityChanged', at, productId: 'tea', quantity: 1 }],
    ['removing', filled, removed('tea')],
    ['taking over a cart', [...filled, mergeStarted], takenOver(line('tea', 1))],
    ['checking out', filled, checkoutStarted],
  ])('counts from the last act of its buyer, such as %s', (_what, before, act) => {
    expect(given(...before, { ...act, at: at + 5 }).state).toMatchObject({ touchedAt: at + 5 });
  });

  it('looks the same, with the same version, after a merge that came to nothing', () => {
    const shown = given(...filled).state;
    expect(given(...filled, { ...mergeStarted, at: at + 5 }, { ...mergeRefused, at: at + 6 }).state).toEqual(
      shown,
    );
  });

  it('is not taken away from a buyer whose checkout has just failed', () => {
    const late = at + cartTtlMs - 1;
    const run = given(...filled, { ...checkoutStarted, at: late }, { ...reopened, at: late + 60_000 });
    expect(run.when(expire(late + 60_000))).toEqual(nothing);
    expect(due(run.state)).toBe(late + cartTtlMs);
  });

  it('does not expire in a checkout, while lines are on their way, or twice', () => {
    const late = expire(at + 2 * cartTtlMs);
    expect(given(...frozen).when(late)).toEqual(nothing);
    expect(given(...filled, mergeStarted).when(late)).toEqual(nothing);
    expect(given(...frozen, converted).when(late)).toEqual(nothing);
    expect(given(...filled, expired).when(late)).toEqual(nothing);
  });

  it('wants no attention any more once it is over', () => {
    expect(due(given().state)).toBeUndefined();
    expect(due(given(...filled, expired).state)).toBeUndefined();
    expect(due(given(...frozen, converted).state)).toBeUndefined();
  });
});
