import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxLinesPerCart, maxQuantityPerLine } from '../../shared/contracts/cart.ts';
import { maxUnitPriceMinor } from '../../shared/money.ts';
import { type CartEvent, cartTtlMs } from './domain/cart.ts';
import type { ProductFacts } from './domain/line.ts';
import {
  added,
  at,
  cartId,
  checkoutStarted,
  converted,
  created,
  createdByGuest,
  expired,
  given,
  noted,
  orderId,
  surrendered,
} from './test-support/basket.ts';
import { viewOf } from './view.ts';

function view(...events: CartEvent[]) {
  const { state } = given(...events);
  if (state.status === 'none') throw new Error('there is no cart');
  return viewOf(state, 7);
}

function item(change: Partial<ProductFacts>, quantity = 2) {
  return view(created, added('tea', quantity), noted('tea', { seq: 6, ...change })).items[0];
}

const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('a cart as its owner sees it', () => {
  it('says everything', () => {
    const later = { ...noted('tea', { seq: 6 }), at: at + 1_000 };
    expect(view(created, added('tea', 2), later)).toEqual({
      id: cartId,
      status: 'open',
      currency: 'EUR',
      items: [
        {
          productId: 'tea',
          name: 'Onigiri, salmon',
          image: '/pictures/onigiri-salmon.svg',
          quantity: 2,
          unitPrice: eur(180),
          lineTotal: eur(360),
          availability: { status: 'available' },
        },
      ],
      totals: { subtotal: eur(360), discount: eur(0), shipping: eur(0), tax: eur(0), total: eur(360) },
      version: 7,
      updatedAt: '2026-11-22T10:00:01.000Z',
      expiresAt: new Date(at + cartTtlMs).toISOString(),
    });
  });

  it('is empty, and costs nothing, before anything is added', () => {
    expect(view(created)).toMatchObject({ items: [], totals: { total: eur(0) } });
  });

  it('keeps the order in which products were added', () => {
    const events = [created, added('tea', 1), added('apple', 1), added('tea', 1)];
    expect(view(...events).items.map(({ productId }) => productId)).toEqual(['tea', 'apple']);
  });

  it.each([
    ['checkingOut', [checkoutStarted], orderId],
    ['converted', [checkoutStarted, converted], orderId],
    ['expired', [expired], undefined],
  ] as const)('says that it is %s, and for which order', (status, events, order) => {
    const seen = view(created, added('tea', 2), ...events);
    expect([seen.status, seen.orderId, seen.items.length]).toEqual([status, order, 1]);
  });

  it('that was merged into another one is a closed and empty one', () => {
    const seen = view(createdByGuest, added('tea', 2), surrendered);
    expect(seen).toMatchObject({ status: 'expired', items: [], totals: { total: eur(0) } });
    expect(JSON.stringify(seen)).not.toContain(cartId);
  });

  it('never shows whose it is, or a token', () => {
    expect(JSON.stringify(view(createdByGuest, added('tea', 1)))).not.toMatch(/owner|token|aaaa/);
  });
});

describe('totals', () => {
  it('add up, line by line and as a whole', () => {
    const quantity = fc.integer({ min: 1, max: maxQuantityPerLine });
    const priceMinor = fc.integer({ min: 0, max: maxUnitPriceMinor });
    const cart = fc.array(fc.record({ quantity, priceMinor }), { maxLength: maxLinesPerCart });
    const addUp = fc.property(cart, (wanted) => {
      const lines = wanted.map(({ quantity, priceMinor }, i) => added(`p-${i}`, quantity, { priceMinor }));
      const { items, totals } = view(created, ...lines);
      for (const { unitPrice, quantity, lineTotal } of items) {
        expect(BigInt(lineTotal.amount)).toBe(BigInt(unitPrice.amount) * BigInt(quantity));
      }
      const sum = items.reduce((total, { lineTotal }) => total + BigInt(lineTotal.amount), 0n);
      expect(BigInt(totals.subtotal.amount)).toBe(sum);
      const { subtotal, discount, shipping, tax, total } = totals;
      expect(total.amount).toBe(subtotal.amount - discount.amount + shipping.amount + tax.amount);
    });
    fc.assert(addUp);
  });

  it('are exact for the dearest and fullest cart that there can be', () => {
    const change = { priceMinor: maxUnitPriceMinor };
    const lines = Array.from({ length: maxLinesPerCart }, (_, i) =>
      added(`p-${i}`, maxQuantityPerLine, change),
    );
    const { totals } = view(created, ...lines);
    const exact = BigInt(maxUnitPriceMinor) * BigInt(maxQuantityPerLine) * BigInt(maxLinesPerCart);
    expect(BigInt(totals.total.amount)).toBe(exact);
    expect(Number.isSafeInteger(totals.total.amount)).toBe(true);
  });

  it('go by the price at which a product was added, until the buyer has agreed to another', () => {
    const { totals, items } = view(created, added('tea', 2), noted('tea', { seq: 6, priceMinor: 200 }));
    expect(totals.total).toEqual(eur(360));
    expect(items[0]).toMatchObject({ unitPrice: eur(180), lineTotal: eur(360) });
  });
});

describe('a price that has changed', () => {
  it('is shown, up or down', () => {
    expect(item({ priceMinor: 200 })?.priceChange).toEqual({ from: eur(180), to: eur(200) });
    expect(item({ priceMinor: 0 })?.priceChange).toEqual({ from: eur(180), to: eur(0) });
  });

  it('is not shown where it has not, or has changed back', () => {
    expect(item({ name: 'Tea, green' })).not.toHaveProperty('priceChange');
    const back = [noted('tea', { seq: 6, priceMinor: 200 }), noted('tea', { seq: 7 })];
    expect(view(created, added('tea', 2), ...back).items[0]).not.toHaveProperty('priceChange');
  });

  it('to another currency is shown as that, not as the same number of ours', () => {
    const yen = { amount: 180, currency: 'JPY' };
    expect(item({ currency: 'JPY' })?.priceChange).toEqual({ from: eur(180), to: yen });
  });
});

describe('a product that has changed', () => {
  it('is shown under its new name, with its new picture', () => {
    expect(item({ name: 'Tea, green', image: null })).toMatchObject({ name: 'Tea, green', image: null });
  });
});

describe('availability', () => {
  it.each<[string, Partial<ProductFacts>, object]>([
    ['available', { available: 6 }, { status: 'available' }],
    ['low from five down', { available: 5 }, { status: 'low', available: 5 }],
    ['low as long as it is enough', { available: 2 }, { status: 'low', available: 2 }],
    ['insufficient when it is not', { available: 1 }, { status: 'insufficient', available: 1 }],
    ['unavailable when nothing is left', { available: 0 }, { status: 'unavailable', available: 0 }],
    [
      'unavailable when it is no longer sold',
      { status: 'archived', available: 9 },
      { status: 'unavailable', available: 0 },
    ],
    ['unknown when it cannot be known', { available: null }, { status: 'unknown' }],
    [
      'unavailable when it is no longer sold, even if nothing else is known',
      { status: 'archived', available: null },
      { status: 'unavailable', available: 0 },
    ],
  ])('is %s', (_what, change, expected) => {
    expect(item(change)?.availability).toEqual(expected);
  });

  it('is judged by how many the cart wants', () => {
    expect(item({ available: 9 }, 9)?.availability).toEqual({ status: 'available' });
    expect(item({ available: 8 }, 9)?.availability).toEqual({ status: 'insufficient', available: 8 });
  });
});
