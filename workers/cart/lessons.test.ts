import { describe, expect, it } from 'vitest';
import { addItemBodySchema, changeItemBodySchema, maxQuantityPerLine } from '../../shared/contracts/cart.ts';
import { stockBodySchema } from '../../shared/contracts/product.ts';
import { maxUnitPriceMinor, priceSchema } from '../../shared/money.ts';
import { Dice, seeds } from '../../shared/test-support/dice.ts';
import { alice, cartId, guest, guestCartId, orderId, tokenHash } from './test-support/basket.ts';
import { aliceAndGuest, as, Carts, cause, keyed } from './test-support/carts.ts';

/** Failures that real shops had, by their numbers in LESSONS.md. */

describe('lesson 2: two lines of the same product', () => {
  it('never are: what is added twice, or merged, is one line, checked against the stock together', async () => {
    const carts = aliceAndGuest();
    carts.add(cartId, 'tea', 2, as(alice), { available: 5 });
    expect(carts.add(cartId, 'tea', 2, as(alice), { seq: 6, available: 5 })).toMatchObject({
      ok: false,
      rejection: { type: 'InsufficientStock', items: [{ productId: 'tea', requested: 6, available: 5 }] },
    });
    await carts.merge();
    carts.alices.housed.beginCheckout(orderId, as(alice));
    const contents = carts.alices.housed.validate(orderId);
    const ids = contents.ok ? contents.value.lines.map(({ productId }) => productId) : [];
    expect(ids).toEqual(['tea', 'rice']);
  });
});

describe('lesson 7: removing an item', () => {
  it('returns no stock: a cart holds none, and tells nobody', async () => {
    const carts = aliceAndGuest();
    carts.alices.housed.removeItem('tea', as(alice));
    carts.add(cartId, 'rice', 3);
    carts.alices.housed.changeQuantity('rice', 1, null, as(alice));
    carts.alices.housed.changeQuantity('rice', 0, null, as(alice));
    expect(carts.alices.housed.view(alice)?.items).toEqual([]);
    expect([carts.asked, carts.watched]).toEqual([[], []]);
  });
});

describe('lesson 16: a quantity', () => {
  const wrong = [
    -1,
    0,
    1.5,
    1e21,
    '1',
    2 ** 53,
    2 ** 53 + 2,
    Number.NaN,
    Infinity,
    null,
    undefined,
    [1],
    '1e3',
  ];

  it.each(wrong)('of %s is no quantity', (quantity) => {
    expect(addItemBodySchema.safeParse({ productId: 'tea', quantity }).success).toBe(false);
    if (quantity !== 0) expect(changeItemBodySchema.safeParse({ quantity }).success).toBe(false);
  });

  it.each([-1, 0.5, 1e21, '1', 2 ** 53, Number.NaN, null])('times a price of %s is no price', (amount) => {
    expect(priceSchema.safeParse({ amount, currency: 'EUR' }).success).toBe(false);
    expect(stockBodySchema.safeParse({ delta: amount === -1 ? 0 : amount }).success).toBe(false);
  });

  it('is at least one to add, at least none to set, and has a limit', () => {
    for (const [quantity, adds, sets] of [
      [0, false, true],
      [1, true, true],
      [maxQuantityPerLine, true, true],
      [maxQuantityPerLine + 1, false, false],
    ] as const) {
      expect(addItemBodySchema.safeParse({ productId: 'tea', quantity }).success).toBe(adds);
      expect(changeItemBodySchema.safeParse({ quantity }).success).toBe(sets);
    }
  });

  it('and a price at their limits make a sum that is exact, however carts are merged', async () => {
    const carts = aliceAndGuest();
    const dear = { priceMinor: maxUnitPriceMinor };
    carts.add(cartId, 'gold', maxQuantityPerLine, as(alice), dear);
    carts.add(guestCartId, 'gold', maxQuantityPerLine, as(guest), dear);
    expect(await carts.merge()).toMatchObject({ rejection: { type: 'QuantityLimit', productId: 'gold' } });
    const gold = carts.alices.housed.view(alice)?.items.find(({ productId }) => productId === 'gold');
    expect(gold?.lineTotal.amount).toBe(maxUnitPriceMinor * maxQuantityPerLine);
    expect(Number.isSafeInteger(gold?.lineTotal.amount)).toBe(true);
  });
});

