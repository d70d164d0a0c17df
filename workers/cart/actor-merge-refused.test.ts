import { describe, expect, it } from 'vitest';
import { maxLinesPerCart, maxQuantityPerLine } from '../../shared/contracts/cart.ts';
import { cartTtlMs } from './domain/cart.ts';
import { alice, cartId, guest, guestCartId, orderId, tokenHash } from './test-support/basket.ts';
import { after, aliceAndGuest, as, before, type Carts, cause, keyed } from './test-support/carts.ts';

type Change = (carts: Carts) => unknown;

const reasons: [string, Change, string][] = [
  [
    'is in a checkout',
    ({ guests }) => void guests.housed.beginCheckout(orderId, as(guest)),
    'CheckoutInProgress',
  ],
  [
    'has become an order',
    ({ guests }) => {
      guests.housed.beginCheckout(orderId, as(guest));
      guests.housed.convert(orderId, cause);
    },
    'CartConverted',
  ],
  ['has expired', ({ guests, clock }) => guests.passTo(clock.now + cartTtlMs), 'CartExpired'],
  [
    'would make too many lines',
    (carts) => {
      for (let i = 0; i < maxLinesPerCart - 1; i++) carts.add(cartId, `p-${i}`, 1);
    },
    'TooManyLines',
  ],
  [
    'would make a line too long',
    (carts) => void carts.add(cartId, 'tea', maxQuantityPerLine - 4),
    'QuantityLimit',
  ],
];

describe("a merge is refused as a whole when the guest's cart", () => {
  it.each(reasons)('%s', async (_why, change, type) => {
    const carts = aliceAndGuest();
    await change(carts);
    carts.add(cartId, 'tea', 0);
    const contents = structuredClone(carts.contents);
    const guestsSeq = carts.guests.housed.actor.seq;
    expect(await carts.merge()).toMatchObject({ ok: false, rejection: { type } });
    expect(carts.contents).toEqual(contents);
    expect(carts.guests.housed.actor.seq).toBe(guestsSeq);
    expect(carts.alices.housed.beginCheckout('ord_2', as(alice)).ok).toBe(true);
  });

  it('is in another currency', async () => {
    const carts = aliceAndGuest();
    carts.create('crt_yen', guest, 'JPY');
    carts.add('crt_yen', 'tea', 1, as(guest), { currency: 'JPY' });
    expect(await carts.merge(as(alice), 'crt_yen')).toMatchObject({
      rejection: { type: 'CurrencyMismatch', expected: 'EUR', actual: 'JPY' },
    });
  });

  it.each([
    ['is not there', 'crt_nobodys', tokenHash],
    ['is opened by another token', guestCartId, 'b'.repeat(64)],
    ["is a customer's", 'crt_bobs', tokenHash],
    ['is the same cart', cartId, tokenHash],
  ])('%s', async (_why, from, hash) => {
    const carts = aliceAndGuest();
    carts.create('crt_bobs', { kind: 'customer', customerId: 'bob' });
    expect(await carts.alices.housed.merge(from, hash, as(alice))).toMatchObject({
      ok: false,
      rejection: { type: 'CartNotFound' },
    });
    expect(carts.contents).toEqual(before);
    expect(carts.cart('crt_nobodys').tables()).toEqual([]);
  });
});

describe('a merge that was refused', () => {
  it('is remembered for its key', async () => {
    const carts = aliceAndGuest();
    const first = await carts.merge(keyed('k'), 'crt_nobodys');
    expect(await carts.merge(keyed('k'), 'crt_nobodys')).toEqual({ ...first, replayed: true });
  });

  it('for what passes by itself may be tried again with its key', async () => {
    const carts = aliceAndGuest();
    carts.guests.housed.beginCheckout(orderId, as(guest));
    expect(await carts.merge(keyed('k'))).toMatchObject({ rejection: { type: 'CheckoutInProgress' } });
    carts.guests.housed.reopen(orderId, cause, false);
    expect(await carts.merge(keyed('k'))).toMatchObject({ ok: true, replayed: false });
    expect(carts.contents).toEqual(after);
  });

  it('because of its own checkout says so, and may be tried again', async () => {
    const carts = aliceAndGuest();
    carts.alices.housed.beginCheckout(orderId, as(alice));
    expect(await carts.merge(keyed('k'))).toMatchObject({
      rejection: { type: 'CheckoutInProgress', orderId },
    });
    carts.alices.housed.reopen(orderId, cause, false);
    expect(await carts.merge(keyed('k'))).toMatchObject({ ok: true });
    expect(carts.contents).toEqual(after);
  });
});
