import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hour } from '../../shared/test-support/host.ts';
import { cartTtlMs } from './domain/cart.ts';
import { alice, cartId, facts, orderId } from './test-support/basket.ts';
import { aliceAndGuest, as, type Carts, cause, keyed, trace } from './test-support/carts.ts';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const { name, image, priceMinor: unitPriceMinor } = facts();
const lines = [{ productId: 'tea', quantity: 2, name, image, unitPriceMinor }];
const contents = { currency: 'EUR', lines };
const begun = { ok: true, value: { orderId, currency: 'EUR', contents }, replayed: false };

function begin(carts: Carts, id = orderId, call = as(alice)) {
  return carts.alices.housed.beginCheckout(id, call);
}

function status(carts: Carts) {
  return carts.alices.housed.view(alice)?.status;
}

describe('beginning a checkout', () => {
  it('freezes the cart for an order, and says which', () => {
    const carts = aliceAndGuest();
    expect(begin(carts)).toEqual(begun);
    expect(carts.alices.housed.view(alice)).toMatchObject({ status: 'checkingOut', orderId });
    const refused = { ok: false, rejection: { type: 'CheckoutInProgress', orderId } };
    expect(carts.add(cartId, 'tea', 1)).toMatchObject(refused);
    expect(carts.alices.housed.removeItem('tea', as(alice))).toMatchObject(refused);
    expect(carts.contents.alices).toEqual({ tea: 2 });
  });

  it('again with the same key is the same order, however often', () => {
    const carts = aliceAndGuest();
    expect(begin(carts, 'ord_1', keyed('k'))).toEqual(begun);
    carts.alices.restart();
    expect(begin(carts, 'ord_2', keyed('k'))).toEqual({ ...begun, replayed: true });
  });

  it('a second time hears of the first, and is not remembered as refused', () => {
    const carts = aliceAndGuest();
    begin(carts);
    const refused = { ok: false, rejection: { type: 'CheckoutInProgress', orderId }, replayed: false };
    expect(begin(carts, 'ord_2', keyed('k'))).toEqual(refused);
    expect(begin(carts, 'ord_3', keyed('k'))).toEqual(refused);
    carts.alices.housed.reopen(orderId, cause, false);
    expect(begin(carts, 'ord_4', keyed('k'))).toMatchObject({ ok: true, value: { orderId: 'ord_4' } });
  });
});

describe('the contents of a frozen cart', () => {
  it('are what the buyer was shown, not what has changed since', () => {
    const carts = aliceAndGuest();
    carts.alices.housed.noteProduct('tea', facts({ seq: 9, priceMinor: 200, name: 'Dearer tea' }));
    begin(carts);
    expect(carts.alices.housed.validate(orderId)).toEqual({
      ok: true,
      value: {
        currency: 'EUR',
        lines: [
          {
            productId: 'tea',
            quantity: 2,
            name: 'Onigiri, salmon',
            image: '/pictures/onigiri-salmon.svg',
            unitPriceMinor: 180,
          },
        ],
      },
      replayed: false,
    });
  });

  it('are still told when the cart has become that order', () => {
    const carts = aliceAndGuest();
    begin(carts);
    carts.alices.housed.convert(orderId, cause);
    expect(carts.alices.housed.validate(orderId).ok).toBe(true);
  });

  it('are told to no other order', () => {
    const carts = aliceAndGuest();
    const { housed } = carts.alices;
    expect(housed.validate(orderId)).toMatchObject({ rejection: { type: 'CartExpired' } });
    begin(carts);
    expect(housed.validate('ord_2')).toMatchObject({ rejection: { type: 'CheckoutInProgress', orderId } });
    housed.convert(orderId, cause);
    expect(housed.validate('ord_2')).toMatchObject({ rejection: { type: 'CartConverted', orderId } });
  });
});

describe('the end of a checkout', () => {
  it('that failed thaws the cart, with everything in it', () => {
    const carts = aliceAndGuest();
    begin(carts);
    carts.alices.housed.reopen(orderId, cause, false);
    expect(status(carts)).toBe('open');
    expect(carts.alices.housed.view(alice)).not.toHaveProperty('orderId');
    expect(carts.add(cartId, 'tea', 1).ok).toBe(true);
    expect(carts.contents.alices).toEqual({ tea: 3 });
  });

  it('that failed keeps its key: a repeat hears of the order that failed', () => {
    const carts = aliceAndGuest();
    begin(carts, orderId, keyed('k'));
    carts.alices.housed.reopen(orderId, cause, false);
    const value = { orderId, currency: 'EUR' };
    expect(begin(carts, 'ord_2', keyed('k'))).toEqual({ ok: true, value, replayed: true });
    expect(status(carts)).toBe('open');
  });

  it('that came to nothing frees its key, and no other one', () => {
    const carts = aliceAndGuest();
    begin(carts, 'ord_0', keyed('failed'));
    carts.alices.housed.reopen('ord_0', cause, false);
    begin(carts, orderId, keyed('k'));
    carts.alices.housed.reopen(orderId, cause, true);
    expect(begin(carts, 'ord_2', keyed('failed'))).toMatchObject({
      value: { orderId: 'ord_0' },
      replayed: true,
    });
    expect(begin(carts, 'ord_2', keyed('k'))).toMatchObject({ value: { orderId: 'ord_2' }, replayed: false });
  });

  it('that succeeded converts the cart, for good', async () => {
    const carts = aliceAndGuest();
    begin(carts);
    for (let i = 0; i < 2; i++) carts.alices.housed.convert(orderId, cause);
    carts.alices.housed.reopen(orderId, cause, false);
    expect(carts.alices.housed.view(alice)).toMatchObject({ status: 'converted', orderId });
    expect(begin(carts, 'ord_2')).toMatchObject({ rejection: { type: 'CartConverted', orderId } });
    await carts.alices.passTo(carts.clock.now + 2 * cartTtlMs);
    expect(carts.asked).toEqual([]);
  });

  it('is heard from the checkout that the cart is in, and from no other', () => {
    const carts = aliceAndGuest();
    begin(carts);
    carts.alices.housed.convert('ord_2', cause);
    carts.alices.housed.reopen('ord_2', cause, true);
    expect(carts.alices.housed.view(alice)).toMatchObject({ status: 'checkingOut', orderId });
  });
});