describe('lesson 17: parallel adds', () => {
  it.each(seeds(10))(
    'lose no item, whatever order they come in and however often (seed %i)',
    async (seed) => {
      const dice = new Dice(seed);
      const carts = new Carts();
      carts.create(cartId, alice);
      const adds = Array.from({ length: 100 }, (_, i) => ({ key: `k-${i}`, productId: `p-${i % 7}` }));
      const sent = dice.shuffled([...adds, ...adds.slice(0, 40)]);
      await Promise.all(
        sent.map(async ({ key, productId }) => {
          for (let turns = dice.roll(4); turns > 0; turns--) await new Promise(setImmediate);
          expect(carts.add(cartId, productId, 1, keyed(key)).ok).toBe(true);
        }),
      );
      const quantities = Object.values(carts.contents.alices);
      expect(quantities.toSorted()).toEqual([14, 14, 14, 14, 14, 15, 15]);
    },
  );
});

describe('lesson 18: merging at login', () => {
  it('of a cart with 65 items brings all 65, whatever happens on the way', async () => {
    const carts = new Carts();
    carts.create(cartId, alice);
    carts.create(guestCartId, guest);
    for (let i = 0; i < 65; i++) carts.add(guestCartId, `p-${i}`, i + 1);
    const { guests: expected } = carts.contents;
    let cutOff = 3;
    carts.onSurrender = async (deliver) => {
      const answer = deliver();
      cutOff -= 1;
      if (cutOff >= 0) throw new Error('the network failed');
      return answer;
    };
    for (let i = 0; i < 3; i++) await expect(carts.merge()).rejects.toThrow('the network failed');
    carts.alices.restart();
    expect((await carts.merge()).ok).toBe(true);
    expect(carts.contents).toEqual({ alices: expected, guests: {} });
    expect(carts.alices.housed.view(alice)?.items).toHaveLength(65);
  });
});

describe('lesson 24: a cart token', () => {
  it("does not open what belongs to a customer, nor does a customer's name open a guest's", () => {
    const carts = aliceAndGuest();
    expect(carts.alices.housed.view({ kind: 'guest', tokenHash: 'alice' })).toBeNull();
    expect(carts.guests.housed.view({ kind: 'customer', customerId: tokenHash })).toBeNull();
    expect(carts.guests.housed.view(guest)).not.toBeNull();
  });

  it('does not open a cart any more that it was merged into, and nobody is let in by being nobody', async () => {
    const carts = aliceAndGuest();
    await carts.merge();
    expect(carts.alices.housed.view(guest)).toBeNull();
    expect(carts.add(cartId, 'tea', 1, as(guest))).toMatchObject({ rejection: { type: 'CartNotFound' } });
    const opens = (host: typeof carts.alices, nobody: object) => {
      try {
        return host.housed.view(nobody as never) !== null;
      } catch {
        return false;
      }
    };
    // What an older worker passes on may lack what its type promises.
    for (const nobody of [{ kind: 'guest' }, { kind: 'customer' }, { kind: 'guest', tokenHash: null }, {}]) {
      expect([opens(carts.alices, nobody), opens(carts.guests, nobody)]).toEqual([false, false]);
    }
  });

  it('does not merge a cart that it does not open, into a cart that is not the caller’s', async () => {
    const carts = aliceAndGuest();
    const bob = { kind: 'customer', customerId: 'bob' } as const;
    expect(await carts.merge(as(bob))).toMatchObject({ rejection: { type: 'CartNotFound' } });
    expect(await carts.alices.housed.merge(guestCartId, 'b'.repeat(64), as(alice))).toMatchObject({
      rejection: { type: 'CartNotFound' },
    });
    carts.guests.housed.beginCheckout(orderId, as(guest));
    carts.guests.housed.convert(orderId, cause);
    expect(carts.contents).toEqual({ alices: { tea: 2 }, guests: { tea: 3, rice: 1 } });
  });
});