describe('a checkout that is not heard of again', () => {
  it('is asked about, with doubling patience, for as long as it is under way', async () => {
    const carts = aliceAndGuest();
    begin(carts);
    const { now } = carts.clock;
    await carts.alices.passTo(now + 10 * 60_000);
    const seconds = carts.asked.map(({ at }) => (at - now) / 1_000);
    expect(seconds).toEqual([20, 40, 80, 160, 320]);
    expect(status(carts)).toBe('checkingOut');
  });

  it.each([
    ['completed', 'converted'],
    ['failed', 'open'],
    ['neverPlaced', 'open'],
  ] as const)('and has %s leaves the cart %s', async (outcome, expected) => {
    const carts = aliceAndGuest();
    begin(carts);
    carts.outcome = async () => outcome;
    await carts.alices.passTo(carts.clock.now + 20_000);
    expect(carts.asked).toMatchObject([{ orderId }]);
    expect(status(carts)).toBe(expected);
    const [, , , ...behindCheckout] = carts.alices.housed.actor.events(0, 100);
    expect(behindCheckout).toMatchObject([
      { caller: 'timer', trace },
      { caller: 'timer', trace },
    ]);
    await carts.alices.passTo(carts.clock.now + hour);
    expect(carts.asked).toHaveLength(1);
  });

  it('and was never placed frees its key; one that failed keeps it', async () => {
    for (const outcome of ['neverPlaced', 'failed'] as const) {
      const carts = aliceAndGuest();
      begin(carts, orderId, keyed('k'));
      carts.outcome = async () => outcome;
      await carts.alices.passTo(carts.clock.now + 20_000);
      const again = begin(carts, 'ord_2', keyed('k'));
      expect(again.replayed).toBe(outcome === 'failed');
    }
  });

  it('is asked about again when the order cannot be reached, also by the next process', async () => {
    const carts = aliceAndGuest();
    begin(carts);
    const { now } = carts.clock;
    carts.outcome = () => Promise.reject(new Error('the network failed'));
    await carts.alices.passTo(now + 30_000);
    carts.alices.storage.alarmAt = null;
    carts.alices.restart();
    carts.outcome = async () => 'completed';
    await carts.alices.passTo(now + 60_000);
    expect(carts.asked.map(({ at }) => (at - now) / 1_000)).toEqual([20, 40]);
    expect(status(carts)).toBe('converted');
  });

  it('does not end another checkout that has begun while the answer was on its way', async () => {
    const carts = aliceAndGuest();
    begin(carts);
    carts.outcome = async () => {
      carts.alices.housed.reopen(orderId, cause, false);
      begin(carts, 'ord_2');
      return 'failed';
    };
    await carts.alices.passTo(carts.clock.now + 20_000);
    expect(carts.alices.housed.view(alice)).toMatchObject({ status: 'checkingOut', orderId: 'ord_2' });
  });
});

describe('a cart that nobody touches', () => {
  it('expires after a month, and asks nobody', async () => {
    const carts = aliceAndGuest();
    const { now } = carts.clock;
    await carts.alices.passTo(now + cartTtlMs - 1);
    expect(status(carts)).toBe('open');
    await carts.alices.passTo(now + cartTtlMs);
    expect(status(carts)).toBe('expired');
    expect(carts.add(cartId, 'tea', 1)).toMatchObject({ rejection: { type: 'CartExpired' } });
    expect(carts.asked).toEqual([]);
    expect(carts.alices.storage.alarmAt).toBeNull();
  });

  it('is kept as long as somebody does', async () => {
    const carts = aliceAndGuest();
    const { now } = carts.clock;
    await carts.alices.passTo(now + cartTtlMs - 1);
    carts.add(cartId, 'tea', 1);
    await carts.alices.passTo(now + 2 * cartTtlMs - 2);
    expect(status(carts)).toBe('open');
    await carts.alices.passTo(now + 2 * cartTtlMs - 1);
    expect(status(carts)).toBe('expired');
  });
});
